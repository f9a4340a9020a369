using RmxDns.Wire;

namespace RmxDns.Snapshot;

/// <summary>
/// A zone as it is served: one block of octets and one table of hashes, both immutable
/// (<see cref="ZoneLayout"/>). There is no object per name for the collector to trace.
/// </summary>
public sealed class Zone
{
    private readonly byte[] _block;
    private readonly ulong[] _slots;
    private readonly int _mask;

    internal Zone(Name apex, byte[] block, ulong[] slots)
    {
        Apex = apex;
        _block = block;
        _slots = slots;
        _mask = slots.Length - 1;
    }

    /// <summary>The apex.</summary>
    public Name Apex { get; }

    /// <summary>The serial of the SOA (RFC 1035 §3.3.13).</summary>
    public uint Serial { get; internal init; }

    /// <summary>Names that exist: owners and empty non-terminals, without what a cut hides.</summary>
    public int NameCount { get; internal init; }

    /// <summary>RRsets stored, glue included.</summary>
    public int RrSetCount { get; internal init; }

    /// <summary>The most labels that a name in the table has.</summary>
    public int MaxLabels { get; internal init; }

    /// <summary>The SOA RRset of negative answers, with their TTL (RFC 2308 §3).</summary>
    internal int NegativeSoa { get; init; }

    /// <summary>Octets of memory that the zone takes.</summary>
    public long Octets => _block.LongLength + (_slots.LongLength * sizeof(ulong));

    /// <summary>False when the zone is configured and could not be loaded: queries get SERVFAIL.</summary>
    public bool IsAvailable => _block.Length != 0;

    /// <summary>The block that offsets refer to.</summary>
    internal ReadOnlySpan<byte> Block => _block;

    /// <summary>A zone that is configured and could not be loaded.</summary>
    public static Zone Unavailable(Name apex) => new(apex, [], [0]);

    /// <summary>The node of a name without its first <paramref name="skip"/> labels; 0 when there is none.</summary>
    internal int Find(HashedName name, int skip) => Find(name.Hash(skip), name.Suffix(skip), wildcard: false);

    /// <summary>The node of the wildcard child of such a name; 0 when there is none.</summary>
    internal int FindWildcardChild(HashedName name, int skip) =>
        Find(HashedName.HashWildcard(name.Hash(skip)), name.Suffix(skip), wildcard: true);

    internal NodeFlags Flags(int node) => (NodeFlags)_block[node];

    internal int RrSetCountOf(int node) => Block.U16(node + 2);

    /// <summary>The RRset numbered <paramref name="index"/> of a node.</summary>
    internal int RrSetAt(int node, int index) =>
        (int)Block.U32(node + ZoneLayout.NodeHeader + (index * ZoneLayout.DirectoryRow) + 2);

    /// <summary>The RRset of a type at a node; 0 when there is none.</summary>
    internal int FindRrSet(int node, ushort type)
    {
        ReadOnlySpan<byte> block = Block;
        int count = block.U16(node + 2);
        for (int row = node + ZoneLayout.NodeHeader; count > 0; count--, row += ZoneLayout.DirectoryRow)
        {
            if (block.U16(row) == type)
                return (int)block.U32(row + 2);
        }
        return 0;
    }

    /// <summary>The name of a node, its case as in the zone.</summary>
    internal ReadOnlySpan<byte> NameOf(int node) => Block.Slice(NameOffsetOf(node), _block[node + 1]);

    /// <summary>Where the octets of a node's name lie.</summary>
    internal int NameOffsetOf(int node) => node + ZoneLayout.NodeHeader + (Block.U16(node + 2) * ZoneLayout.DirectoryRow);

    /// <summary>The name whose octets lie at an offset.</summary>
    internal ReadOnlySpan<byte> NameAt(int offset)
    {
        int length = 0;
        while (_block[offset + length] != 0)
            length += _block[offset + length] + 1;
        return Block.Slice(offset, length + 1);
    }

    internal StoredRrSet RrSet(int offset) => new(_block, offset);

    private int Find(uint hash, ReadOnlySpan<byte> folded, bool wildcard)
    {
        for (int slot = (int)hash & _mask; ; slot = (slot + 1) & _mask)
        {
            ulong entry = _slots[slot];
            if (entry == 0)
                return 0;
            if ((uint)(entry >> 32) == hash && Matches((int)(uint)entry, folded, wildcard))
                return (int)(uint)entry;
        }
    }

    private bool Matches(int node, ReadOnlySpan<byte> folded, bool wildcard)
    {
        ReadOnlySpan<byte> name = NameOf(node);
        if (wildcard)
            return name.Length == folded.Length + 2 && name is [1, (byte)'*', ..] && NameOctets.EqualsIgnoreCase(name[2..], folded);
        return NameOctets.EqualsIgnoreCase(name, folded);
    }
}
