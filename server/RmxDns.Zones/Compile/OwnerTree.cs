using System.Runtime.InteropServices;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Compile;

/// <summary>
/// The names of a zone: owners and the empty non-terminals between them and the apex, with cuts, aliases, redirections,
/// wildcards and what is occluded found once (RFC 1034 §4.2.1, RFC 4592 §2.2, RFC 6672 §2.4). Names are numbers, the apex first, then
/// in the order of the file, then the empty non-terminals: a million of them would be dear as objects. Belongs to one thread.
/// </summary>
internal sealed class OwnerTree
{
    private const int None = -1;

    private readonly HashedName _name = new();
    private readonly Name _apex;
    private readonly int _apexLabels;

    // Of each RRset, the next one of its owner; behind the last comes the first.
    private readonly int[] _next;
    private Row[] _rows;
    private ulong[] _slots;
    private bool _anyHides;

    /// <param name="contents">The RRsets.</param>
    /// <param name="withAncestors">Whether names between owners and the apex are part of the tree; otherwise they are known to be there.</param>
    public OwnerTree(ZoneContents contents, bool withAncestors)
    {
        HashKey.Fix();
        RrSets = contents.RrSets;
        _apex = contents.Origin;
        _apexLabels = _apex.LabelCount;
        _next = new int[RrSets.Count];
        _rows = new Row[RrSets.Count + 1];
        _slots = new ulong[ZoneSet.SlotsFor(_rows.Length)];
        _name.Set(_apex.Wire);
        _ = Add(_name.Hash(0), new Row(None, 0));
        int index = 0;
        foreach (RrSetView rrSet in RrSets.Views)
            Add(rrSet, index++);
        if (_anyHides)
            MarkOccluded();
        int given = withAncestors ? Count : 0;
        for (int owner = 0; owner < given; owner++)
        {
            if (!_rows[owner].Occluded)
                AddAncestors(owner);
        }
    }

    /// <summary>The RRsets that the tree counts.</summary>
    public RrSetList RrSets { get; }

    /// <summary>How many names there are.</summary>
    public int Count { get; private set; }

    /// <summary>The name in wire form, its case as in the first RRset of it.</summary>
    public ReadOnlySpan<byte> NameOf(int owner)
    {
        ref readonly Row row = ref _rows[owner];
        return owner == 0 ? _apex.Wire : RrSets.View(row.Owns ? _next[row.RrSet] : row.RrSet).Owner[row.NameAt..];
    }

    /// <summary>What is special about a name.</summary>
    public NodeFlags FlagsOf(int owner) => _rows[owner].Flags;

    /// <summary>Adds what is known of a name otherwise.</summary>
    public void AddFlags(int owner, NodeFlags flags) => _rows[owner].Flags |= flags;

    /// <summary>Whether a cut or a DNAME above hides a name: it is never an answer, at most glue.</summary>
    public bool IsOccluded(int owner) => _rows[owner].Occluded;

    /// <summary>The first RRset of a name; -1 for an empty non-terminal (RFC 8020).</summary>
    public int FirstOf(int owner) => _rows[owner].Owns ? _next[_rows[owner].RrSet] : None;

    /// <summary>The RRset of the same name behind another one, in the order of the file; -1 when that is the last.</summary>
    public int NextOf(int owner, int rrSet) => rrSet == _rows[owner].RrSet ? None : _next[rrSet];

    /// <summary>The RRset of a name and type; -1 when there is none.</summary>
    public int Find(int owner, ushort type)
    {
        int rrSet = FirstOf(owner);
        while (rrSet >= 0 && RrSets.View(rrSet).Type != type)
            rrSet = NextOf(owner, rrSet);
        return rrSet;
    }

