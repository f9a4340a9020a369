using System.Buffers.Binary;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Compile;

/// <summary>
/// Which names of a zone have to be compiled anew to make a served zone into what its file says now: those whose RRsets differ, and those
/// whose answers bring along RRsets that differ. There is none when the difference touches what holds for many names at once: cuts and
/// their glue, redirections, wildcards that come or go, names that have others below them.
/// </summary>
internal sealed class ZoneDifference
{
    // How many of a name's RRsets are found again, and that the name stands in a part of the file that was not read.
    private const byte MostRowsTold = byte.MaxValue - 1, Unread = byte.MaxValue;

    private readonly Zone _old;
    private readonly TypeTable _types;
    private readonly HashedName _name = new();
    private readonly byte[] _matched;

    // The names that were read or are gone; null for all.
    private readonly int[]? _openSlots;
    private readonly Dictionary<Name, int> _anew = new(NameComparer.Instance);
    private readonly HashSet<Name> _changed = new(NameComparer.Instance);
    private readonly HashSet<Name>.AlternateLookup<ReadOnlySpan<byte>> _changedByOctets;
    private readonly Dictionary<Name, int>.AlternateLookup<ReadOnlySpan<byte>> _anewByOctets;
    private readonly HashSet<int> _dropped = [];
    private readonly List<Name> _empty = [];
    private readonly List<int> _cuts = [];
    private readonly List<RrSet> _hidden = [];
    private bool _namesCameOrWent;

    private ZoneDifference(Zone old, TypeTable types, IReadOnlyCollection<int>? open)
    {
        _old = old;
        _types = types;
        _matched = new byte[old.Slots.Length];
        _anewByOctets = _anew.GetAlternateLookup<ReadOnlySpan<byte>>();
        _changedByOctets = _changed.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (open is null)
            return;
        Array.Fill(_matched, Unread);
        _openSlots = [.. open.Select(SlotOf)];
        foreach (int slot in _openSlots)
            _matched[slot] = 0;
    }

    /// <summary>The names to compile, each with its node in the served zone, 0 for a new one. The apex is always among them.</summary>
    public IReadOnlyDictionary<Name, int> Anew => _anew;

    /// <summary>Whether a name is to be compiled.</summary>
    public bool IsAnew(ReadOnlySpan<byte> name) => _anewByOctets.ContainsKey(name);

    /// <summary>The nodes of the served zone that are no longer part of it.</summary>
    public IReadOnlySet<int> Dropped => _dropped;

    /// <summary>New names that own nothing (RFC 8020).</summary>
    public IReadOnlyList<Name> Empty => _empty;

    /// <summary>Finds it; null when there is none, or it is larger than <paramref name="most"/> names.</summary>
    /// <param name="old">The zone as it is served.</param>
    /// <param name="contents">The new version, or what of it was read: the apex and all that refers to other names, at least.</param>
    /// <param name="types">The record types.</param>
    /// <param name="most">How many names may be compiled anew.</param>
    /// <param name="open">
    /// The nodes of the names, the apex among them, that stood in what was read or is gone; all others are as they were. Null when
    /// everything was read.
    /// </param>
    public static ZoneDifference? Between(Zone old, ZoneContents contents, TypeTable types, int most, IReadOnlyCollection<int>? open = null)
    {
        var difference = new ZoneDifference(old, types, open);
        return difference.Compare(contents, most) && difference.FindGone() && difference.AddEmpty()
            && difference.AddReferring(contents, most) ? difference : null;
    }

    private int SlotOf(int node)
    {
        _name.Set(_old.NameOf(node));
        return _old.FindSlot(_name);
    }

    private bool Compare(ZoneContents contents, int most)
    {
        _name.Set(_old.Apex.Wire);
        Change(contents.Origin, _old.Find(_name, 0));
        foreach (RrSetView view in contents.RrSets.Views)
        {
            if (_anew.Count > most)
                return false;
            _name.Set(view.Owner);
            int slot = _old.FindSlot(_name);
            int node = slot < 0 ? 0 : _old.NodeAt(slot);
            // An owner for the second time, the first one in what was not read.
            if (node != 0 && _matched[slot] == Unread && _old.RrSetCountOf(node) > 0)
                return false;
            if (node != 0 && IsUnchanged(view, slot, node))
            {
                if (view.Type == RrType.Ns && _old.Flags(node).HasFlag(NodeFlags.Cut))
                    _cuts.Add(node);
                continue;
            }
            RrSet rrSet = view.ToRrSet();
            if (IsHidden(rrSet, node))
            {
                _hidden.Add(rrSet);
            }
            else if (MayChange(rrSet, node))
            {
                Change(rrSet.Owner, node);
            }
            else
            {
                return false;
            }
        }
        return new ServedGlue(_old, _cuts).IsStill(_hidden);
    }

