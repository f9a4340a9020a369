using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.Snapshot;

/// <summary>
/// Writes the block and the table of a zone (<see cref="ZoneLayout"/>). Names, RRsets and nodes are added in any order;
/// each call gives the offset by which later ones refer to it.
/// </summary>
public sealed class ZoneBlockWriter
{
    // From here on room is made by a quarter: a large zone leaves little unused.
    private const int Large = 1 << 24;

    // A block may have this part of its length unused at its end: to copy a large one takes as much memory again for a moment.
    private const int MostUnused = 128;

    private readonly HashedName _hashed = new();
    private readonly List<(uint Hash, uint Node)> _nodes = [];
    private byte[] _block;
    private int _length = 1;
    private int _rrSet;
    private int _rrSets;
    private int _maxLabels;
    private ulong[] _table = new ulong[ZoneSet.SlotsFor(0)];
    private int _tableNodes;
    private readonly int _unused;
    private readonly int _kept;

    /// <summary>Starts a block.</summary>
    /// <param name="octets">How many octets it is going to have, about. What turns out to be enough is not copied at the end.</param>
    /// <param name="nodes">How many nodes, about.</param>
    public ZoneBlockWriter(int octets, int nodes)
    {
        HashKey.Fix();
        _block = new byte[Math.Min(Array.MaxLength, octets + (octets / MostUnused / 2L) + 256)];
        _nodes.EnsureCapacity(nodes);
    }

    /// <summary>Starts with the block of a zone that is served and all its nodes but some; the SOA RRset of negative answers is not kept either.</summary>
    public ZoneBlockWriter(Zone zone, IReadOnlySet<int> dropped)
    {
        _length = _kept = zone.Block.Length;
        _block = new byte[_length + (_length / MostUnused / 2) + 4096];
        zone.Block.CopyTo(_block);
        _unused = zone.Numbers.Unused;
        _rrSets = zone.RrSetCount - 1;
        _nodes.EnsureCapacity(zone.NameCount + dropped.Count);
        _maxLabels = dropped.Any(node => NameOctets.CountLabels(zone.NameOf(node)) == zone.MaxLabels) ? 0 : zone.MaxLabels;
        bool countLabels = _maxLabels == 0;
        foreach (ulong slot in zone.Slots)
        {
            int node = (int)(uint)slot;
            if (node == 0)
                continue;
            if (dropped.Contains(node))
            {
                _rrSets -= zone.RrSetCountOf(node);
                continue;
            }
            _nodes.Add(((uint)(slot >> 32), (uint)node));
            if (countLabels)
                _maxLabels = Math.Max(_maxLabels, NameOctets.CountLabels(zone.NameOf(node)));
        }
    }

    /// <summary>Adds a name that no node holds, such as one that records refer to.</summary>
    public int AddName(Name name)
    {
        int at = _length;
        name.Wire.CopyTo(Reserve(name.Wire.Length));
        return at;
    }

    /// <summary>Adds an RRset, at first without records.</summary>
    /// <param name="type">The type code.</param>
    /// <param name="shape">Where names that may be compressed lie in the RDATA.</param>
    public int AddRrSet(ushort type, CompressionShape shape)
    {
        _rrSet = _length;
        Span<byte> span = Reserve(ZoneLayout.RrSetHeader);
        span.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(span, type);
        BinaryPrimitives.WriteUInt32LittleEndian(span[12..], shape.Names == 0 ? ZoneLayout.Verbatim : 0);
        span[16] = shape.ToOctet();
        _rrSets++;
        return _rrSet;
    }

    /// <summary>Adds a record to the RRset that was added last, before anything else is.</summary>
    /// <param name="ttl">The TTL in seconds.</param>
    /// <param name="rdata">RDATA in wire form, names uncompressed.</param>
    public void AddRecord(uint ttl, ReadOnlySpan<byte> rdata)
    {
        Span<byte> rr = Reserve(ZoneLayout.RrHeader + rdata.Length), rrSet = _block.AsSpan(_rrSet);
        BinaryPrimitives.WriteUInt16BigEndian(rr, 0xC00C);
        BinaryPrimitives.WriteUInt16BigEndian(rr[2..], BinaryPrimitives.ReadUInt16LittleEndian(rrSet));
        BinaryPrimitives.WriteUInt16BigEndian(rr[4..], RrClass.In);
        BinaryPrimitives.WriteUInt32BigEndian(rr[6..], ttl);
        BinaryPrimitives.WriteUInt16BigEndian(rr[10..], checked((ushort)rdata.Length));
        rdata.CopyTo(rr[ZoneLayout.RrHeader..]);
        BinaryPrimitives.WriteUInt16LittleEndian(rrSet[2..], checked((ushort)(BinaryPrimitives.ReadUInt16LittleEndian(rrSet[2..]) + 1)));
        BinaryPrimitives.WriteUInt32LittleEndian(rrSet[4..], (uint)(_length - _rrSet - ZoneLayout.RrSetHeader));
    }