    /// <summary>The number of a name; -1 when there is none such.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        _name.Set(name);
        return FindWithout(0);
    }

    /// <summary>Whether a name of the zone lies at or below a cut, and is not authoritative therefore.</summary>
    public bool IsDelegated(ReadOnlySpan<byte> name)
    {
        _name.Set(name);
        return IsBelow(NodeFlags.Cut, 0);
    }

    private void Add(RrSetView rrSet, int index)
    {
        _name.Set(rrSet.Owner);
        int owner = FindWithout(0);
        if (owner < 0)
            owner = Add(_name.Hash(0), new Row(None, 0));
        ref Row row = ref _rows[owner];
        if (row.Owns)
            (_next[index], _next[row.RrSet]) = (_next[row.RrSet], index);
        else
            _next[index] = index;
        NodeFlags flag = rrSet.Type switch
        {
            RrType.Ns when owner != 0 => NodeFlags.Cut,
            RrType.Cname => NodeFlags.Alias,
            RrType.Dname => NodeFlags.Redirection,
            _ => NodeFlags.None,
        };
        (row.RrSet, row.Owns) = (index, true);
        row.Flags |= flag;
        _anyHides |= flag is NodeFlags.Cut or NodeFlags.Redirection;
    }

    private int Add(uint hash, Row row)
    {
        if (Count == _rows.Length)
            Grow();
        _rows[Count] = row;
        ZoneSet.Insert(_slots, hash, (uint)++Count);
        return Count - 1;
    }

    /// <summary>Makes room, by half: reverse zones have several empty non-terminals for each owner.</summary>
    private void Grow()
    {
        Array.Resize(ref _rows, Count + (Count / 2) + 16);
        var slots = new ulong[ZoneSet.SlotsFor(_rows.Length)];
        if (slots.Length == _slots.Length)
            return;
        foreach (ulong slot in _slots)
        {
            if (slot != 0)
                ZoneSet.Insert(slots, (uint)(slot >> 32), (uint)slot);
        }
        _slots = slots;
    }

    /// <summary>The name that is set, without its first <paramref name="skip"/> labels.</summary>
    private int FindWithout(int skip)
    {
        uint hash = _name.Hash(skip);
        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int owner = (int)(uint)_slots[slot] - 1;
            if ((uint)(_slots[slot] >> 32) == hash && NameOctets.EqualsIgnoreCase(NameOf(owner), _name.Suffix(skip)))
                return owner;
        }
        return None;
    }

    /// <summary>Whether the name that is set lies below one with such flags, or is one without its first <paramref name="skip"/> labels.</summary>
    private bool IsBelow(NodeFlags flags, int skip)
    {
        for (; skip <= _name.LabelCount - _apexLabels; skip++)
        {
            int owner = FindWithout(skip);
            if (owner >= 0 && (_rows[owner].Flags & flags) != 0)
                return true;
        }
        return false;
    }

    private void MarkOccluded()
    {
        for (int owner = 0; owner < Count; owner++)
        {
            _name.Set(NameOf(owner));
            _rows[owner].Occluded = IsBelow(NodeFlags.Cut | NodeFlags.Redirection, 1);
        }
    }

    private void AddAncestors(int owner)
    {
        ReadOnlySpan<byte> name = NameOf(owner);
        _name.Set(name);
        int above = _name.LabelCount - _apexLabels;
        for (int skip = 1; skip <= above; skip++)
        {
            int parent = FindWithout(skip);
            bool existed = parent >= 0;
            if (!existed)
                parent = Add(_name.Hash(skip), new Row(FirstOf(owner), (byte)(name.Length - _name.Suffix(skip).Length)));
            if (NameOctets.IsWildcard(_name.Suffix(skip - 1)))
                _rows[parent].Flags |= NodeFlags.WildcardChild;
            if (existed)
                return;
        }
    }

    /// <summary>What is known of a name.</summary>
    /// <param name="RrSet">Its last RRset; where it owns none, one that a name below it owns.</param>
    /// <param name="NameAt">Where its name starts in the owner of that.</param>
    [StructLayout(LayoutKind.Auto)]
    private record struct Row(int RrSet, byte NameAt)
    {
        public NodeFlags Flags { get; set; }

        /// <summary>Whether it owns anything.</summary>
        public bool Owns { get; set; }

        /// <inheritdoc cref="IsOccluded"/>
        public bool Occluded { get; set; }
    }
}
