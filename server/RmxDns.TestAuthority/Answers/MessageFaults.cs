using System.Buffers.Binary;
using RmxDns.Answering;
using RmxDns.Wire;
using RmxDns.Zones.Faults;

namespace RmxDns.TestAuthority.Answers;

/// <summary>Faults of a message as a whole, done to its octets: flags, counts, lengths, the question, octets after the end.</summary>
internal static class MessageFaults
{
    private const int FirstCount = 4;

    /// <summary>So much longer than it is, so that RDATA ends behind the message.</summary>
    private const int TooLong = 4_096;

    /// <summary>The message with the faults.</summary>
    public static byte[] Apply(byte[] message, Query query, Fault fault)
    {
        if (fault.Word(FaultKey.Tc) is not null && query.Transport == Transport.Udp)
            message[2] |= Header.Tc >> 8;
        if (fault.Word(FaultKey.Aa) is not null)
            message[2] &= unchecked((byte)~(Header.Aa >> 8));
        if (fault.Word(FaultKey.Question) is { } question)
            ChangeQuestion(message.AsSpan(Header.Length, query.Name.Wire.Length), question);
        if (fault.Word(FaultKey.Counts) is { } counts)
            ChangeCount(message, counts);
        if (fault.Word(FaultKey.RdLength) is { } length && Header.Count(message, 1) > 0)
            ChangeLength(message.AsSpan(Header.Length + query.Question.Length), length);
        if (fault.Number(FaultKey.Trailing) is { } octets)
            message = [.. message, .. new byte[Math.Min((int)octets, ushort.MaxValue - message.Length)]];
        return message;
    }

    /// <summary>A copy with another identifier.</summary>
    public static byte[] WithWrongId(byte[] message)
    {
        byte[] wrong = [.. message];
        BinaryPrimitives.WriteUInt16BigEndian(wrong, (ushort)~Header.Id(message));
        return wrong;
    }

    private static void ChangeQuestion(Span<byte> name, string kind)
    {
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            foreach (ref byte octet in name.Slice(at + 1, name[at]))
            {
                byte lower = NameOctets.Fold(octet);
                bool letter = char.IsAsciiLetterLower((char)lower);
                octet = kind switch
                {
                    "lower" => lower,
                    "case" => letter ? (byte)(octet ^ 0x20) : octet,
                    _ => octet,
                };
            }
        }
        // Another name of the same length.
        if (kind == "other" && name[0] != 0)
            name[1] = NameOctets.Fold(name[1]) == 'x' ? (byte)'y' : (byte)'x';
    }

    private static void ChangeCount(byte[] message, string kind)
    {
        int section = kind switch { "question" => 0, "authority" => 2, "additional" => 3, _ => 1 };
        int count = Header.Count(message, section) + (kind == "low" ? -1 : 1);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(FirstCount + (section * sizeof(ushort))), (ushort)count);
    }

    /// <summary>Changes RDLENGTH of the first record, whose owner is a pointer or a name in full.</summary>
    private static void ChangeLength(Span<byte> record, string kind)
    {
        int owner = record[0] >= 0xC0 ? 2 : NameOctets.LengthOfUncompressed(record);
        Span<byte> field = record.Slice(owner + 8, sizeof(ushort));
        int length = BinaryPrimitives.ReadUInt16BigEndian(field);
        BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)(kind == "long" ? length + TooLong : length - 1));
    }
}
