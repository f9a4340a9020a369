using System.Buffers.Binary;

namespace RmxDns.Wire;

/// <summary>
/// The header of a message (RFC 1035 §4.1.1).
/// <code>
///   0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
/// +-----------------------------------------------+
/// |                      ID                       |  0
/// |QR|   Opcode  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |  2
/// |  QDCOUNT   4   ANCOUNT   6  NSCOUNT  8 ARCOUNT|  4..10
/// +-----------------------------------------------+
/// </code>
/// </summary>
public static class Header
{
    /// <summary>Octets of the header.</summary>
    public const int Length = 12;

    /// <summary>Response.</summary>
    public const ushort Qr = 0x8000;

    /// <summary>Authoritative answer.</summary>
    public const ushort Aa = 0x0400;

    /// <summary>Truncated.</summary>
    public const ushort Tc = 0x0200;

    /// <summary>Recursion desired; copied into the response.</summary>
    public const ushort Rd = 0x0100;

    /// <summary>Checking disabled; copied into the response (RFC 4035 §3.1.6).</summary>
    public const ushort Cd = 0x0010;

    /// <summary>The opcode's bits.</summary>
    public const ushort OpcodeMask = 0x7800;

    /// <summary>The identifier.</summary>
    public static ushort Id(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message);

    /// <summary>The flags, opcode and RCODE.</summary>
    public static ushort Flags(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message[2..]);

    /// <summary>The count at <paramref name="section"/>: 0 question, 1 answer, 2 authority, 3 additional.</summary>
    public static ushort Count(ReadOnlySpan<byte> message, int section) => BinaryPrimitives.ReadUInt16BigEndian(message[(4 + (section * 2))..]);

    /// <summary>Writes identifier, flags and counts.</summary>
    public static void Write(Span<byte> message, ushort id, ushort flags, int qd, int an, int ns, int ar)
    {
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], flags);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], (ushort)qd);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], (ushort)an);
        BinaryPrimitives.WriteUInt16BigEndian(message[8..], (ushort)ns);
        BinaryPrimitives.WriteUInt16BigEndian(message[10..], (ushort)ar);
    }
}
