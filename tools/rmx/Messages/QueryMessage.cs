using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.Tool.Messages;

/// <summary>A query as octets (RFC 1035 §4.1, RFC 6891 §6.1.2): one question, class IN, and OPT if EDNS is wanted.</summary>
internal static class QueryMessage
{
    /// <summary>Octets of an OPT without options.</summary>
    public const int OptLength = 11;

    /// <summary>Makes a query.</summary>
    /// <param name="id">The identifier.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">The type code.</param>
    /// <param name="ednsSize">The UDP size that OPT advertises; null for no OPT.</param>
    /// <param name="recursion">Whether recursion is desired.</param>
    public static byte[] Encode(ushort id, Name name, ushort type, int? ednsSize, bool recursion)
    {
        byte[] message = new byte[Header.Length + name.Wire.Length + 4 + (ednsSize is null ? 0 : OptLength)];
        Header.Write(message, id, recursion ? Header.Rd : (ushort)0, 1, 0, 0, ednsSize is null ? 0 : 1);
        name.Wire.CopyTo(message.AsSpan(Header.Length));
        Span<byte> rest = message.AsSpan(Header.Length + name.Wire.Length);
        BinaryPrimitives.WriteUInt16BigEndian(rest, type);
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], RrClass.In);
        if (ednsSize is { } size)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest[5..], RrType.Opt);
            BinaryPrimitives.WriteUInt16BigEndian(rest[7..], (ushort)size);
        }
        return message;
    }
}
