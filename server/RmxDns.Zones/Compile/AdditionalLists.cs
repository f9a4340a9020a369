using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Compile;

/// <summary>
/// Writes, for each RRset that refers to names, the list of RRsets that an answer with it brings along: in the order of
/// the references, none twice. Names of the zone become offsets; others stay names, for they may lie in another hosted zone.
/// Equal lists are stored once.
/// </summary>
internal sealed class AdditionalLists(OwnerTree tree, Zone draft, ZoneBlockWriter block, TypeTable types)
{
    private readonly HashedName _name = new();
    private readonly Dictionary<Name, int> _names = [];
    private readonly Dictionary<(Name, ushort), int> _glue = [];
    private readonly Dictionary<ListKey, int> _lists = [];
    private readonly List<StoredAdditional> _entries = [];
    private readonly HashSet<(Name, ushort)> _seen = [];

    /// <summary>Writes the lists of all RRsets that need one.</summary>
    public void Write(IEnumerable<PlacedRrSet> placed)
    {
        foreach (PlacedRrSet item in placed)
        {
            if (!BringsAdditional(types, tree.RrSets.View(item.RrSet).Type))
                continue;
            _entries.Clear();
            _seen.Clear();
            Collect(item);
            if (_entries.Count > 0)
                block.SetAdditionalList(item.Offset, ListOf(_entries));
        }
    }

    /// <summary>Whether records of a type can refer to additional RRsets.</summary>
    public static bool BringsAdditional(TypeTable types, ushort type) => type == types.RmxType || types[type].AdditionalName >= 0;

    /// <summary>Whether an RRset does refer to any.</summary>
    public static bool Refers(TypeTable types, RrSetView rrSet)
    {
        if (!BringsAdditional(types, rrSet.Type))
            return false;
        foreach (ReadOnlySpan<byte> rdata in rrSet)
        {
            if (types[rrSet.Type].References(rdata).Count > 0)
                return true;
        }
        return false;
    }

    private void Collect(PlacedRrSet item)
    {
        Name owner = Name.FromWire(tree.NameOf(item.Owner))!;
        Name? cut = tree.FlagsOf(item.Owner).HasFlag(NodeFlags.Cut) ? owner : null;
        RrSetView rrSet = tree.RrSets.View(item.RrSet);
        foreach (ReadOnlySpan<byte> rdata in rrSet)
        {
            foreach (AdditionalReference reference in types[rrSet.Type].References(rdata))
            {
                foreach (ushort type in reference.Types)
                {
                    if (reference.Target is null)
                        AddOfOwner(item.Owner, owner, type, reference.ThenExchanges);
                    else
                        Add(reference.Target, type, cut);
                }
            }
        }
    }

    /// <summary>An RRset of the owner itself; with MX the addresses of each exchange (draft-danisch-dns-rr-smtp §5.9).</summary>
    private void AddOfOwner(int owner, Name name, ushort type, bool thenExchanges)
    {
        int rrSet = tree.Find(owner, type);
        if (rrSet < 0 || !_seen.Add((name, type)))
            return;
        _name.Set(name.Wire);
        // No name: whatever the owner is in the answer, a name made from a wildcard too.
        _entries.Add(new StoredAdditional(0, (uint)Lookup.Find(draft, _name, type).RrSet));
        if (!thenExchanges)
            return;
        foreach (ReadOnlySpan<byte> rdata in tree.RrSets.View(rrSet))
        {
            foreach (AdditionalReference exchange in types[RrType.Mx].References(rdata))
            {
                foreach (ushort addresses in exchange.Types)
                    Add(exchange.Target!, addresses, null);
            }
        }
    }

    private void Add(Name name, ushort type, Name? cut)
    {
        if (!_seen.Add((name, type)))
            return;
        if (cut is not null && GlueFor(name, type, cut) is { } glue)
        {
            _entries.Add(glue);
            return;
        }
        LookupResult found = default;
        if (name.IsAtOrBelow(draft.Apex))
        {
            _name.Set(name.Wire);
            found = Lookup.Find(draft, _name, type);
        }
        bool isNode = found.Node != 0 && NameOctets.EqualsIgnoreCase(draft.NameOf(found.Node), name.Wire);
        if (found.Kind == LookupKind.Answer)
            _entries.Add(new StoredAdditional((uint)(isNode ? draft.NameOffsetOf(found.Node) : OffsetOf(name)), (uint)found.RrSet));
        else if (!isNode || found.Kind == LookupKind.Referral)
            _entries.Add(new StoredAdditional((uint)OffsetOf(name), ZoneLayout.ElsewhereBit | type));
    }

    /// <summary>The address of a name server at or below a cut of the zone: required below its own cut (RFC 9471 §3.1).</summary>
    private StoredAdditional? GlueFor(Name name, ushort type, Name cut)
    {
        if (!name.IsAtOrBelow(draft.Apex) || !tree.IsDelegated(name.Wire))
            return null;
        int owner = tree.Find(name.Wire), at = owner < 0 ? owner : tree.Find(owner, type);
        if (at < 0)
            return null;
        RrSetView rrSet = tree.RrSets.View(at);
        if (!_glue.TryGetValue((name, type), out int offset))
        {
            offset = block.AddRrSet(type, default);
            foreach (ReadOnlySpan<byte> rdata in rrSet)
                block.AddRecord(rrSet.Ttl, rdata);
            _glue.Add((name, type), offset);
        }
        uint required = name.IsAtOrBelow(cut) ? ZoneLayout.RequiredBit : 0;
        return new StoredAdditional((uint)OffsetOf(Name.FromWire(rrSet.Owner)!) | required, (uint)offset);
    }

    private int OffsetOf(Name name)
    {
        if (!_names.TryGetValue(name, out int offset))
            _names.Add(name, offset = block.AddName(name));
        return offset;
    }

    private int ListOf(List<StoredAdditional> entries)
    {
        var key = new ListKey([.. entries]);
        if (!_lists.TryGetValue(key, out int offset))
            _lists.Add(key, offset = block.AddAdditionalList(entries));
        return offset;
    }

    private sealed class ListKey(StoredAdditional[] entries) : IEquatable<ListKey>
    {
        private readonly StoredAdditional[] _entries = entries;

        public bool Equals(ListKey? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries);

        public override bool Equals(object? obj) => Equals(obj as ListKey);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (StoredAdditional entry in _entries)
                hash.Add(entry);
            return hash.ToHashCode();
        }
    }
}
