using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using RmxDns.Wire;

namespace RmxDns.Snapshot;

/// <summary>
/// A zone as it is served: one block of octets and one table of hashes, both immutable
/// (<see cref="ZoneLayout"/>). There is no object per name for the collector to trace.
/// </summary>
public sealed class Zone
{
    private const int CacheLine = 64;

    private readonly ZoneMemory<byte> _block;
    private readonly ZoneMemory<ulong> _slots;

    internal Zone(Name apex, ZoneNumbers numbers, ZoneMemory<byte> block, ZoneMemory<ulong> slots)
    {
        Apex = apex;
        Numbers = numbers;
        _block = block;
        _slots = slots;
    }

    /// <summary>The apex.</summary>
    public Name Apex { get; }

    /// <summary>What is known of it as a whole.</summary>
    public ZoneNumbers Numbers { get; }

    /// <summary>The serial of the SOA (RFC 1035 §3.3.13).</summary>
    public uint Serial => Numbers.Serial;

    /// <summary>Names that exist: owners and empty non-terminals, without what a cut hides.</summary>
    public int NameCount => Numbers.NameCount;

    /// <summary>RRsets stored, glue included.</summary>
    public int RrSetCount => Numbers.RrSetCount;

    /// <summary>The most labels that a name in the table has.</summary>
    public int MaxLabels => Numbers.MaxLabels;

    /// <summary>The SOA RRset of negative answers, with their TTL (RFC 2308 §3).</summary>
    internal int NegativeSoa => Numbers.NegativeSoa;

    /// <summary>Octets of memory that the zone takes.</summary>
    public long Octets => _block.Length + ((long)_slots.Length * sizeof(ulong));

    /// <summary>False when the zone is configured and could not be loaded: queries get SERVFAIL.</summary>
    public bool IsAvailable => _block.Length != 0;

    /// <summary>The block that offsets refer to.</summary>
    public ReadOnlySpan<byte> Block => _block.Span;

    /// <summary>The table: the hash of a node's name in the upper half, its offset in the lower; 0 where there is none.</summary>
    public ReadOnlySpan<ulong> Slots => _slots.Span;

    /// <summary>A zone that is configured and could not be loaded.</summary>
    public static Zone Unavailable(Name apex) => new(apex, default, new ZoneMemory<byte>([]), new ZoneMemory<ulong>([0]));

    /// <summary>
    /// A zone whose block and table lie in memory that stays for as long as the process runs. Nothing that they say is taken for
    /// granted; null when anything in them leads elsewhere than to what belongs there.
    /// </summary>
    /// <param name="apex">The apex.</param>
    /// <param name="numbers">What <see cref="Numbers"/> said.</param>
    /// <param name="block">What <see cref="Block"/> held.</param>
    /// <param name="blockLength">Octets of it.</param>
    /// <param name="slots">What <see cref="Slots"/> held.</param>
    /// <param name="slotCount">Entries of it.</param>
    public static unsafe Zone? Restore(Name apex, ZoneNumbers numbers, byte* block, int blockLength, ulong* slots, int slotCount)
    {
        var zone = new Zone(apex, numbers, new ZoneMemory<byte>(block, blockLength), new ZoneMemory<ulong>(slots, slotCount));
        return ZoneVerifier.IsSound(zone) ? zone : null;
    }

    /// <summary>The node of a name without its first <paramref name="skip"/> labels; 0 when there is none.</summary>
    internal int Find(HashedName name, int skip) => Find(name.Hash(skip), name.Suffix(skip), wildcard: false);

    /// <summary>The node of the wildcard child of such a name; 0 when there is none.</summary>
    internal int FindWildcardChild(HashedName name, int skip) =>
        Find(HashedName.HashWildcard(name.Hash(skip)), name.Suffix(skip), wildcard: true);

    /// <summary>Tells the processor to fetch the row of the table at which a name is looked for first.</summary>
    internal void FetchRow(HashedName name)
    {
        ReadOnlySpan<ulong> slots = Slots;
        Fetch(in slots[(int)name.Hash(0) & (slots.Length - 1)]);
    }

