using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Whether a zone and the one above it, where both are at hand, say the same of the delegation: servers and their addresses.</summary>
internal static class Parents
{
    public static void Check(LintContext context)
    {
        Name origin = context.Zone.Origin;
        RrSet? own = context.Zone.OfType(RrType.Ns).FirstOrDefault(ns => ns.Owner.Equals(origin));
        if (own is null || context.Zones.Above(origin) is not { } parent || parent.Gaps.MayLack(origin) || context.MayLack(origin))
            return;
        RrSet? cut = parent.Cuts.Above(origin);
        if (cut is null)
            context.Add(DelegationRules.DelegationMissing, own.Mark, $"the zone {parent.Origin} is here too and has no NS at {origin}", origin);
        else if (cut.Owner.Equals(origin))
            CheckServers(context, own, parent, cut);
    }

    private static void CheckServers(LintContext context, RrSet own, LintedZone parent, RrSet cut)
    {
        HashSet<Name> here = [.. Targets(own)], above = [.. Targets(cut)];
        string[] differences =
        [
            .. above.Except(here).Order().Select(name => $"{name} only in {parent.Origin}"), .. here.Except(above).Order().Select(name => $"{name} only here"),
        ];
        if (differences.Length > 0)
            context.Add(DelegationRules.DelegationDiffers, own.Mark, $"the name servers of {own.Owner} differ from those in {parent.Origin}: {string.Join(", ", differences)}", own.Owner);
        foreach (SourceRecord record in own.Records)
        {
            Name server = Name.FromWire(record.Rdata)!;
            if (above.Contains(server) && server.IsAtOrBelow(own.Owner) && context.Zone.Cuts.Above(server) is null)
                CheckGlue(context, own, record, parent, server);
        }
    }

    /// <summary>That there is none above, or none here, is said elsewhere.</summary>
    private static void CheckGlue(LintContext context, RrSet own, SourceRecord record, LintedZone parent, Name server)
    {
        if (context.MayLack(server) || parent.Gaps.MayLack(server))
            return;
        HashSet<string> here = AddressesOf(context.Zone, server), above = AddressesOf(parent, server);
        if (here.Count == 0 || above.Count == 0 || here.SetEquals(above))
            return;
        string[] differences =
        [
            .. above.Except(here).Order(StringComparer.Ordinal).Select(address => $"{address} only in {parent.Origin}"),
            .. here.Except(above).Order(StringComparer.Ordinal).Select(address => $"{address} only here"),
        ];
        context.Add(DelegationRules.GlueDiffers, record.TokenMark(0), $"the addresses of {server} differ from those in {parent.Origin}: {string.Join(", ", differences)}", own.Owner, server.ToString());
    }

    private static HashSet<string> AddressesOf(LintedZone zone, Name server) =>
        [.. zone.At(server).Where(rrSet => rrSet.Type is RrType.A or RrType.Aaaa).SelectMany(rrSet => rrSet.Records).Select(record => new System.Net.IPAddress(record.Rdata).ToString())];

    private static IEnumerable<Name> Targets(RrSet ns) => ns.Records.Select(record => Name.FromWire(record.Rdata)!);
}
