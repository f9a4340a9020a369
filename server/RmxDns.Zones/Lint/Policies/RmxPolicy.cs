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
    private readonly Lazy<IReadOnlyList<MatchRegion>> _regions;
    private readonly Lazy<bool[]> _deciding;
    private readonly Lazy<int?[]> _earlier;

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
        _regions = new(() => MatchRegion.Of([.. reaches.Select((reach, at) => new MatchStep(ToSweep(reach), VerdictOf(Entries[at].Entry), at))]));
        _deciding = new(FindDeciding);
        _earlier = new(FindEarlier);
    }

    /// <summary>The RRset.</summary>
    public RrSet RrSet { get; }

    /// <summary>The domain that a check begins with: the owner's, or that of a full address.</summary>
    public Name Domain { get; }

    /// <summary>The entries of all records, in the order in which a receiver goes through them.</summary>
    public IReadOnlyList<PlacedEntry> Entries { get; }

    /// <summary>What each entry reaches, taken alone; all addresses are possible where something else than the address decides.</summary>
    public IReadOnlyList<EntryReach> Reaches { get; }

    /// <summary>The addresses that meet the same entries; entries of which nothing is known are left out.</summary>
    public IReadOnlyList<MatchRegion> Regions => _regions.Value;

    /// <summary>What the RRset says of every address.</summary>
    public VerdictMap Map() => VerdictMap.Of([.. RrSet.Records.Select(record => record.Rdata)], _references.Resolve);

    /// <summary>What one of the records says, as if it stood alone.</summary>
    public VerdictMap MapOf(SourceRecord record) => VerdictMap.Of([record.Rdata], _references.Resolve);

    /// <summary>Whether an entry decides for some address, or might.</summary>
    public bool CanDecide(int entry) => _deciding.Value[entry];

    /// <summary>The first entry that says the same as one behind it; null when none does.</summary>
    public int? EarlierSame(int entry) => _earlier.Value[entry];

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

    private bool[] FindDeciding()
    {
        var deciding = new bool[Entries.Count];
        // The entry at which every address is decided, if there is one.
        int closing = -1;
        foreach (MatchRegion region in Regions)
        {
            foreach (int entry in region.Steps)
                deciding[entry] = true;
            closing = region.IsDecided ? Math.Max(closing, region.Steps[^1]) : int.MaxValue;
        }
        for (int i = 0; i < deciding.Length; i++)
            deciding[i] |= IsOpen(Reaches[i]) && i < closing;
        return deciding;
    }

    private int?[] FindEarlier()
    {
        var first = new Dictionary<string, int>();
        var earlier = new int?[Entries.Count];
        for (int i = 0; i < earlier.Length; i++)
        {
            string text = Entries[i].Entry.Name is null ? Entries[i].Text : Entries[i].Text.ToLowerInvariant();
            if (!first.TryAdd(text, i))
                earlier[i] = first[text];
        }
        return earlier;
    }
}
