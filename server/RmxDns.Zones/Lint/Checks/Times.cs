using System.Buffers.Binary;
using System.Globalization;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>The times of the SOA, its primary server, and TTLs.</summary>
internal static class Times
{
    private static readonly Name Localhost = Name.Parse("localhost.");
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
        else if (minimum == 0)
            Report(6, "minimum 0; that a name is missing is never remembered");
        CheckPrimary(context, soa, record);
        CheckMailbox(context, soa, record);
    }

    private static void CheckPrimary(LintContext context, RrSet soa, SourceRecord record)
    {
        Name primary = context.Types[RrType.Soa].NamesIn(record.Rdata)[0];
        string what = $"SOA: the primary server {primary}";
        HostState state = TargetNames.StateOf(context, primary, out string why);
        if (primary.IsRoot)
            return;
        if (state == HostState.Alias)
            context.Add(ZoneRules.SoaMnameAlias, record.TokenMark(0), $"{what} {why}", soa.Owner, primary.ToString());
        else if (state == HostState.Missing || primary.Equals(Localhost))
            context.Add(ZoneRules.SoaMnameMissing, record.TokenMark(0), $"{what} {(primary.Equals(Localhost) ? "is a name of every machine" : why)}", soa.Owner, primary.ToString());
        else
            Hostnames.CheckTarget(context, TargetForm.Host, soa, primary, record.TokenMark(0), "SOA", $"SOA {primary}");
    }

    private static void CheckMailbox(LintContext context, RrSet soa, SourceRecord record)
    {
        if (!context.Runs(ZoneRules.SoaRnameUndeliverable) || context.Types[RrType.Soa].NamesIn(record.Rdata)[1].Parent is not { } domain)
            return;
        LookupAnswer mx = context.Zones.Resolve(domain, RrType.Mx);
        string? why = mx.Status switch
        {
            LookupStatus.Found => Exchanges.Of(mx.Rdata).Count == 0 ? "takes no mail" : null,
            LookupStatus.NxDomain => "does not exist",
            LookupStatus.NoData when TargetNames.StateOf(context, domain, out _) == HostState.Missing => "has neither MX nor an address",
            _ => null,
        };
        if (why is not null)
            context.Add(ZoneRules.SoaRnameUndeliverable, record.TokenMark(1), $"SOA: {domain}, the domain of the mailbox, {why}", soa.Owner, domain.ToString());
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
