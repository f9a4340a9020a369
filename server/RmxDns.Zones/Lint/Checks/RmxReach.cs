using System.Globalization;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Which entries have an effect, and how many addresses they let send.</summary>
internal static class RmxReach
{
    public static void Check(LintContext context, RmxPolicy policy)
    {
        var maps = new Dictionary<int, VerdictMap>();
        for (int i = 0; i < policy.Entries.Count; i++)
        {
            PlacedEntry entry = policy.Entries[i];
            if (policy.EarlierSame(i) is { } first)
                context.Add(RmxRules.RmxDuplicateEntry, entry.Mark, $"{entry.Text} stands {Where(policy.Entries[first])} already", policy.RrSet.Owner, entry.Text);
            else if (!policy.CanDecide(i) && !policy.Reaches[i].Possible.IsEmpty)
                AddWithoutEffect(context, policy, i, MapOf(entry));
        }
        CheckBreadth(context, policy);
        CheckGrants(context, policy);
        CheckMerges(context, policy);

        VerdictMap MapOf(PlacedEntry entry)
        {
            if (!maps.TryGetValue(entry.RecordIndex, out VerdictMap? map))
                maps.Add(entry.RecordIndex, map = policy.MapOf(entry.Record));
            return map;
        }
    }

    private static void AddWithoutEffect(LintContext context, RmxPolicy policy, int at, VerdictMap map)
    {
        PlacedEntry entry = policy.Entries[at];
        AddressSet reach = policy.Reaches[at].Possible;
        AddressPrefix? granted = entry.Entry.Negated ? reach.Intersect(map.Granted).First : null;
        AddressPrefix witness = granted ?? reach.First!;
        PlacedEntry? covering = policy.Reaches[at].IsKnown ? null : policy.Covering(at), decider = covering ?? policy.Decider(at, witness);
        string by = decider is null ? "what stands in front of it" : $"{decider.Text} {Where(decider)}";
        bool grants = entry.Entry.Negated && (granted is not null || covering is { Entry.Negated: false });
        Rule rule = grants ? RmxRules.RmxNegationWithoutEffect : RmxRules.RmxUnreachableEntry;
        string what = grants ? "denies nobody" : "never decides";
        string why = covering is not null ? $"{by} decides for all that it could match"
            : $"{witness} is {(grants ? "granted" : "decided")} by {by}, and so is{(grants ? " or is denied already" : "")} all else that it could match";
        context.Add(rule, entry.Mark, $"{entry.Text} {what}: {why}", policy.RrSet.Owner, entry.Text);
    }

    private static void CheckBreadth(LintContext context, RmxPolicy policy)
    {
        int[] granting = [.. Enumerable.Range(0, policy.Entries.Count)
            .Where(i => RmxPolicy.VerdictOf(policy.Entries[i].Entry) == RmxVerdict.Granted && policy.CanDecide(i) && !policy.Reaches[i].IsMalformed)];
        bool allIpv4 = CheckFamily(context, policy, granting, isIpv6: false);
        bool allIpv6 = CheckFamily(context, policy, granting, isIpv6: true);
        foreach (int i in granting)
        {
            PlacedEntry entry = policy.Entries[i];
            if (policy.EarlierSame(i) is not null || entry.Entry.Prefix is not { } prefix)
                continue;
            bool isIpv6 = prefix.Network.Length == 16;
            int least = isIpv6 ? context.Settings.TooBroadIpv6 : context.Settings.TooBroadIpv4;
            if (prefix.Length < least)
            {
                string count = isIpv6 ? $"2^{128 - prefix.Length}" : (1L << (32 - prefix.Length)).ToString("N0", CultureInfo.InvariantCulture);
                if (!(isIpv6 ? allIpv6 : allIpv4))
                    context.Add(RmxRules.RmxTooBroad, entry.Mark, $"{entry.Text} lets {count} addresses send; wider than /{least} is too broad", policy.RrSet.Owner, entry.Text);
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
        for (int i = 0; i < policy.Entries.Count; i++)
        {
            // As IPv6 such an entry reaches nobody, and so it is among none of those that grant.
            PlacedEntry entry = policy.Entries[i];
            if (policy.Reaches[i].Possible.IsEmpty && entry.Entry.Prefix is { } prefix && policy.EarlierSame(i) is null)
                context.Add(RmxRules.RmxSpecialRange, entry.Mark, $"{entry.Text} is {SpecialRanges.Find(prefix)}", policy.RrSet.Owner, entry.Text);
        }
    }

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

    private static void CheckGrants(LintContext context, RmxPolicy policy)
    {
        if (context.MayLack(policy.RrSet.Owner))
            return;
        foreach (PlacedEntry placed in policy.Entries)
        {
            RmxEntry entry = placed.Entry;
            bool neverMatches = entry.Code is RmxCode.Ldap or RmxCode.Sig || entry.IsUnknown;
            if (entry.Code == RmxCode.Unused || (!entry.Negated && !neverMatches))
                return;
        }
        string why = policy.Entries.Count == 0 ? "it has no entries"
            : policy.Entries.Any(entry => entry.Entry.Negated) ? "it only denies" : "receivers cannot decide any of its entries";
        context.Add(RmxRules.RmxGrantsNobody, policy.RrSet.Records[0].Mark, $"the RMX of {policy.RrSet.Owner} lets nobody send: {why}", policy.RrSet.Owner);
    }

    private static void CheckMerges(LintContext context, RmxPolicy policy)
    {
        if (!context.Runs(RmxRules.RmxCouldMerge))
            return;
        foreach (IGrouping<int, int> record in Enumerable.Range(0, policy.Entries.Count).GroupBy(i => policy.Entries[i].RecordIndex))
        {
            int[] own = [.. record];
            var merge = new PrefixMerge([.. own.Select(i => policy.Entries[i].Entry)], [.. own.Select(i => policy.Reaches[i])]);
            foreach (MergedPrefix merged in merge.Find(i => policy.CanDecide(own[i]), i => policy.EarlierSame(own[i]) is not null))
            {
                PlacedEntry kept = policy.Entries[own[merged.Kept]];
                RmxEntry one = PrefixMerge.With(kept.Entry, merged.Prefix);
                string[] members = [.. merged.Members.Select(i => policy.Entries[own[i]].Text)];
                string list = members.Length <= 4 ? string.Join(", ", members) : $"{string.Join(", ", members[..3])} and {members.Length - 3} more";
                int saved = merged.Members.Sum(i => policy.Entries[own[i]].Entry.Value.Length + 1) - one.Value.Length - 1;
                context.Add(RmxRules.RmxCouldMerge, kept.Mark, $"{list} could be one entry, {RmxText.Format(one)}: {saved} octets less", policy.RrSet.Owner, kept.Text);
            }
        }
    }

    private static string Where(PlacedEntry entry) => entry.Mark.Line == 0 ? "in front of it" : $"in line {entry.Mark.Line}";
}
