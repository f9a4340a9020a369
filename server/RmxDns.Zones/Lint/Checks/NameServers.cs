using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>The name servers of the zone and of its delegations: how many, glue, and by which family they are reached.</summary>
internal static class NameServers
{
    /// <summary>The NS RRsets at the apex and at cuts that no other cut hides.</summary>
    public static IEnumerable<RrSet> RrSets(LintedZone zone) =>
        zone.OfType(RrType.Ns).Where(ns => ns.Owner.Equals(zone.Origin) || ReferenceEquals(zone.Cuts.Above(ns.Owner), ns));

    public static void Check(LintContext context)
    {
        foreach (RrSet ns in RrSets(context.Zone))
        {
            if (context.MayLack(ns.Owner))
                continue;
            if (ns.Records.Count == 1)
                context.Add(DelegationRules.NsSingle, ns.Mark, $"{ns.Owner} has one name server, {Target(ns.Records[0])}", ns.Owner);
            foreach (SourceRecord record in ns.Records)
                CheckGlue(context, ns, record);
            CheckAddresses(context, ns);
            if (context.Runs(DelegationRules.NsSpecialAddress) || context.Runs(DelegationRules.NsWithoutPtr))
                CheckReach(context, ns);
        }
    }

    /// <summary>What the single addresses are: special ones, or without a name in a reverse zone that is at hand.</summary>
    private static void CheckReach(LintContext context, RrSet ns)
    {
        foreach (SourceRecord record in ns.Records)
        {
            Name target = Target(record);
            IEnumerable<byte[]> addresses = (Addresses(context, target, RrType.A) ?? []).Concat(Addresses(context, target, RrType.Aaaa) ?? []);
            foreach (AddressPrefix address in addresses.Select(octets => AddressPrefix.FromOctets(octets, octets.Length * 8)).OfType<AddressPrefix>())
            {
                if ((SpecialRanges.Find(address) ?? SpecialRanges.FindDocumentation(address)) is { } special)
                    context.Add(DelegationRules.NsSpecialAddress, record.TokenMark(0), $"{target}, a name server of {ns.Owner}, has {address}: {special}", ns.Owner, $"{target} {address}");
                Name reverse = ReverseName.Of(address.Network);
                if (context.Zones.Find(reverse, RrType.Ptr).Status is LookupStatus.NoData or LookupStatus.NxDomain)
                    context.Add(DelegationRules.NsWithoutPtr, record.TokenMark(0), $"{target} has {address}, and there is no PTR at {reverse}", ns.Owner, $"{target} {address}");
            }
        }
    }

    private static void CheckGlue(LintContext context, RrSet ns, SourceRecord record)
    {
        Name target = Target(record), cut = ns.Owner;
        if (cut.Equals(context.Zone.Origin) || !target.IsAtOrBelow(cut))
            return;
        if (!context.MayLack(target) && !context.Zone.Cuts.HoldsAddress(target, RrType.A) && !context.Zone.Cuts.HoldsAddress(target, RrType.Aaaa))
            context.Add(DelegationRules.GlueMissing, record.TokenMark(0), $"{cut} is delegated to {target}, which is inside it and has no address here", cut, target.ToString());
    }

    /// <summary>What holds for all servers together is said only where the addresses of each are known.</summary>
    private static void CheckAddresses(LintContext context, RrSet ns)
    {
        bool ipv4 = false, ipv6 = false;
        var first = new Dictionary<string, Name>();
        foreach (SourceRecord record in ns.Records)
        {
            Name target = Target(record);
            if (Addresses(context, target, RrType.A) is not { } a || Addresses(context, target, RrType.Aaaa) is not { } aaaa || (a.Count == 0 && aaaa.Count == 0))
                return;
            ipv4 |= a.Count > 0;
            ipv6 |= aaaa.Count > 0;
            foreach (byte[] address in a.Concat(aaaa))
            {
                string text = new System.Net.IPAddress(address).ToString();
                if (!first.TryAdd(text, target))
                    context.Add(DelegationRules.NsSameAddress, record.TokenMark(0), $"{target} and {first[text]} have the same address, {text}", ns.Owner, target.ToString());
            }
        }
        if (!ipv4)
            context.Add(DelegationRules.NsWithoutIpv4, ns.Mark, $"none of the name servers of {ns.Owner} has an A record", ns.Owner);
        if (!ipv6)
            context.Add(DelegationRules.NsWithoutIpv6, ns.Mark, $"none of the name servers of {ns.Owner} has an AAAA record", ns.Owner);
    }

    /// <summary>The addresses of a server; null where nobody here knows.</summary>
    private static IReadOnlyList<byte[]>? Addresses(LintContext context, Name target, ushort type)
    {
        LookupAnswer answer = context.Zones.Find(target, type);
        if (answer.Status == LookupStatus.Unknown && !context.MayLack(target) && target.IsAtOrBelow(context.Zone.Origin) && context.Zone.Cuts.Above(target) is not null)
            return context.Zone.Cuts.Occluded.FirstOrDefault(glue => glue.Type == type && glue.Owner.Equals(target))?.Records.Select(record => record.Rdata).ToList() ?? [];
        return answer.Status switch
        {
            LookupStatus.Found => answer.Rdata,
            LookupStatus.NoData => [],
            _ => null,
        };
    }

    private static Name Target(SourceRecord ns) => Name.FromWire(ns.Rdata)!;
}
