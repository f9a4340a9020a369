using RmxDns.Wire;

namespace RmxDns.Snapshot;

/// <summary>
/// All zones that are served at one moment; immutable. A change makes another set, and queries that hold the old one
/// finish on it.
/// </summary>
public sealed class ZoneSet
{
    private readonly Zone[] _zones;
    private readonly bool[] _encloses;
    private readonly ulong[] _slots;
    private readonly int _mostLabels;

    private ZoneSet(Zone[] zones)
    {
        if (zones.Length > 0)
            HashKey.Fix();
        _zones = zones;
        _encloses = new bool[zones.Length];
        _slots = new ulong[SlotsFor(zones.Length)];
        var name = new HashedName();
        for (int i = 0; i < zones.Length; i++)
        {
            name.Set(zones[i].Apex.Wire);
            _mostLabels = Math.Max(_mostLabels, name.LabelCount);
            Insert(_slots, name.Hash(0), (uint)i + 1);
        }
        MarkEnclosing(name);
    }

    /// <summary>No zone at all: every query is refused.</summary>
    public static ZoneSet Empty { get; } = new([]);

    /// <summary>The number of zones, those that could not be loaded included.</summary>
    public int Count => _zones.Length;

    /// <summary>The zones, in no order.</summary>
    public IEnumerable<Zone> Zones => _zones;

    /// <summary>A set in which the zones given take the place of those with the same apex, and those removed are gone.</summary>
    public ZoneSet With(IReadOnlyCollection<Zone> changed, IReadOnlyCollection<Name> removed)
    {
        var gone = new HashSet<Name>(removed);
        foreach (Zone zone in changed)
            gone.Add(zone.Apex);
        return new ZoneSet([.. _zones.Where(zone => !gone.Contains(zone.Apex)), .. changed]);
    }

    /// <summary>The zone of an apex; null when it is not in the set.</summary>
    public Zone? Find(Name apex)
    {
        var name = new HashedName();
        name.Set(apex.Wire);
        int index = FindApex(name, 0);
        return index < 0 ? null : _zones[index];
    }

    /// <summary>
    /// The zone with the longest apex that <paramref name="name"/> lies at or below; null when none is hosted.
    /// With <paramref name="parentSide"/> an apex equal to the name gives way to a zone above it, if there is one:
    /// DS belongs to the parent's side of a cut (RFC 4035 §3.1.4.1).
    /// </summary>
    internal Zone? FindZone(HashedName name, bool parentSide, out bool enclosesOthers)
    {
        int skip = Math.Max(0, name.LabelCount - _mostLabels);
        int index = -1;
        for (; skip <= name.LabelCount; skip++)
        {
            int found = FindApex(name, skip);
            if (found < 0)
                continue;
            index = found;
            if (skip != 0 || !parentSide)
                break;
        }
        enclosesOthers = index >= 0 && _encloses[index];
        return index < 0 ? null : _zones[index];
    }

    internal static int SlotsFor(int entries)
    {
        int slots = 4;
        while (slots < entries + (entries / 2))
            slots *= 2;
        return slots;
    }

    internal static void Insert(ulong[] slots, uint hash, uint value)
    {
        int mask = slots.Length - 1;
        int slot = (int)hash & mask;
        while (slots[slot] != 0)
            slot = (slot + 1) & mask;
        slots[slot] = (ulong)hash << 32 | value;
    }

    private void MarkEnclosing(HashedName name)
    {
        foreach (Zone zone in _zones)
        {
            name.Set(zone.Apex.Wire);
            for (int skip = 1; skip <= name.LabelCount; skip++)
            {
                int above = FindApex(name, skip);
                if (above < 0)
                    continue;
                _encloses[above] = true;
                break;
            }
        }
    }

    private int FindApex(HashedName name, int skip)
    {
        uint hash = name.Hash(skip);
        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int index = (int)(uint)_slots[slot] - 1;
            if ((uint)(_slots[slot] >> 32) == hash && NameOctets.EqualsIgnoreCase(_zones[index].Apex.Wire, name.Suffix(skip)))
                return index;
        }
        return -1;
    }
}
