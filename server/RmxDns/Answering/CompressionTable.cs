using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>
/// The names of a message that a later name may point to (RFC 1035 §4.1.4), as a tree: an entry is a label and its parent,
/// so that finding the longest known suffix of a name compares each of its labels about once.
/// An entry is known by its offset in the message; the root is 0. Below a name stand also the types of its RRsets, so that
/// none is written twice. Entries are taken back in reverse order. When it is full, later names are merely not found.
/// </summary>
internal sealed class CompressionTable
{
    /// <summary>The first offset that no pointer reaches.</summary>
    public const int PointerLimit = 0x4000;

    private const int Slots = 1 << 15;
    private const int MaxEntries = Slots / 4 * 3;
    private const int TypeFlag = 0x1_0000;

    // Offset in the upper half, parent and kind in the lower.
    private readonly ulong[] _slots = new ulong[Slots];
    private readonly ushort[] _used = new ushort[MaxEntries];

    /// <summary>The number of entries; what <see cref="TakeBack"/> is given.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all entries after the first <paramref name="count"/>.</summary>
    public void TakeBack(int count)
    {
        while (Count > count)
            _slots[_used[--Count]] = 0;
    }

    /// <summary>The offset of <paramref name="label"/> (length octet included) below a name; 0 when unknown.</summary>
    public int FindLabel(ReadOnlySpan<byte> message, ReadOnlySpan<byte> label, int parent)
    {
        for (int slot = SlotOf(label, parent); _slots[slot] != 0; slot = (slot + 1) & (Slots - 1))
        {
            int offset = (int)(_slots[slot] >> 32);
            if ((uint)_slots[slot] == (uint)parent && NameOctets.EqualsIgnoreCase(message.Slice(offset, label.Length), label))
                return offset;
        }
        return 0;
    }

    /// <summary>Adds a label that stands at <paramref name="offset"/>, below the name at <paramref name="parent"/>.</summary>
    public void AddLabel(ReadOnlySpan<byte> label, int parent, int offset) => Add(SlotOf(label, parent), parent, offset);

    /// <summary>Whether an RRset of this owner and type was added.</summary>
    public bool HasRrSet(int owner, ushort type)
    {
        ulong entry = (ulong)type << 32 | (uint)(owner | TypeFlag);
        for (int slot = SlotOf(owner, type); _slots[slot] != 0; slot = (slot + 1) & (Slots - 1))
        {
            if (_slots[slot] == entry)
                return true;
        }
        return false;
    }

    /// <summary>Adds the type of an RRset below its owner.</summary>
    public void AddRrSet(int owner, ushort type) => Add(SlotOf(owner, type), owner | TypeFlag, type);

    private void Add(int slot, int parent, int offset)
    {
        if (Count == MaxEntries)
            return;
        while (_slots[slot] != 0)
            slot = (slot + 1) & (Slots - 1);
        _slots[slot] = (ulong)offset << 32 | (uint)parent;
        _used[Count++] = (ushort)slot;
    }

    private static int SlotOf(ReadOnlySpan<byte> label, int parent)
    {
        uint hash = (uint)parent * 0x9E37_79B1;
        foreach (byte octet in label)
            hash = (hash ^ NameOctets.Fold(octet)) * 0x0100_0193;
        return (int)((hash ^ (hash >> 15)) & (Slots - 1));
    }

    private static int SlotOf(int owner, ushort type)
    {
        uint hash = (uint)((owner << 16) | type) * 0x9E37_79B1;
        return (int)(hash >> 17);
    }
}
