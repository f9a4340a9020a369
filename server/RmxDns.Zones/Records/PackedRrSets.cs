using System.Buffers.Binary;

namespace RmxDns.Zones.Records;

/// <summary>
/// A few hundred RRsets as octets.
/// <code>
/// RRset    name length:1  name  type:2  TTL:4  mark  records:number  record*
/// record   mark  RDLENGTH:number  RDATA
/// mark     line behind the RRset's:number  column:number  length:number
/// </code>
/// Numbers have seven bits an octet, the lowest first, the top bit where more follow.
/// </summary>
internal sealed class PackedRrSets(byte[] octets, int[] ends)
{
    /// <summary>How many there are.</summary>
    public int Count => ends.Length;

    /// <summary>The octets of one.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : ends[index - 1];
            return octets.AsSpan(start, ends[index] - start);
        }
    }
}

/// <summary>Makes octets of RRsets, a run of some 64 kB after the other: small enough not to be a large object of the collector.</summary>
internal sealed class RrSetPacker
{
    private const int Enough = 1 << 16;

    private readonly List<int> _ends = [];
    private byte[] _octets = [];
    private int _length;

    /// <summary>Whether nothing was added since the last run was taken.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Whether the run is long enough.</summary>
    public bool IsFull => _length >= Enough;

    /// <summary>Adds an RRset that was not read to be linted.</summary>
    public void Add(RrSet rrSet)
    {
        const int Head = 1 + 6 + (4 * PackedNumber.MostOctets);
        ReadOnlySpan<byte> name = rrSet.Owner.Wire;
        Reserve(name.Length + Head);
        _octets[_length] = (byte)name.Length;
        name.CopyTo(_octets.AsSpan(_length + 1));
        _length += 1 + name.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(_octets.AsSpan(_length), rrSet.Type);
        BinaryPrimitives.WriteUInt32LittleEndian(_octets.AsSpan(_length + 2), rrSet.Ttl);
        _length += 6;
        Write(rrSet.Mark, 0);
        Write((uint)rrSet.Records.Count);
        foreach (SourceRecord record in rrSet.Records)
        {
            Reserve(record.Rdata.Length + (4 * PackedNumber.MostOctets));
            Write(record.Mark, rrSet.Mark.Line);
            Write((uint)record.Rdata.Length);
            record.Rdata.CopyTo(_octets.AsSpan(_length));
            _length += record.Rdata.Length;
        }
        _ends.Add(_length);
    }

    /// <summary>What was added since the last time.</summary>
    public PackedRrSets Take()
    {
        var run = new PackedRrSets(_octets.AsSpan(0, _length).ToArray(), [.. _ends]);
        _ends.Clear();
        _length = 0;
        return run;
    }

    private void Write(SourceMark mark, int line)
    {
        // A value may stand in front of its type: differences have their sign in the lowest bit.
        int behind = mark.Line - line;
        Write((uint)((behind << 1) ^ (behind >> 31)));
        Write((uint)mark.Column);
        Write((uint)mark.Length);
    }

    private void Write(uint number)
    {
        for (; number >= 0x80; number >>= 7)
            _octets[_length++] = (byte)(number | 0x80);
        _octets[_length++] = (byte)number;
    }

    private void Reserve(int more)
    {
        if (_octets.Length - _length < more)
            Array.Resize(ref _octets, Math.Max(_length + more, _octets.Length == 0 ? Enough + (Enough / 16) : 2 * _octets.Length));
    }
}

/// <summary>Reads the numbers of packed RRsets.</summary>
internal static class PackedNumber
{
    /// <summary>The most octets that a number takes.</summary>
    public const int MostOctets = 5;

    /// <summary>Reads a number and goes behind it.</summary>
    public static uint Read(ref ReadOnlySpan<byte> octets)
    {
        uint number = 0;
        for (int i = 0; ; i++)
        {
            number |= (uint)(octets[i] & 0x7F) << (7 * i);
            if (octets[i] < 0x80)
            {
                octets = octets[(i + 1)..];
                return number;
            }
        }
    }

    /// <summary>Reads a mark and goes behind it.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="line">The line that its own was written for.</param>
    public static SourceMark ReadMark(ref ReadOnlySpan<byte> octets, int line)
    {
        uint behind = Read(ref octets);
        int own = line + ((int)(behind >> 1) ^ -(int)(behind & 1));
        uint column = Read(ref octets), length = Read(ref octets);
        return new SourceMark(own, (int)column, (int)length);
    }
}
