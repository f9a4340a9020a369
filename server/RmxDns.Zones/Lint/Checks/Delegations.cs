using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>What the zone holds at and below its cuts: glue that NS records need is right there, all else is never answered.</summary>
internal static class Delegations
{
    public static void Check(LintContext context)
    {
        foreach (RrSet ds in context.Zone.OfType(RrType.Ds))
        {
            if (context.Zone.Cuts.Above(ds.Owner) is null && !ds.Owner.Equals(context.Zone.Origin) && !context.MayLack(ds.Owner))
                context.Add(DelegationRules.DsWithoutNs, ds.Mark, $"DS at {ds.Owner}, which has no NS", ds.Owner);
        }
        foreach (RrSet rrSet in context.Zone.OfType(RrType.Ns).Concat(context.Zone.OfType(RrType.Dname)).Where(rrSet => rrSet.Owner.IsWildcard))
            context.Add(DelegationRules.WildcardDelegation, rrSet.OwnerMark, $"{context.Types.NameOf(rrSet.Type)} at the wildcard {rrSet.Owner}", rrSet.Owner, context.Types.NameOf(rrSet.Type));
        if (context.Zone.Cuts.Any)
            CheckOccluded(context);
    }

    private static void CheckOccluded(LintContext context)
    {
        var servers = new HashSet<Name>();
        foreach (RrSet ns in NameServers.RrSets(context.Zone))
            servers.UnionWith(ns.Records.Select(record => Name.FromWire(record.Rdata)!));
        var reported = new HashSet<Name>();
        foreach (RrSet rrSet in context.Zone.Cuts.Occluded)
        {
            RrSet cut = context.Zone.Cuts.Above(rrSet.Owner)!;
            bool atCut = rrSet.Owner.Equals(cut.Owner), address = rrSet.Type is RrType.A or RrType.Aaaa;
            if ((atCut && rrSet.Type is RrType.Ns or RrType.Ds or RrType.Nsec or RrType.Rrsig) || (address && servers.Contains(rrSet.Owner)))
                continue;
            string what = $"{context.Types.NameOf(rrSet.Type)} of {rrSet.Owner}";
            string where = $"{(atCut ? "at" : "below")} the cut {cut.Owner}{(cut.Mark.Line > 0 ? $" (line {cut.Mark.Line})" : "")}";
            // Beside NS these are faults of their own.
            bool conflicts = atCut && rrSet.Type is RrType.Cname or RrType.Dname;
            if (conflicts || (address && context.Zone.Gaps.Any))
                continue;
            if (address)
                context.Add(DelegationRules.GlueUnneeded, rrSet.Mark, $"{what}: {where}, and no NS record names it", rrSet.Owner, context.Types.NameOf(rrSet.Type));
            else if (reported.Add(rrSet.Owner))
                context.Add(DelegationRules.BelowCut, rrSet.Mark, $"{what}: {where}, so it is never answered", rrSet.Owner, context.Types.NameOf(rrSet.Type));
        }
    }
}
