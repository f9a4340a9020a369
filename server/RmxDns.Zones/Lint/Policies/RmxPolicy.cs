using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>
/// An RMX RRset as rules look at it: its entries in the order in which a receiver goes through them, what each of them reaches, and
/// which of them can decide anything. Made anew for each RRset; belongs to one thread.
/// </summary>
internal sealed class RmxPolicy
{
    private readonly ReferenceReach _references;
    private readonly Lazy<RecordRegions[]> _regions;
    private readonly Lazy<bool[]> _deciding;
    private readonly Lazy<int?[]> _earlier;
    private readonly Lazy<int?[]> _covering;

    /// <summary>Looks at one RRset.</summary>
    /// <param name="rrSet">The RRset, of type RMX.</param>
    /// <param name="zone">The zone that holds it.</param>
    /// <param name="zones">The zones that it may refer to.</param>
    public RmxPolicy(RrSet rrSet, LintedZone zone, LintedZones zones)
    {
        RrSet = rrSet;
        Domain = FullAddresses.DomainOf(rrSet.Owner);
        _references = new ReferenceReach(zones, zone, rrSet.Owner, rrSet.Type);
        Entries = InOrder(rrSet);
        var reaches = new EntryReach[Entries.Count];
        int lookups = 0;
        for (int i = 0; i < reaches.Length; i++)
        {
            RmxEntry entry = Entries[i].Entry;
            // Nobody comes to what is behind the last lookup, and so nothing is looked up for it here either.
            bool beyond = entry.NeedsLookup && ++lookups > RmxChecker.MostLookups;
            reaches[i] = beyond || DependsOnClient(entry) ? EntryReach.Unknown : entry.NeedsLookup ? _references.Resolve(entry) : MatchStep.Literal(entry);
        }
        Reaches = reaches;
        _regions = new(FindRegions);
        _deciding = new(FindDeciding);
        _earlier = new(() => FindEarlier((_, text) => text));
        _covering = new(() => FindEarlier((entry, text) => $"{entry.RecordIndex} {text.TrimStart('!')}"));
    }

    /// <summary>The RRset.</summary>
    public RrSet RrSet { get; }

    /// <summary>The domain that a check begins with: the owner's, or that of a full address.</summary>
    public Name Domain { get; }

    /// <summary>The entries of all records, in the order in which a receiver goes through them.</summary>
    public IReadOnlyList<PlacedEntry> Entries { get; }

    /// <summary>What each entry reaches, taken alone; all addresses are possible where something else than the address decides.</summary>
    public IReadOnlyList<EntryReach> Reaches { get; }

    /// <summary>What the RRset says of every address.</summary>
    public VerdictMap Map() => VerdictMap.Of([.. RrSet.Records.Select(record => record.Rdata)], _references.Resolve);

    /// <summary>What one of the records says, as if it stood alone.</summary>
    public VerdictMap MapOf(SourceRecord record) => VerdictMap.Of([record.Rdata], _references.Resolve);

    /// <summary>
    /// Whether an entry decides for some address, or might, with what stands in front of it in its own record: DNS keeps no order
    /// between records.
    /// </summary>
    public bool CanDecide(int entry) => _deciding.Value[entry];

    /// <summary>Whether a receiver comes to an entry with any address at all.</summary>
    public bool IsReached(int entry) => entry <= _regions.Value[Entries[entry].RecordIndex].Closing;

