using System.Buffers.Binary;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>SVCB and HTTPS: whether priority, target and parameters agree (RFC 9460), and those of resolvers (RFC 9461).</summary>
internal static class ServiceBindings
{
    private const ushort Mandatory = 0, Alpn = 1, NoDefaultAlpn = 2, DohPath = 7;

    private static readonly string[] Names = ["mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp"];

    public static void Check(LintContext context)
    {
        foreach (RrSet rrSet in context.Zone.Served(RrType.Svcb).Concat(context.Zone.Served(RrType.Https)))
        {
            SourceRecord? alias = rrSet.Records.Where(record => IsAlias(record.Rdata)).Select(record => (SourceRecord?)record).FirstOrDefault();
            if (alias is { } given && rrSet.Records.Count > 1)
                context.Add(ServiceRules.SvcbAliasSeveral, given.TokenMark(0), $"{What(context, rrSet)}: an alias (priority 0) beside {rrSet.Records.Count - 1} more", rrSet.Owner);
            foreach (SourceRecord record in rrSet.Records)
            {
                if (IsAlias(record.Rdata))
                    CheckAlias(context, rrSet, record);
                else
                    CheckService(context, rrSet, record);
            }
        }
    }

    private static void CheckAlias(LintContext context, RrSet rrSet, SourceRecord record)
    {
        Name target = context.Types[rrSet.Type].NamesIn(record.Rdata)[0];
        if (record.Rdata.Length > 2 + target.Wire.Length)
            context.Add(ServiceRules.SvcbAliasWithParameters, record.TokenMark(2), $"{What(context, rrSet)}: an alias (priority 0) has no parameters", rrSet.Owner);
        if (target.Equals(rrSet.Owner))
            context.Add(ServiceRules.SvcbSelf, record.TokenMark(1), $"{What(context, rrSet)}: the alias leads to its own name", rrSet.Owner);
        else if (!target.IsRoot && context.Zones.Find(target, rrSet.Type) is { Status: LookupStatus.Found } found && IsAlias(found.Rdata[0]))
            context.Add(ServiceRules.SvcbAliasToAlias, record.TokenMark(1), $"{What(context, rrSet)}: {target} is an alias itself", rrSet.Owner, target.ToString());
    }

    private static void CheckService(LintContext context, RrSet rrSet, SourceRecord record)
    {
        Dictionary<ushort, byte[]> parameters = ParametersOf(context, rrSet, record);
        if (parameters.TryGetValue(Mandatory, out byte[]? mandatory))
        {
            for (int i = 0; i < mandatory.Length; i += 2)
            {
                ushort key = BinaryPrimitives.ReadUInt16BigEndian(mandatory.AsSpan(i));
                if (key == Mandatory || !parameters.ContainsKey(key))
                    context.Add(ServiceRules.SvcbMandatory, record.TokenMark(2), $"{What(context, rrSet)}: {NameOf(key)} is mandatory and {(key == Mandatory ? "must not be named there" : "not there")}", rrSet.Owner, NameOf(key));
            }
        }
        bool resolver = rrSet.Type == RrType.Svcb && rrSet.Owner.Wire.StartsWith((ReadOnlySpan<byte>)[4, (byte)'_', (byte)'d', (byte)'n', (byte)'s']);
        if (resolver)
            CheckResolver(context, rrSet, record, parameters);
        else if (parameters.ContainsKey(NoDefaultAlpn) && !parameters.ContainsKey(Alpn))
            context.Add(ServiceRules.SvcbNoDefaultAlpn, record.TokenMark(2), $"{What(context, rrSet)}: no-default-alpn without alpn", rrSet.Owner);
    }

    private static void CheckResolver(LintContext context, RrSet rrSet, SourceRecord record, Dictionary<ushort, byte[]> parameters)
    {
        bool path = parameters.TryGetValue(DohPath, out byte[]? template);
        bool http = parameters.TryGetValue(Alpn, out byte[]? alpn) && (alpn.AsSpan().IndexOf("\u0002h2"u8) >= 0 || alpn.AsSpan().IndexOf("\u0002h3"u8) >= 0);
        string? fault = alpn is null ? "no alpn"
            : http && !path ? "h2 or h3 without dohpath"
            : path && !http ? "dohpath without h2 or h3"
            : path && !HasVariable(template) ? "dohpath without the variable {?dns}"
            : null;
        if (fault is not null)
            context.Add(ServiceRules.SvcbDns, record.TokenMark(2), $"{What(context, rrSet)}: {fault}", rrSet.Owner);
    }

    private static bool HasVariable(ReadOnlySpan<byte> template)
    {
        int open = template.IndexOf((byte)'{');
        return open >= 0 && template[open..].IndexOf("dns"u8) > 0;
    }

    private static Dictionary<ushort, byte[]> ParametersOf(LintContext context, RrSet rrSet, SourceRecord record)
    {
        var parameters = new Dictionary<ushort, byte[]>();
        int at = 2 + context.Types[rrSet.Type].NamesIn(record.Rdata)[0].Wire.Length;
        while (at < record.Rdata.Length)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(record.Rdata.AsSpan(at + 2));
            parameters[BinaryPrimitives.ReadUInt16BigEndian(record.Rdata.AsSpan(at))] = record.Rdata[(at + 4)..(at + 4 + length)];
            at += 4 + length;
        }
        return parameters;
    }

    private static bool IsAlias(byte[] rdata) => rdata[0] == 0 && rdata[1] == 0;

    private static string What(LintContext context, RrSet rrSet) => $"{context.Types.NameOf(rrSet.Type)} of {rrSet.Owner}";

    private static string NameOf(ushort key) => key < Names.Length ? Names[key] : $"key{key}";
}
