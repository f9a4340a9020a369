using System.Buffers.Binary;

namespace RmxDns.Rdata;

/// <summary>
/// RDATA under construction. Grows as needed; what goes past 65,535 octets (RFC 1035 §3.2.1) is counted but not
/// kept, so that a caller checks <see cref="TooLong"/> once, at the end.
/// </summary>
internal sealed class RdataWriter
{
    public const int MaxLength = ushort.MaxValue;

    private byte[] _octets = new byte[64];

    /// <summary>The octets written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Whether more was written than RDATA can hold.</summary>
    public bool TooLong { get; private set; }

    public void U8(byte value) => Reserve(1)[0] = value;

    public void U16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), value);

    public void U32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), value);

    public void Octets(scoped ReadOnlySpan<byte> octets) => octets.CopyTo(Reserve(octets.Length));

    /// <summary>Writes again over an octet that was written before.</summary>
    public void Patch(int at, byte value)
    {
        if (at < Length)
            _octets[at] = value;
    }

    /// <summary>Writes again over two octets that were written before.</summary>
    public void PatchU16(int at, int value)
    {
        if (at + 1 < Length)
            BinaryPrimitives.WriteUInt16BigEndian(_octets.AsSpan(at), (ushort)value);
    }

    /// <summary>What was written from <paramref name="start"/> on.</summary>
    public ReadOnlySpan<byte> From(int start) => start < Length ? _octets.AsSpan(start, Length - start) : default;

    public byte[] ToArray() => _octets.AsSpan(0, Length).ToArray();

    private Span<byte> Reserve(int count)
    {
        if (Length + count > MaxLength)
        {
            TooLong = true;
            return new byte[count];
        }
        if (Length + count > _octets.Length)
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, Length + count));
        Span<byte> room = _octets.AsSpan(Length, count);
        Length += count;
        return room;
    }
}
