using System.Buffers.Binary;
using System.Globalization;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>The times of the SOA, its primary server, and TTLs.</summary>
internal static class Times
{
    private const uint Day = 86_400, Week = 604_800;

    public static void Check(LintContext context)
    {
        foreach (RrSet soa in context.Zone.OfType(RrType.Soa).Where(soa => soa.Mark != default))
            CheckSoa(context, soa, soa.Records[0]);
        CheckTtls(context);
    }

    private static void CheckSoa(LintContext context, RrSet soa, SourceRecord record)
    {
        ReadOnlySpan<byte> times = record.Rdata.AsSpan(record.Rdata.Length - 16);
        uint refresh = BinaryPrimitives.ReadUInt32BigEndian(times), retry = BinaryPrimitives.ReadUInt32BigEndian(times[4..]);
        uint expire = BinaryPrimitives.ReadUInt32BigEndian(times[8..]), minimum = BinaryPrimitives.ReadUInt32BigEndian(times[12..]);
        void Report(int token, string message) => context.Add(ZoneRules.SoaTimers, record.TokenMark(token), $"SOA: {message}", soa.Owner, context.Types[RrType.Soa].Fields[token].Label);
        if (retry >= refresh)
            Report(4, $"retry {retry} is not below refresh {refresh}");
        if (expire < (ulong)refresh + retry)
            Report(5, $"expire {expire} is below refresh and retry together, {(ulong)refresh + retry}");
        else if (expire < Week)
            Report(5, $"expire {expire} is below a week ({Week})");
        if (minimum > Day)
            Report(6, $"minimum {minimum} is above a day ({Day}); that a name is missing is remembered as long");
        Name primary = context.Types[RrType.Soa].NamesIn(record.Rdata)[0];
        if (TargetNames.StateOf(context, primary, out string why) == HostState.Alias)
            context.Add(ZoneRules.SoaMnameAlias, record.TokenMark(0), $"SOA: the primary server {primary} {why}", soa.Owner, primary.ToString());
    }

    /// <summary>Records that take the file's default share one place, and one finding.</summary>
    private static void CheckTtls(LintContext context)
    {
        uint limit = context.Runs(ZoneRules.MaxTtl) ? context.Settings.MaxTtl : Week;
        HashSet<SourceMark>? reported = null;
        foreach (RrSet rrSet in context.Zone.Contents.RrSets)
        {
            if (rrSet.Ttl > 0 && rrSet.Ttl <= limit && rrSet.Ttl <= Week)
                continue;
            if (!(reported ??= []).Add(rrSet.TtlMark))
                continue;
            string ttl = rrSet.Ttl.ToString(CultureInfo.InvariantCulture), what = $"{context.Types.NameOf(rrSet.Type)} of {rrSet.Owner}";
            string subject = $"{context.Types.NameOf(rrSet.Type)} TTL";
            if (rrSet.Ttl == 0)
                context.Add(ZoneRules.TtlRange, rrSet.TtlMark, $"{what}: a TTL of 0; nothing is cached", rrSet.Owner, subject);
            else if (rrSet.Ttl > Week)
                context.Add(ZoneRules.TtlRange, rrSet.TtlMark, $"{what}: a TTL of {ttl} is above a week ({Week})", rrSet.Owner, subject);
            else
                context.Add(ZoneRules.MaxTtl, rrSet.TtlMark, $"{what}: a TTL of {ttl} is above {context.Settings.MaxTtl}", rrSet.Owner, subject);
        }
    }
}