    /// <summary>Adds a node of the table: a name that exists.</summary>
    /// <param name="name">The name in wire form; its case is what additional records show.</param>
    /// <param name="flags">What is special about it.</param>
    /// <param name="rrSets">The offsets of its RRsets, in the order in which ANY gives them.</param>
    public int AddNode(ReadOnlySpan<byte> name, NodeFlags flags, IReadOnlyList<int> rrSets)
    {
        int at = _length;
        int directory = rrSets.Count * ZoneLayout.DirectoryRow;
        Span<byte> span = Reserve(ZoneLayout.NodeHeader + directory + name.Length);
        span[0] = (byte)flags;
        span[1] = (byte)name.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(span[2..], checked((ushort)rrSets.Count));
        Span<byte> row = span[ZoneLayout.NodeHeader..];
        foreach (int rrSet in rrSets)
        {
            _block.AsSpan(rrSet, sizeof(ushort)).CopyTo(row);
            BinaryPrimitives.WriteUInt32LittleEndian(row[2..], (uint)rrSet);
            row = row[ZoneLayout.DirectoryRow..];
        }
        name.CopyTo(row);
        _hashed.Set(name);
        _nodes.Add((_hashed.Hash(0), (uint)at));
        _maxLabels = Math.Max(_maxLabels, _hashed.LabelCount);
        return at;
    }

    /// <summary>Adds a list of additional RRsets; many RRsets may share it.</summary>
    public int AddAdditionalList(IReadOnlyList<StoredAdditional> entries)
    {
        int at = _length;
        Span<byte> span = Reserve(4 + (entries.Count * 8));
        BinaryPrimitives.WriteUInt32LittleEndian(span, (uint)entries.Count);
        for (int i = 0; i < entries.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(span[(4 + (i * 8))..], entries[i].NameField);
            BinaryPrimitives.WriteUInt32LittleEndian(span[(8 + (i * 8))..], entries[i].RrSetField);
        }
        return at;
    }

    /// <summary>Lets an RRset bring along a list of additional RRsets; it is no longer sent as it lies.</summary>
    public void SetAdditionalList(int rrSet, int list)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(rrSet + 8), (uint)list);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(rrSet + 12), 0);
    }

    /// <summary>Adds a template and lets an RRset be answered with it.</summary>
    /// <param name="rrSet">The RRset.</param>
    /// <param name="counts">Records in the answer, authority and additional sections.</param>
    /// <param name="questionName">The length of the question's name that pointers are written for.</param>
    /// <param name="hasAdditional">Whether additional RRsets were looked for.</param>
    /// <param name="patches">Where in <paramref name="octets"/> pointers move with the question's length.</param>
    /// <param name="octets">The message after the question.</param>
    public void SetTemplate(
        int rrSet, (int An, int Ns, int Ar) counts, int questionName, bool hasAdditional,
        IReadOnlyList<int> patches, ReadOnlySpan<byte> octets)
    {
        int at = _length;
        Span<byte> span = Reserve(ZoneLayout.TemplateHeader + (patches.Count * 2) + octets.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(span, checked((ushort)octets.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(span[2..], checked((ushort)counts.An));
        BinaryPrimitives.WriteUInt16LittleEndian(span[4..], checked((ushort)counts.Ns));
        BinaryPrimitives.WriteUInt16LittleEndian(span[6..], checked((ushort)counts.Ar));
        BinaryPrimitives.WriteUInt16LittleEndian(span[8..], checked((ushort)patches.Count));
        span[10] = checked((byte)questionName);
        span[11] = hasAdditional ? (byte)1 : (byte)0;
        for (int i = 0; i < patches.Count; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(span[(ZoneLayout.TemplateHeader + (i * 2))..], checked((ushort)patches[i]));
        octets.CopyTo(span[(ZoneLayout.TemplateHeader + (patches.Count * 2))..]);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(rrSet + 12), (uint)at);
    }

    /// <summary>
    /// The zone as written so far. It shares the block while <paramref name="final"/> is false, so that the compiler can
    /// look names up and try answers before it adds the lists and templates that depend on them.
    /// </summary>
    public Zone ToZone(Name apex, uint serial, int negativeSoa, bool final)
    {
        if (_tableNodes != _nodes.Count)
        {
            _table = new ulong[ZoneSet.SlotsFor(_nodes.Count)];
            foreach ((uint hash, uint node) in _nodes)
                ZoneSet.Insert(_table, hash, node);
            _tableNodes = _nodes.Count;
        }
        byte[] block = final && _block.Length - _length > _length / MostUnused ? _block.AsSpan(0, _length).ToArray() : _block;
        var numbers = new ZoneNumbers(serial, _nodes.Count, _rrSets, _maxLabels, negativeSoa, _kept == 0 ? 0 : _unused + (final ? block.Length : _length) - _kept);
        return new Zone(apex, numbers, new ZoneMemory<byte>(block), new ZoneMemory<ulong>(_table));
    }

    private Span<byte> Reserve(int size)
    {
        int needed = checked(_length + size);
        if (needed > _block.Length)
            Array.Resize(ref _block, (int)Math.Min(Math.Max(needed, _block.Length + (_block.Length < Large ? _block.Length : _block.Length / 4L)), Array.MaxLength));
        int at = _length;
        _length = needed;
        return _block.AsSpan(at, size);
    }
}
