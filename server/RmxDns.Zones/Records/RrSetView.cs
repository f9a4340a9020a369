using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.Zones.Records;

/// <summary>An RRset of a list, as an object or as octets, to be looked at: what is the same of both. Copies nothing.</summary>
public readonly ref struct RrSetView
{
    private readonly RrSet? _object;
    private readonly ReadOnlySpan<byte> _records;

    /// <summary>Looks at an object.</summary>
    public RrSetView(RrSet rrSet)
    {
        _object = rrSet;
        Owner = rrSet.Owner.Wire;
        (Type, Ttl, Mark, Count) = (rrSet.Type, rrSet.Ttl, rrSet.Mark, rrSet.Records.Count);
    }

    /// <param name="packed">What <see cref="RrSetPacker"/> wrote.</param>
    internal RrSetView(ReadOnlySpan<byte> packed)
    {
        int name = packed[0];
        Owner = packed.Slice(1, name);
        ReadOnlySpan<byte> rest = packed[(1 + name)..];
        Type = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        Ttl = BinaryPrimitives.ReadUInt32LittleEndian(rest[2..]);
        rest = rest[6..];
        Mark = PackedNumber.ReadMark(ref rest, 0);
        Count = (int)PackedNumber.Read(ref rest);
        _records = rest;
    }

    /// <summary>The owner in wire form, its case as written.</summary>
    public ReadOnlySpan<byte> Owner { get; }

    /// <summary>The type code.</summary>
    public ushort Type { get; }

    /// <summary>Time to live in seconds.</summary>
    public uint Ttl { get; }

    /// <summary>Where it stands (<see cref="RrSet.Mark"/>).</summary>
    public SourceMark Mark { get; }

    /// <summary>How many records it has.</summary>
    public int Count { get; }

    /// <summary>The RDATA of each record.</summary>
    public RdataEnumerator GetEnumerator() => new(_object, _records, Mark.Line);

    /// <summary>The object; a new one for octets.</summary>
    public RrSet ToRrSet()
    {
        if (_object is not null)
            return _object;
        var records = new SourceRecord[Count];
        RdataEnumerator rdata = GetEnumerator();
        for (int i = 0; rdata.MoveNext(); i++)
            records[i] = new SourceRecord(rdata.Current.ToArray(), rdata.Mark);
        return new RrSet(Name.FromWire(Owner)!, Type, Ttl, Mark, records);
    }

    /// <summary>A walk over the records.</summary>
    public ref struct RdataEnumerator
    {
        private readonly RrSet? _object;
        private readonly int _line;
        private ReadOnlySpan<byte> _records;
        private int _next;

        internal RdataEnumerator(RrSet? rrSet, ReadOnlySpan<byte> records, int line)
        {
            _object = rrSet;
            _records = records;
            _line = line;
        }

        /// <summary>The RDATA in wire form.</summary>
        public ReadOnlySpan<byte> Current { get; private set; }

        /// <summary>Where the value stands.</summary>
        public SourceMark Mark { get; private set; }

        /// <summary>Goes to the next record; false behind the last.</summary>
        public bool MoveNext()
        {
            if (_object is not null)
            {
                if (_next == _object.Records.Count)
                    return false;
                SourceRecord record = _object.Records[_next++];
                Current = record.Rdata;
                Mark = record.Mark;
                return true;
            }
            if (_records.IsEmpty)
                return false;
            Mark = PackedNumber.ReadMark(ref _records, _line);
            int length = (int)PackedNumber.Read(ref _records);
            Current = _records[..length];
            _records = _records[length..];
            return true;
        }
    }
}
