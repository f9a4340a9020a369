using System.Numerics;
using RmxDns.Wire;

namespace RmxDns.Snapshot;

/// <summary>
/// Holds a zone that comes from a file to <see cref="ZoneLayout"/> and to what answering relies on: every offset that can be
/// followed leads to what belongs there, every search ends, and nothing says more than there is. It does not prove that the
/// zone is the one that its source describes. The work is bounded by the size of the zone, whatever is in it.
/// </summary>
internal sealed class ZoneVerifier
{
    // Each part has memory of its own, in proportion to the zone.
    private const int MostParts = 4;
    private const int LeastSlotsOfPart = 1 << 14;

    private const NodeFlags KnownFlags = NodeFlags.Cut | NodeFlags.Alias | NodeFlags.Redirection | NodeFlags.WildcardChild;

    private readonly Zone _zone;
    private readonly HashedName _name = new();
    private readonly StoredRrSetVerifier _rrSets;
    private int _nodes;
    private int _mostLabels;

    private ZoneVerifier(Zone zone)
    {
        _zone = zone;
        _rrSets = new StoredRrSetVerifier(zone);
    }

    /// <summary>Whether a zone can be served without a look at its source.</summary>
    public static bool IsSound(Zone zone)
    {
        int slots = zone.Slots.Length;
        if (zone.Block.IsEmpty || zone.Block[0] != 0 || slots < 2 || !BitOperations.IsPow2(slots) || zone.NameCount >= slots)
            return false;
        int parts = Math.Clamp(slots / LeastSlotsOfPart, 1, MostParts);
        int slotsOfPart = (slots + parts - 1) / parts;
        var verifiers = new ZoneVerifier[parts];
        bool sound = true;
        _ = Parallel.For(0, parts, part =>
        {
            verifiers[part] = new ZoneVerifier(zone);
            if (!verifiers[part].CheckSlots(part * slotsOfPart, Math.Min(slots, (part + 1) * slotsOfPart)))
                Volatile.Write(ref sound, false);
        });
        // The table must have an empty slot, where searches for what is not there end.
        return sound && verifiers.Sum(part => part._nodes) == zone.NameCount && verifiers.Max(part => part._mostLabels) == zone.MaxLabels
            && verifiers[0].CheckWhole();
    }

    private bool CheckSlots(int from, int to)
    {
        ReadOnlySpan<ulong> slots = _zone.Slots;
        for (int slot = from; slot < to; slot++)
        {
            if (slots[slot] == 0)
                continue;
            _nodes++;
            if (!IsNode((uint)slots[slot], out ReadOnlySpan<byte> name))
                return false;
            _name.Set(name);
            _mostLabels = Math.Max(_mostLabels, _name.LabelCount);
            if (_name.Hash(0) != (uint)(slots[slot] >> 32) || !IsReachable(slot, _name.Hash(0)))
                return false;
        }
        return true;
    }

    /// <summary>Whether a search for a hash comes past a slot.</summary>
    private bool IsReachable(int slot, uint hash)
    {
        ReadOnlySpan<ulong> slots = _zone.Slots;
        int mask = slots.Length - 1;
        for (int at = (int)hash & mask; at != slot; at = (at + 1) & mask)
        {
            if (slots[at] == 0)
                return false;
        }
        return true;
    }

    private bool IsNode(uint offset, out ReadOnlySpan<byte> name)
    {
        name = default;
        ReadOnlySpan<byte> block = _zone.Block;
        if (offset == 0 || offset > block.Length - ZoneLayout.NodeHeader)
            return false;
        int node = (int)offset;
        var flags = (NodeFlags)block[node];
        int length = block[node + 1];
        int count = block.U16(node + 2);
        long end = (long)node + ZoneLayout.NodeHeader + (count * ZoneLayout.DirectoryRow) + length;
        if ((flags & ~KnownFlags) != 0 || end > block.Length)
            return false;
        name = block.Slice((int)end - length, length);
        return NameOctets.LengthOfUncompressed(name) == length && length > 0 && NameOctets.IsAtOrBelow(name, _zone.Apex.Wire)
            && CheckDirectory(node, count) && HoldsWhatFlagsSay(node, flags);
    }

    private bool CheckDirectory(int node, int count)
    {
        ReadOnlySpan<byte> block = _zone.Block;
        int row = node + ZoneLayout.NodeHeader;
        for (int i = 0; i < count; i++, row += ZoneLayout.DirectoryRow)
        {
            if (!_rrSets.IsServed(block.U32(row + 2), block.U16(row)))
                return false;
        }
        return true;
    }

    /// <summary>The lookup goes on with what the flags promise, without asking whether it is there.</summary>
    private bool HoldsWhatFlagsSay(int node, NodeFlags flags) =>
        ((flags & NodeFlags.Cut) == 0 || _zone.FindRrSet(node, RrType.Ns) != 0)
        && ((flags & NodeFlags.Alias) == 0 || _zone.FindRrSet(node, RrType.Cname) != 0)
        && ((flags & NodeFlags.Redirection) == 0 || _zone.FindRrSet(node, RrType.Dname) != 0);

    /// <summary>What needs the whole table: the apex, the SOA of negative answers, and the wildcards that flags promise.</summary>
    private bool CheckWhole()
    {
        _name.Set(_zone.Apex.Wire);
        if (_zone.Find(_name, 0) == 0 || !_rrSets.IsServed((uint)_zone.NegativeSoa, RrType.Soa))
            return false;
        foreach (ulong slot in _zone.Slots)
        {
            int node = (int)(uint)slot;
            if (node == 0 || (_zone.Flags(node) & NodeFlags.WildcardChild) == 0)
                continue;
            _name.Set(_zone.NameOf(node));
            if (_zone.FindWildcardChild(_name, 0) == 0)
                return false;
        }
        return true;
    }
}
