using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Which entries have an effect.</summary>
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
        RmxBreadth.Check(context, policy);
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
