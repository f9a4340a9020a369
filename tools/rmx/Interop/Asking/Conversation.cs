using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Interop.Asking;

/// <summary>One question to one server, and all that came of it.</summary>
/// <param name="Name">The name that was asked.</param>
/// <param name="Type">The type.</param>
/// <param name="EdnsSize">The UDP size that was allowed; null without EDNS.</param>
internal sealed record Conversation(Name Name, ushort Type, int? EdnsSize)
{
    /// <summary>All messages, in order; those that answer nothing among them.</summary>
    public required IReadOnlyList<Carried> Messages { get; init; }

    /// <summary>The response that counts: the last that had the id of its query; null when none came.</summary>
    public Message? Response { get; init; }

    /// <summary>Whether that came over TCP.</summary>
    public bool OverTcp { get; init; }

    /// <summary>Whether a response over UDP had TC and TCP was asked behind it.</summary>
    public bool FellBack { get; init; }

    /// <summary>Why there was no response to the last query; null when there was.</summary>
    public string? Silence { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether the response is one over UDP with TC, and TCP gave none.</summary>
    public bool EndedTruncated => Response is { Truncated: true } && !OverTcp;
}