    /// <summary>Whether a stored RRset is that of the file: the same records in the same order.</summary>
    internal static bool AreEqual(StoredRrSet stored, RrSetView rrSet)
    {
        if (stored.Type != rrSet.Type || stored.Count != rrSet.Count)
            return false;
        ReadOnlySpan<byte> rrs = stored.Rrs;
        foreach (ReadOnlySpan<byte> rdata in rrSet)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rrs[10..]);
            if (BinaryPrimitives.ReadUInt32BigEndian(rrs[6..]) != rrSet.Ttl || !rrs.Slice(ZoneLayout.RrHeader, length).SequenceEqual(rdata))
                return false;
            rrs = rrs[(ZoneLayout.RrHeader + length)..];
        }
        return true;
    }

    private bool IsUnchanged(RrSetView rrSet, int slot, int node)
    {
        int row = _matched[slot];
        if (row >= Math.Min(MostRowsTold, _old.RrSetCountOf(node)) || !_old.NameOf(node).SequenceEqual(rrSet.Owner))
            return false;
        if (!AreEqual(_old.RrSet(_old.RrSetAt(node, row)), rrSet))
            return false;
        _matched[slot]++;
        return true;
    }

    /// <summary>Whether a name of a zone lies at or below a cut. A wildcard that is one hides no more than what is below the asterisk.</summary>
    internal static bool IsDelegated(Zone zone, HashedName name) => zone.Flags(Closest(zone, name)).HasFlag(NodeFlags.Cut);

    /// <summary>The node of a name of a zone, or else of the closest one above it.</summary>
    private static int Closest(Zone zone, HashedName name)
    {
        int skip = 0, node;
        while ((node = zone.Find(name, skip)) == 0)
            skip++;
        return node;
    }

    /// <summary>Whether an RRset is none that the zone answers with. Its owner is set as the name.</summary>
    private bool IsHidden(RrSet rrSet, int node) =>
        (node == 0 || !ZoneCompiler.BelongsToParentSide(rrSet.Type)) && IsDelegated(_old, _name);

    /// <summary>Whether a name may be compiled on its own.</summary>
    private bool MayChange(RrSet rrSet, int node)
    {
        bool isApex = rrSet.Owner.Equals(_old.Apex);
        if (rrSet.Type == RrType.Dname || (rrSet.Type == RrType.Ns && !isApex))
            return false;
        return (node != 0 || !rrSet.Owner.IsWildcard) && (_old.Flags(Closest(_old, _name)) & (NodeFlags.Cut | NodeFlags.Redirection)) == 0;
    }

    private void Change(Name owner, int node)
    {
        if (!_anew.TryAdd(owner, node))
            return;
        _ = _changed.Add(owner);
        _namesCameOrWent |= node == 0;
        if (node != 0)
            _ = _dropped.Add(node);
    }

    /// <summary>Names and RRsets of the served zone that the file no longer has.</summary>
    private bool FindGone()
    {
        var gone = new List<Name>();
        for (int i = 0; i < (_openSlots?.Length ?? _matched.Length); i++)
        {
            int slot = _openSlots?[i] ?? i;
            int node = _old.NodeAt(slot);
            if (node == 0 || _matched[slot] == _old.RrSetCountOf(node) || _dropped.Contains(node))
                continue;
            Name name = Name.FromWire(_old.NameOf(node))!;
            if ((_old.Flags(node) & (NodeFlags.Cut | NodeFlags.Redirection)) != 0)
                return false;
            if (_matched[slot] > 0)
            {
                Change(name, node);
                continue;
            }
            if (name.IsWildcard || !OwnsSomething(name.Parent!))
                return false;
            gone.Add(name);
            _ = _dropped.Add(node);
        }
        _namesCameOrWent |= gone.Count > 0;
        if (!HaveNothingBelow(gone))
            return false;
        _changed.UnionWith(gone);
        return true;
    }

    /// <summary>Whether a name stays whatever becomes of those below it.</summary>
    private bool OwnsSomething(Name name)
    {
        _name.Set(name.Wire);
        int slot = _old.FindSlot(_name);
        return _anew.ContainsKey(name) || (slot >= 0 && (_matched[slot] == Unread ? _old.RrSetCountOf(_old.NodeAt(slot)) : _matched[slot]) > 0);
    }

    private bool HaveNothingBelow(List<Name> gone)
    {
        if (gone.Count == 0)
            return true;
        HashSet<Name> names = new(gone, NameComparer.Instance);
        var byOctets = names.GetAlternateLookup<ReadOnlySpan<byte>>();
        for (int slot = 0; slot < _matched.Length; slot++)
        {
            if (_old.NodeAt(slot) != 0 && IsBelowOne(_old.NameOf(_old.NodeAt(slot)), byOctets))
                return false;
        }
        return !_anew.Keys.Any(name => IsBelowOne(name.Wire, byOctets));
    }

    private bool IsBelowOne(ReadOnlySpan<byte> name, HashSet<Name>.AlternateLookup<ReadOnlySpan<byte>> names)
    {
        for (ReadOnlySpan<byte> above = name; above.Length > _old.Apex.Wire.Length;)
        {
            above = NameOctets.Parent(above);
            if (names.Contains(above))
                return true;
        }
        return false;
    }

    /// <summary>The names between new ones and what is there.</summary>
    private bool AddEmpty()
    {
        foreach (Name added in _anew.Where(name => name.Value == 0).Select(name => name.Key).ToList())
        {
            for (Name name = added.Parent!; ; name = name.Parent!)
            {
                _name.Set(name.Wire);
                if (_old.Find(_name, 0) != 0 || _changed.Contains(name))
                    break;
                if (name.IsWildcard)
                    return false;
                _empty.Add(name);
                _ = _changed.Add(name);
            }
        }
        return true;
    }

    /// <summary>Names whose answers bring along what a changed name owns, or what one that is not there has from a wildcard.</summary>
    private bool AddReferring(ZoneContents contents, int most)
    {
        bool othersToo = _namesCameOrWent || _changed.Any(name => name.IsWildcard);
        foreach (RrSetView view in contents.RrSets.Views)
        {
            if (!AdditionalLists.Refers(_types, view))
                continue;
            RrSet rrSet = view.ToRrSet();
            if (_anew.ContainsKey(rrSet.Owner) || !Refers(rrSet, othersToo))
                continue;
            _name.Set(rrSet.Owner.Wire);
            int node = _old.Find(_name, 0);
            if (IsHidden(rrSet, node))
                continue;
            if ((_old.Flags(node) & (NodeFlags.Cut | NodeFlags.Redirection)) != 0 || _anew.Count > most)
                return false;
            _anew.Add(rrSet.Owner, node);
            _ = _dropped.Add(node);
        }
        return true;
    }

    private bool Refers(RrSet rrSet, bool othersToo)
    {
        foreach (SourceRecord record in rrSet.Records)
        {
            foreach (AdditionalReference reference in _types[rrSet.Type].References(record.Rdata))
            {
                if (reference.Target is { } target ? IsAffected(target, othersToo) : reference.ThenExchanges && ExchangesRefer(rrSet.Owner, othersToo))
                    return true;
            }
        }
        return false;
    }

    /// <summary>Whether the MX of a name that has not changed leads to what has.</summary>
    private bool ExchangesRefer(Name owner, bool othersToo)
    {
        _name.Set(owner.Wire);
        int mx = _old.FindRrSet(_old.Find(_name, 0), RrType.Mx);
        ReadOnlySpan<byte> rrs = mx == 0 ? [] : _old.RrSet(mx).Rrs;
        while (!rrs.IsEmpty)
        {
            int length = ZoneLayout.RrHeader + BinaryPrimitives.ReadUInt16BigEndian(rrs[10..]);
            foreach (AdditionalReference exchange in _types[RrType.Mx].References(rrs[ZoneLayout.RrHeader..length].ToArray()))
            {
                if (IsAffected(exchange.Target!, othersToo))
                    return true;
            }
            rrs = rrs[length..];
        }
        return false;
    }

    private bool IsAffected(Name target, bool othersToo)
    {
        if (_changedByOctets.Contains(target.Wire))
            return true;
        if (!othersToo || !target.IsAtOrBelow(_old.Apex))
            return false;
        _name.Set(target.Wire);
        return _old.Find(_name, 0) == 0 && !IsDelegated(_old, _name);
    }
}
