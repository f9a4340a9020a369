using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Sizes;

/// <summary>What a piece of a message is.</summary>
internal enum PartKind
{
    Header,
    Question,
    Answer,
    Authority,
    Additional,
    Opt,
}

/// <summary>A piece of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Record">The record; null for header and question.</param>
/// <param name="Octets">How long it is.</param>
/// <param name="End">Where it ends in the message.</param>
internal sealed record Part(PartKind Kind, MessageRecord? Record, int Octets, int End);

/// <summary>What a client gets.</summary>
/// <param name="Title">The client, such as <c>UDP without EDNS</c>.</param>
/// <param name="Budget">The most octets of a message to it.</param>
/// <param name="Length">The octets of this one.</param>
/// <param name="Truncated">Whether TC is set.</param>
/// <param name="Parts">The pieces of the message, in order.</param>
internal sealed record Packet(string Title, int Budget, int Length, bool Truncated, IReadOnlyList<Part> Parts)
{
    /// <summary>The pieces of a message.</summary>
    public static Packet Of(string title, int budget, Message message)
    {
        var parts = new List<Part> { new(PartKind.Header, null, Header.Length, Header.Length) };
        foreach (Question question in message.Questions)
            parts.Add(new Part(PartKind.Question, null, question.Octets, parts[^1].End + question.Octets));
        foreach (MessageRecord record in message.Records)
            parts.Add(new Part(KindOf(record), record, record.Octets, record.End));
        return new Packet(title, budget, message.Length, message.Truncated, parts);
    }

    /// <summary>Whether the message holds a record of another one.</summary>
    public bool Holds(MessageRecord record) => Parts.Any(part => part.Record is { } own
        && own.Type == record.Type && own.Section == record.Section && own.Owner.Equals(record.Owner) && own.Rdata.AsSpan().SequenceEqual(record.Rdata));

    private static PartKind KindOf(MessageRecord record) => record switch
    {
        { Section: Section.Answer } => PartKind.Answer,
        { Section: Section.Authority } => PartKind.Authority,
        { Type: RrType.Opt } => PartKind.Opt,
        _ => PartKind.Additional,
    };
}
