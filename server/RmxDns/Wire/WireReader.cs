using System.Buffers.Binary;

namespace RmxDns.Wire;

/// <summary>
/// A cursor over octets in network order. The first read past the end makes it <see cref="Failed"/>;
/// from then on every read yields zeros or nothing, so that a caller may check once, at the end.
/// Never throws.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> octets)
{
    private readonly ReadOnlySpan<byte> _octets = octets;

    /// <summary>The next octet to be read, counted from the start; where the failed read began, once failed.</summary>
    public int Position { get; private set; }

    /// <summary>Whether a read ran past the end.</summary>
    public bool Failed { get; private set; }

    /// <summary>Reads made so far; tests bound the work by it.</summary>
    internal int Reads { get; private set; }

    /// <summary>Octets not yet read; 0 once failed.</summary>
    public readonly int Remaining => Failed ? 0 : _octets.Length - Position;

    /// <summary>Whether all octets were read without a fault.</summary>
    public readonly bool AtEnd => !Failed && Position == _octets.Length;

    /// <summary>One octet.</summary>
    public byte ReadU8()
    {
        var s = ReadOctets(1);
        return s.IsEmpty ? (byte)0 : s[0];
    }

    /// <summary>Two octets.</summary>
    public ushort ReadU16()
    {
        var s = ReadOctets(2);
        return s.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(s);
    }

    /// <summary>Four octets.</summary>
    public uint ReadU32()
    {
        var s = ReadOctets(4);
        return s.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(s);
    }

    /// <summary>The next <paramref name="count"/> octets; empty, and failed, when fewer are left.</summary>
    public ReadOnlySpan<byte> ReadOctets(int count)
    {
        Reads++;
        if (Failed || (uint)count > (uint)(_octets.Length - Position))
        {
            Failed = true;
            return default;
        }
        var s = _octets.Slice(Position, count);
        Position += count;
        return s;
    }

    /// <summary>All octets that are left.</summary>
    public ReadOnlySpan<byte> ReadRest() => ReadOctets(Remaining);

    /// <summary>An uncompressed name (RFC 1035 §3.1), root label included; empty, and failed, when there is none.</summary>
    public ReadOnlySpan<byte> ReadName()
    {
        int length = Failed ? 0 : NameOctets.LengthOfUncompressed(_octets[Position..]);
        if (length == 0)
        {
            Failed = true;
            return default;
        }
        return ReadOctets(length);
    }
}
