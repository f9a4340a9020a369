using System.Buffers.Binary;

namespace RmxDns.Testing.Dns;

/// <summary>One query as octets, made without the server's code.</summary>
/// <param name="Name">The QNAME in wire form, uncompressed.</param>
/// <param name="Type">The QTYPE.</param>
public sealed record DnsQuery(byte[] Name, ushort Type)
{
    /// <summary>The QCLASS, IN unless set.</summary>
    public ushort Class { get; init; } = 1;

    /// <summary>The size that an OPT advertises; null for no OPT.</summary>
    public ushort? EdnsSize { get; init; }

    /// <summary>DO, which needs an OPT.</summary>
    public bool DnssecOk { get; init; }

    /// <summary>The second 16 bits of the header: all clear unless set.</summary>
    public ushort Flags { get; init; }

    /// <summary>The message with that ID.</summary>
    public byte[] Encode(ushort id)
    {
        byte[] message = new byte[12 + Name.Length + 4 + (EdnsSize is null ? 0 : 11)];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Flags);
        message[5] = 1;
        Name.CopyTo(message, 12);
        Span<byte> rest = message.AsSpan(12 + Name.Length);
        BinaryPrimitives.WriteUInt16BigEndian(rest, Type);
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], Class);
        if (EdnsSize is ushort size)
        {
            message[11] = 1;
            rest[6] = 41;
            BinaryPrimitives.WriteUInt16BigEndian(rest[7..], size);
            rest[11] = (byte)(DnssecOk ? 0x80 : 0);
        }
        return message;
    }
}
