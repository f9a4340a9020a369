using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>
/// Records in the order of the file to RRsets, one for each owner and type wherever its records stand. The first TTL counts. That
/// owners lie in the zone is seen at the end, when the zone is known.
/// </summary>
internal sealed class MasterRecords
{
    private readonly Dictionary<(Name Owner, ushort Type), Growing> _index = [];
    private readonly List<Growing> _inOrder = [];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _inOrder.Count == 0;

    /// <summary>Adds a record.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="type">The type.</param>
    /// <param name="ttl">The TTL.</param>
    /// <param name="record">The value.</param>
    /// <param name="mark">Where the record's type stands.</param>
    /// <param name="places">Where its owner and TTL stand.</param>
    /// <param name="context">Where findings go.</param>
    public void Add(Name owner, ushort type, uint ttl, SourceRecord record, SourceMark mark, RrSetPlaces places, ZoneContext context)
    {
        if (!_index.TryGetValue((owner, type), out Growing? rrSet))
        {
            rrSet = new Growing(owner, type, ttl, mark, places);
            _index.Add((owner, type), rrSet);
            _inOrder.Add(rrSet);
        }
        else if (rrSet.Ttl != ttl && !rrSet.TtlReported)
        {
            rrSet.TtlReported = true;
            context.Findings.Add(MasterRules.RrsetTtlDiffers, places.Ttl.Line > 0 ? places.Ttl : mark, $"{context.Types.NameOf(type)} with TTL {ttl}, but {rrSet.Ttl} at its first record{Where(rrSet.Mark)}; the first is used", owner);
        }
        rrSet.Records.Add(record);
    }

    /// <summary>The RRsets of the zone, equal records once; what lies outside it is reported.</summary>
    public List<RrSet> Complete(ZoneContext context)
    {
        var rrSets = new List<RrSet>(_inOrder.Count);
        foreach (Growing rrSet in _inOrder)
        {
            context.Owner = rrSet.Owner;
            if (!rrSet.Owner.IsAtOrBelow(context.Origin))
                _ = context.Fail(RecordRules.OutOfZone, rrSet.Places.Owner, $"{rrSet.Owner} is outside the zone {context.Origin}");
            else
                rrSets.Add(new RrSet(rrSet.Owner, rrSet.Type, rrSet.Ttl, rrSet.Mark, DistinctRecords.Of(rrSet.Records, context.Types[rrSet.Type], context)) { Places = context.ForLint ? rrSet.Places : null });
        }
        context.Owner = null;
        return rrSets;
    }

    private static string Where(SourceMark mark) => mark.Line == 0 ? "" : $" (line {mark.Line})";

    private sealed class Growing(Name owner, ushort type, uint ttl, SourceMark mark, RrSetPlaces places)
    {
        public Name Owner { get; } = owner;

        public ushort Type { get; } = type;

        public uint Ttl { get; } = ttl;

        public SourceMark Mark { get; } = mark;

        public RrSetPlaces Places { get; } = places;

        public bool TtlReported { get; set; }

        public List<SourceRecord> Records { get; } = [];
    }
}
