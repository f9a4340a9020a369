using RmxDns.Wire;

namespace RmxDns.Tool.Messages;

/// <summary>The sections of a message that hold records, in the order of the header's counts.</summary>
internal enum Section
{
    /// <summary>The records that were asked for.</summary>
    Answer = 1,

    /// <summary>SOA or NS of the zone.</summary>
    Authority = 2,

    /// <summary>What the answer brings along, and OPT.</summary>
    Additional = 3,
}

/// <summary>A question and where it stands in its message.</summary>
internal sealed record Question(Name Name, ushort Type, ushort Class, int Octets);

/// <summary>One record of a message.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Owner">Its owner, uncompressed.</param>
/// <param name="Type">The type code.</param>
/// <param name="Class">The class; in OPT the size that the sender takes.</param>
/// <param name="Ttl">The TTL; in OPT extended RCODE, version and flags.</param>
/// <param name="Rdata">RDATA, names that the type lets be compressed uncompressed.</param>
/// <param name="Octets">The octets that the record takes in the message, compressed as it came.</param>
/// <param name="End">Where it ends in the message.</param>
internal sealed record MessageRecord(Section Section, Name Owner, ushort Type, ushort Class, uint Ttl, byte[] Rdata, int Octets, int End);

/// <summary>What is wrong with a message, and where.</summary>
internal readonly record struct MessageFault(int Offset, string Message);

/// <summary>A message as <see cref="MessageReader"/> read it. With a fault, what stands in front of that.</summary>
internal sealed record Message
{
    public required ushort Id { get; init; }

    /// <summary>The flags, opcode and low four bits of the RCODE.</summary>
    public required ushort Flags { get; init; }

    /// <summary>The whole message's octets.</summary>
    public required int Length { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }

    public required IReadOnlyList<MessageRecord> Records { get; init; }

    /// <summary>The octets behind the last record.</summary>
    public int Trailing { get; init; }

    public MessageFault? Fault { get; init; }

    public bool Truncated => (Flags & Header.Tc) != 0;

    /// <summary>The OPT record; null without EDNS.</summary>
    public MessageRecord? Opt => Records.FirstOrDefault(record => record is { Section: Section.Additional, Type: RrType.Opt });

    /// <summary>The RCODE, with the bits of OPT (RFC 6891 §6.1.3).</summary>
    public int Rcode => (Flags & 0xF) | (Opt is { } opt ? (int)(opt.Ttl >> 24) << 4 : 0);

    /// <summary>The records of a section, OPT left out.</summary>
    public IEnumerable<MessageRecord> In(Section section) =>
        Records.Where(record => record.Section == section && !(record.Type == RrType.Opt && section == Section.Additional));
}
