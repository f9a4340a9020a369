using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>What can be mended in one RMX RRset.</summary>
/// <param name="policy">The RRset.</param>
/// <param name="hostBits">Where entries stand that are written with bits beyond their prefix.</param>
/// <param name="wanted">Whether a finding is to be mended.</param>
internal sealed class RmxFixes(RmxPolicy policy, HashSet<SourceMark> hostBits, Func<Rule, SourceMark, bool> wanted)
{
    private readonly List<EntryFix> _fixes = [];
    private readonly Dictionary<int, EntryChange> _changes = [];

    public IReadOnlyList<EntryFix> Find()
    {
        ILookup<int, int> byRecord = Enumerable.Range(0, policy.Entries.Count).ToLookup(at => policy.Entries[at].RecordIndex);
        var after = new byte[policy.RrSet.Records.Count][];
        for (int record = 0; record < after.Length; record++)
        {
            int[] own = [.. byRecord[record]];
            after[record] = policy.RrSet.Records[record].Rdata;
            if (policy.RrSet.Records[record].IsGeneric || own.Any(at => policy.Entries[at].Mark.Length == 0))
                continue;
            HashSet<int> duplicates = Drop(own);
            Merge(own, duplicates);
            after[record] = Encode(own);
        }
        // Bits beyond a prefix are in no RDATA, and mending them changes none.
        if (!EntryFixes.KeepsOrder(policy.RrSet, after))
        {
            _fixes.Clear();
            _changes.Clear();
        }
        for (int at = 0; at < policy.Entries.Count; at++)
        {
            SourceMark mark = policy.Entries[at].Mark;
            if (!_changes.ContainsKey(at) && mark.Length > 0 && hostBits.Contains(mark) && wanted(RmxRules.RmxHostBits, mark))
                Add(RmxRules.RmxHostBits, at, [(at, policy.Entries[at].Text)]);
        }
        return _fixes;
    }

    /// <summary>Drops duplicates; gives all there are, those too that are left alone because a finding is not to be mended.</summary>
    private HashSet<int> Drop(int[] own)
    {
        var duplicates = new HashSet<int>();
        // Where a receiver stops because of too many lookups, one less would let it go on.
        int lookups = policy.Entries.Count(entry => entry.Entry.NeedsLookup) + policy.Reaches.Sum(reach => reach.LookupsInside);
        foreach (int at in own)
        {
            PlacedEntry entry = policy.Entries[at];
            bool mayGo = !entry.Entry.NeedsLookup || lookups <= RmxChecker.MostLookups;
            if (policy.EarlierSame(at) is not { } first || policy.Entries[first].RecordIndex != entry.RecordIndex || !mayGo)
                continue;
            _ = duplicates.Add(at);
            if (wanted(RmxRules.RmxDuplicateEntry, entry.Mark))
                Add(RmxRules.RmxDuplicateEntry, at, [(at, null)]);
        }
        return duplicates;
    }

    private void Merge(int[] own, HashSet<int> duplicates)
    {
        var merge = new PrefixMerge([.. own.Select(at => policy.Entries[at].Entry)], [.. own.Select(at => policy.Reaches[at])]);
        foreach (MergedPrefix merged in merge.Find(i => policy.CanDecide(own[i]), i => duplicates.Contains(own[i])))
        {
            int kept = own[merged.Kept];
            string text = RmxText.Format(PrefixMerge.With(policy.Entries[kept].Entry, merged.Prefix));
            if (wanted(RmxRules.RmxCouldMerge, policy.Entries[kept].Mark))
                Add(RmxRules.RmxCouldMerge, kept, [.. merged.Members.Select(member => (own[member], own[member] == kept ? text : null))]);
        }
    }

    private void Add(Rule rule, int finding, IReadOnlyList<(int At, string? Replacement)> parts)
    {
        foreach ((int at, string? replacement) in parts)
            _changes.Add(at, new EntryChange(policy.Entries[at].Mark, policy.Entries[at].Text, replacement));
        PlacedEntry entry = policy.Entries[finding];
        _fixes.Add(new EntryFix(rule, policy.RrSet, entry.RecordIndex, entry.Mark, [.. parts.OrderBy(part => part.At).Select(part => _changes[part.At])]));
    }

    private byte[] Encode(int[] own)
    {
        var entries = new List<RmxEntry>();
        foreach (int at in own)
        {
            if (!_changes.TryGetValue(at, out EntryChange? change))
                entries.Add(policy.Entries[at].Entry);
            else if (change.Replacement is { } text && RmxTextReader.TryRead(text, out RmxRecord one, out _))
                entries.AddRange(one.Entries);
        }
        return new RmxRecord(entries).Encode();
    }
}
