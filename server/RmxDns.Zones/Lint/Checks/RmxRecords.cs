using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Several records at one name, and single entries that say something by themselves.</summary>
internal static class RmxRecords
{
    public static void Check(LintContext context, RmxPolicy policy)
    {
        RrSet rrSet = policy.RrSet;
        if (rrSet.Records.Count > 1 && !CheckOrder(context, policy))
            context.Add(RmxRules.RmxSeveralRecords, rrSet.Records[1].Mark, $"{rrSet.Records.Count} RMX records at {rrSet.Owner}; in one they take {(rrSet.Records.Count - 1) * RrOctets} octets less", rrSet.Owner);
        for (int i = 0; i < policy.Entries.Count; i++)
        {
            PlacedEntry entry = policy.Entries[i];
            if (entry.Entry.IsUnknown && policy.EarlierSame(i) is null)
                context.Add(RmxRules.RmxUnknownEntry, entry.Mark, $"{entry.Text} has the code {(int)entry.Entry.Code}, which nobody knows; receivers skip it", rrSet.Owner, entry.Text);
            if (entry.Entry.HasPadBits)
                context.Add(RmxRules.RmxPadBits, entry.Mark, $"{entry.Text} has pad bits set behind its prefix; they mean nothing", rrSet.Owner, entry.Text);
        }
        CheckFamilies(context, policy);
    }

    // Owner as a pointer, type, class, TTL, RDLENGTH.
    private const int RrOctets = 12;

    /// <summary>Whether an address is granted by one record and denied by another, each taken alone.</summary>
    private static bool CheckOrder(LintContext context, RmxPolicy policy)
    {
        VerdictMap[] maps = [.. policy.RrSet.Records.Select(policy.MapOf)];
        AddressSet granted = AddressSet.UnionOf([.. maps.Select(map => map.Granted)]), denied = AddressSet.UnionOf([.. maps.Select(map => map.Denied)]);
        if (granted.Intersect(denied).First is not { } witness)
            return false;
        PlacedEntry grants = Decider(policy, witness, RmxVerdict.Granted), denies = Decider(policy, witness, RmxVerdict.Denied);
        PlacedEntry second = grants.RecordIndex > denies.RecordIndex ? grants : denies;
        context.Add(
            RmxRules.RmxOrderBetweenRecords, second.Mark,
            $"{witness} is granted by {grants.Text} in one record (line {grants.Mark.Line}) and denied by {denies.Text} in another (line {denies.Mark.Line}); DNS keeps no order between records",
            policy.RrSet.Owner, second.Text);
        return true;
    }

    /// <summary>The entry that gives an address this verdict in a record whose first match it is.</summary>
    private static PlacedEntry Decider(RmxPolicy policy, AddressPrefix address, RmxVerdict verdict)
    {
        AddressSet only = AddressSet.Of(address);
        foreach (IGrouping<int, int> record in Enumerable.Range(0, policy.Entries.Count).GroupBy(i => policy.Entries[i].RecordIndex))
        {
            int first = record.FirstOrDefault(i => policy.Reaches[i].Possible.Contains(only) && !RmxPolicy.DependsOnClient(policy.Entries[i].Entry), -1);
            if (first >= 0 && RmxPolicy.VerdictOf(policy.Entries[first].Entry) == verdict)
                return policy.Entries[first];
        }
        return policy.Entries.First(entry => RmxPolicy.VerdictOf(entry.Entry) == verdict);
    }

    private static void CheckFamilies(LintContext context, RmxPolicy policy)
    {
        if (!context.Runs(RmxRules.RmxOneFamily) || context.MayLack(policy.RrSet.Owner))
            return;
        bool ipv4 = false, ipv6 = false;
        for (int i = 0; i < policy.Entries.Count && !(ipv4 && ipv6); i++)
        {
            if (RmxPolicy.VerdictOf(policy.Entries[i].Entry) == RmxVerdict.Denied)
                continue;
            ipv4 |= policy.Reaches[i].Possible.Ipv4.Count > 0;
            ipv6 |= policy.Reaches[i].Possible.Ipv6.Count > 0;
        }
        bool onlyIpv4 = ipv4 && !ipv6, onlyIpv6 = ipv6 && !ipv4;
        if (!onlyIpv4 && !onlyIpv6)
            return;
        LookupAnswer mx = context.Zones.Resolve(policy.Domain, RrType.Mx);
        if (mx.Status != LookupStatus.Found)
            return;
        foreach (Name exchange in Exchanges.Of(mx.Rdata))
        {
            if (context.Zones.Resolve(exchange, onlyIpv4 ? RrType.Aaaa : RrType.A).Status != LookupStatus.Found)
                continue;
            (string has, string lacks) = onlyIpv4 ? ("IPv4", "IPv6") : ("IPv6", "IPv4");
            context.Add(RmxRules.RmxOneFamily, policy.RrSet.Records[0].Mark, $"the RMX of {policy.RrSet.Owner} lets {has} addresses send and no {lacks} address, which its exchange {exchange} has", policy.RrSet.Owner);
            return;
        }
    }
}
