using RmxDns.Server.Statistics;

namespace RmxDns.Server.Tcp;

/// <summary>What answering the messages of a stream takes. Lent to a stream while it answers, so that there are few of them.</summary>
internal sealed class StreamBuffers(Responder responder)
{
    /// <summary>Octets of answers that wait for the client to read; past this it has to read before more is answered.</summary>
    public const int MaxUnflushed = 64 << 10;

    public Responder Responder { get; } = responder;

    /// <summary>Room for a message that arrived in pieces.</summary>
    public byte[] Request { get; } = new byte[ushort.MaxValue];

    /// <summary>Room for answers up to the bound, and the one that passes it.</summary>
    public byte[] Responses { get; } = new byte[MaxUnflushed + StreamMessages.LengthPrefix + ushort.MaxValue];
}
