using RmxDns.Rmx.Receiving;

namespace RmxDns.Rmx.Addresses;

/// <summary>One step of a receiver's way through a record: the addresses that it decides, and how.</summary>
/// <param name="Reach">The addresses.</param>
/// <param name="Verdict">Granted, Denied or BadData.</param>
/// <param name="Entry">The entry's place in the record; -1 for the end of a malformed record.</param>
public sealed record MatchStep(EntryReach Reach, RmxVerdict Verdict, int Entry)
{
    /// <summary>
    /// The steps for a client that shows no certificate and does not log in, so that <c>tlsfp</c> and <c>sasl</c> never match
    /// (docs/rmx-record.md §7.2). They end where every address is decided.
    /// </summary>
    /// <param name="entries">The entries, in the order in which a receiver goes through them.</param>
    /// <param name="isMalformed">Whether something malformed follows them.</param>
    /// <param name="resolve">Resolves what entries refer to.</param>
    public static IReadOnlyList<MatchStep> Of(IReadOnlyList<RmxEntry> entries, bool isMalformed, ReferenceResolver resolve)
    {
        var steps = new List<MatchStep>();
        int lookups = 0, mostLookups = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            RmxEntry entry = entries[i];
            bool refers = entry.NeedsLookup;
            if (refers && ++mostLookups > RmxChecker.MostLookups)
                steps.Add(new MatchStep(EntryReach.Unknown, RmxVerdict.BadData, i));
            if (refers && ++lookups > RmxChecker.MostLookups)
            {
                steps[^1] = new MatchStep(EntryReach.Everything, RmxVerdict.BadData, i);
                return steps;
            }
            // What an earlier entry refers to as well is decided by that one, whatever it is.
            bool again = refers && entries.Take(i).Any(earlier => earlier.Code == entry.Code && Equals(earlier.Name, entry.Name));
            EntryReach reach = again ? EntryReach.Nothing : refers ? resolve(entry) : Literal(entry);
            mostLookups += reach.LookupsInside;
            Add(steps, entry, reach, i);
            if (steps[^1].Reach.Certain.Equals(AddressSet.All))
                return steps;
        }
        if (isMalformed)
            steps.Add(new MatchStep(EntryReach.Everything, RmxVerdict.BadData, -1));
        return steps;
    }

    /// <summary>What an entry reaches that refers to nothing.</summary>
    public static EntryReach Literal(RmxEntry entry) => entry.Code switch
    {
        RmxCode.Ipv4 or RmxCode.Ipv6 => EntryReach.Exactly(AddressSet.Of(entry.Prefix!)),
        RmxCode.Unused => EntryReach.Everything,
        _ => EntryReach.Nothing,
    };

    private static void Add(List<MatchStep> steps, RmxEntry entry, EntryReach reach, int at)
    {
        if (entry.Code == RmxCode.Full)
        {
            // Who sends decides which record it is, and so both are possible.
            EntryReach open = new(AddressSet.Empty, reach.Possible);
            steps.Add(new MatchStep(open, RmxVerdict.Granted, at));
            steps.Add(new MatchStep(open, RmxVerdict.Denied, at));
            return;
        }
        bool denies = entry.Negated || entry.Code == RmxCode.Unused;
        steps.Add(new MatchStep(reach, reach.IsMalformed ? RmxVerdict.BadData : denies ? RmxVerdict.Denied : RmxVerdict.Granted, at));
    }
}