    /// <summary>Tells the processor to fetch the node that this row leads to, and what lies in front of it: mostly its first RRset.</summary>
    internal void FetchNode(HashedName name)
    {
        ReadOnlySpan<ulong> slots = Slots;
        ulong entry = slots[(int)name.Hash(0) & (slots.Length - 1)];
        int node = (int)(uint)entry;
        if ((uint)(entry >> 32) != name.Hash(0) || (uint)node >= (uint)_block.Length)
            return;
        ReadOnlySpan<byte> block = Block;
        Fetch(in block[node]);
        Fetch(in block[Math.Max(0, node - CacheLine)]);
    }

    internal NodeFlags Flags(int node) => (NodeFlags)Block[node];

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
    internal ReadOnlySpan<byte> NameOf(int node)
    {
        ReadOnlySpan<byte> block = Block;
        return block.Slice(node + ZoneLayout.NodeHeader + (block.U16(node + 2) * ZoneLayout.DirectoryRow), block[node + 1]);
    }

    /// <summary>Where the octets of a node's name lie.</summary>
    internal int NameOffsetOf(int node) => node + ZoneLayout.NodeHeader + (Block.U16(node + 2) * ZoneLayout.DirectoryRow);

    /// <summary>The name whose octets lie at an offset.</summary>
    internal ReadOnlySpan<byte> NameAt(int offset)
    {
        ReadOnlySpan<byte> block = Block;
        int length = 0;
        while (block[offset + length] != 0)
            length += block[offset + length] + 1;
        return block.Slice(offset, length + 1);
    }

    internal StoredRrSet RrSet(int offset) => new(Block, offset);

    /// <summary>The slot of a name's node in the table; -1 when there is none.</summary>
    internal int FindSlot(HashedName name)
    {
        ReadOnlySpan<ulong> slots = Slots;
        int mask = slots.Length - 1;
        for (int slot = (int)name.Hash(0) & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if ((uint)(slots[slot] >> 32) == name.Hash(0) && Matches(NodeAt(slot), name.Suffix(0), wildcard: false))
                return slot;
        }
        return -1;
    }

    /// <summary>The node in a slot of the table; 0 when there is none.</summary>
    internal int NodeAt(int slot) => (int)(uint)Slots[slot];

    private int Find(uint hash, ReadOnlySpan<byte> folded, bool wildcard)
    {
        ReadOnlySpan<ulong> slots = Slots;
        int mask = slots.Length - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            ulong entry = slots[slot];
            if (entry == 0)
                return 0;
            if ((uint)(entry >> 32) == hash && Matches((int)(uint)entry, folded, wildcard))
                return (int)(uint)entry;
        }
    }

    /// <summary>A hint that costs nothing where there is none: memory that moves meanwhile makes it useless and no more.</summary>
    private static unsafe void Fetch<T>(ref readonly T at) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in at)));
    }

    private bool Matches(int node, ReadOnlySpan<byte> folded, bool wildcard)
    {
        ReadOnlySpan<byte> name = NameOf(node);
        if (wildcard)
            return name.Length == folded.Length + 2 && name is [1, (byte)'*', ..] && NameOctets.EqualsIgnoreCase(name[2..], folded);
        return NameOctets.EqualsIgnoreCase(name, folded);
    }
}

/// <summary>What is known of a zone as a whole.</summary>
/// <param name="Serial">The serial of the SOA.</param>
/// <param name="NameCount">Names that exist.</param>
/// <param name="RrSetCount">RRsets stored.</param>
/// <param name="MaxLabels">The most labels that a name has.</param>
/// <param name="NegativeSoa">Where the SOA RRset of negative answers lies.</param>
/// <param name="Unused">Octets of the block that belong to an earlier version of the zone, about.</param>
public readonly record struct ZoneNumbers(uint Serial, int NameCount, int RrSetCount, int MaxLabels, int NegativeSoa, int Unused);
