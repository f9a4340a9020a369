using System.Globalization;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>How many addresses the entries of a record let send, and whether such addresses can be a client's at all.</summary>
internal static class RmxBreadth
{
    public static void Check(LintContext context, RmxPolicy policy)
    {
        int[] granting = [.. Enumerable.Range(0, policy.Entries.Count)
            .Where(i => RmxPolicy.VerdictOf(policy.Entries[i].Entry) == RmxVerdict.Granted && policy.CanDecide(i) && !policy.Reaches[i].IsMalformed)];
        bool allIpv4 = CheckFamily(context, policy, granting, isIpv6: false);
        bool allIpv6 = CheckFamily(context, policy, granting, isIpv6: true);
        foreach (int i in granting.Where(i => policy.EarlierSame(i) is null))
        {
            if (policy.Entries[i].Entry.Prefix is { } prefix)
                CheckPrefix(context, policy, i, prefix, IsIpv6(prefix) ? allIpv6 : allIpv4);
            else
                CheckReferred(context, policy, i, allIpv4, allIpv6);
        }
        for (int i = 0; i < policy.Entries.Count; i++)
        {
            // As IPv6 such an entry reaches nobody, and so it is among none of those that grant.
            PlacedEntry entry = policy.Entries[i];
            if (policy.Reaches[i].Possible.IsEmpty && entry.Entry.Prefix is { } prefix && policy.EarlierSame(i) is null)
                context.Add(RmxRules.RmxSpecialRange, entry.Mark, $"{entry.Text} is {SpecialRanges.Find(prefix)}", policy.RrSet.Owner, entry.Text);
        }
    }

    private static void CheckPrefix(LintContext context, RmxPolicy policy, int at, AddressPrefix prefix, bool allOfFamily)
    {
        PlacedEntry entry = policy.Entries[at];
        if (prefix.Length < Least(context, prefix))
        {
            if (!allOfFamily)
                context.Add(RmxRules.RmxTooBroad, entry.Mark, $"{entry.Text} lets {CountOf(prefix)} addresses send; wider than /{Least(context, prefix)} is too broad", policy.RrSet.Owner, entry.Text);
        }
        else if (SpecialRanges.Find(prefix) is { } special)
        {
            context.Add(RmxRules.RmxSpecialRange, entry.Mark, $"{entry.Text} is {special}", policy.RrSet.Owner, entry.Text);
        }
        else if (SpecialRanges.FindDocumentation(prefix) is { } document)
        {
            context.Add(RmxRules.RmxDocumentationRange, entry.Mark, $"{entry.Text} is {document}", policy.RrSet.Owner, entry.Text);
        }
    }

    /// <summary>
    /// The networks of a list and the addresses of hosts, as far as the linted zones say; neighbours count as the one prefix that they
    /// are together. Of several of a kind the first is named.
    /// </summary>
    private static void CheckReferred(LintContext context, RmxPolicy policy, int at, bool allIpv4, bool allIpv6)
    {
        PlacedEntry entry = policy.Entries[at];
        ILookup<bool, AddressPrefix> prefixes = policy.Reaches[at].Certain.ToPrefixes().ToLookup(prefix => prefix.Length < Least(context, prefix));
        AddressPrefix[] broad = [.. prefixes[true].Where(prefix => !(IsIpv6(prefix) ? allIpv6 : allIpv4))];
        AddressPrefix[] special = [.. prefixes[false].Where(prefix => SpecialRanges.Find(prefix) is not null)];
        if (broad is [var wide, ..])
            context.Add(RmxRules.RmxTooBroad, entry.Mark, $"{entry.Text} leads to {wide}{More(broad)}, which lets {CountOf(wide)} addresses send; wider than /{Least(context, wide)} is too broad", policy.RrSet.Owner, entry.Text);
        if (special is [var odd, ..])
            context.Add(RmxRules.RmxSpecialRange, entry.Mark, $"{entry.Text} leads to {odd}{More(special)}, which is {SpecialRanges.Find(odd)}", policy.RrSet.Owner, entry.Text);
    }

    private static string More(AddressPrefix[] prefixes) => prefixes.Length == 1 ? "" : $" (and {prefixes.Length - 1} more)";

    private static bool IsIpv6(AddressPrefix prefix) => prefix.Network.Length == 16;

    private static int Least(LintContext context, AddressPrefix prefix) => IsIpv6(prefix) ? context.Settings.TooBroadIpv6 : context.Settings.TooBroadIpv4;

    private static string CountOf(AddressPrefix prefix) =>
        IsIpv6(prefix) ? $"2^{128 - prefix.Length}" : (1L << (32 - prefix.Length)).ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Whether what grants covers a family; reported at the entry that completes it.</summary>
    private static bool CheckFamily(LintContext context, RmxPolicy policy, int[] granting, bool isIpv6)
    {
        AddressRanges all = isIpv6 ? AddressSet.All.Ipv6 : AddressSet.All.Ipv4;
        AddressRanges Union(int count) =>
            AddressRanges.Of(granting.Take(count).SelectMany(i => isIpv6 ? policy.Reaches[i].Certain.Ipv6 : policy.Reaches[i].Certain.Ipv4));
        if (!Union(granting.Length).Equals(all))
            return false;
        int low = 1, high = granting.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Union(middle).Equals(all) ? (low, middle) : (middle + 1, high);
        }
        PlacedEntry entry = policy.Entries[granting[low - 1]];
        string family = isIpv6 ? "IPv6" : "IPv4";
        bool alone = (isIpv6 ? policy.Reaches[granting[low - 1]].Certain.Ipv6 : policy.Reaches[granting[low - 1]].Certain.Ipv4).Equals(all);
        context.Add(
            RmxRules.RmxAllowsEveryone, entry.Mark, alone ? $"{entry.Text} lets every {family} address send that is not denied in front of it"
            : $"with {entry.Text} the entries that grant hold every {family} address together", policy.RrSet.Owner, entry.Text);
        return true;
    }
}