    /// <summary>The entry that decides for an address in the record of another entry; null when none certainly does.</summary>
    public PlacedEntry? Decider(int entry, AddressPrefix address)
    {
        AddressSet only = AddressSet.Of(address);
        (bool isIpv6, AddressRanges range) = only.Ipv4.Count > 0 ? (false, only.Ipv4) : (true, only.Ipv6);
        (IReadOnlyList<MatchRegion> regions, int start) = _regions.Value[Entries[entry].RecordIndex];
        int low = 0, high = regions.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool before = regions[middle].IsIpv6 == isIpv6 ? regions[middle].Range.Last < range[0].First : isIpv6;
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }
        return regions[low].IsDecided ? Entries[start + regions[low].Steps[^1]] : null;
    }

    /// <summary>The first entry that says the same as one behind it; null when none does.</summary>
    public int? EarlierSame(int entry) => _earlier.Value[entry];

    /// <summary>
    /// An entry in front of another in its record that matches whatever the other matches, negated or not, since they ask for the same;
    /// null when there is none.
    /// </summary>
    public PlacedEntry? Covering(int entry) => _covering.Value[entry] is { } earlier ? Entries[earlier] : null;

    /// <summary>The verdict of an entry that matches.</summary>
    public static RmxVerdict VerdictOf(RmxEntry entry) => entry.Negated || entry.Code == RmxCode.Unused ? RmxVerdict.Denied : RmxVerdict.Granted;

    /// <summary>Whether a receiver never looks at the address for it: another thing decides, or nothing can.</summary>
    public static bool DependsOnClient(RmxEntry entry) => entry.IsExperimental;

    /// <summary>The entries of an RRset, its records ordered by their octets (docs/rmx-record.md §4).</summary>
    public static IReadOnlyList<PlacedEntry> InOrder(RrSet rrSet)
    {
        var entries = new List<PlacedEntry>();
        foreach ((int index, SourceRecord record) in rrSet.Records.Index().OrderBy(record => record.Item.Rdata, OctetOrder.Instance))
        {
            _ = RmxWire.TryDecode(record.Rdata, out RmxRecord rmx, out _);
            entries.AddRange(rmx.Entries.Select((entry, at) => new PlacedEntry(entry, record, index, at)));
        }
        return entries;
    }

    /// <summary>Many entries of which nothing is known would be in every region; whether they decide is told without.</summary>
    private static EntryReach ToSweep(EntryReach reach) => IsOpen(reach) ? EntryReach.Nothing : reach;

    private static bool IsOpen(EntryReach reach) => reach.Certain.IsEmpty && reach.Possible.Equals(AddressSet.All);

    private RecordRegions[] FindRegions()
    {
        var regions = new RecordRegions[RrSet.Records.Count];
        Array.Fill(regions, new RecordRegions(MatchRegion.Of([]), 0));
        for (int start = 0, end; start < Entries.Count; start = end)
        {
            for (end = start; end < Entries.Count && Entries[end].RecordIndex == Entries[start].RecordIndex;)
                end++;
            MatchStep[] steps = [.. Enumerable.Range(start, end - start).Select(at => new MatchStep(ToSweep(Reaches[at]), VerdictOf(Entries[at].Entry), at))];
            regions[Entries[start].RecordIndex] = new RecordRegions(MatchRegion.Of(steps), start);
        }
        return regions;
    }

    private bool[] FindDeciding()
    {
        var deciding = new bool[Entries.Count];
        foreach (RecordRegions record in _regions.Value)
        {
            foreach (int step in record.Regions.SelectMany(region => region.Steps))
                deciding[record.Start + step] = true;
        }
        for (int i = 0; i < deciding.Length; i++)
            deciding[i] = (deciding[i] || (IsOpen(Reaches[i]) && IsReached(i))) && Covering(i) is null;
        return deciding;
    }

    /// <summary>For each entry the first with an equal key.</summary>
    private int?[] FindEarlier(Func<PlacedEntry, string, string> keyOf)
    {
        var first = new Dictionary<string, int>();
        var earlier = new int?[Entries.Count];
        for (int i = 0; i < earlier.Length; i++)
        {
            string text = Entries[i].Entry.Name is null ? Entries[i].Text : Entries[i].Text.ToLowerInvariant();
            string key = keyOf(Entries[i], text);
            if (!first.TryAdd(key, i))
                earlier[i] = first[key];
        }
        return earlier;
    }

    /// <summary>The addresses that meet the same entries of one record; steps are counted from the record's first entry.</summary>
    private sealed record RecordRegions(IReadOnlyList<MatchRegion> Regions, int Start)
    {
        /// <summary>The entry at which every address is decided.</summary>
        public int Closing { get; } = Regions.All(region => region.IsDecided) ? Start + Regions.Max(region => region.Steps[^1]) : int.MaxValue;
    }
}
