namespace RmxDns.Answering;

/// <summary>How a message travels; it bounds the response.</summary>
public enum Transport : byte
{
    /// <summary>A datagram: 512 octets, more with EDNS.</summary>
    Udp,

    /// <summary>A stream with lengths in front (TCP, TLS): 65,535 octets.</summary>
    Stream,
}

/// <summary>What the operator decides about responses.</summary>
/// <param name="EdnsSize">The most octets of a UDP response to a client with EDNS, 512 to 65,535.</param>
/// <param name="Nsid">What a client that asks for the name server identifier gets (RFC 5001); null for nothing.</param>
public sealed record AnswerSettings(int EdnsSize = 1232, ReadOnlyMemory<byte>? Nsid = null);

/// <summary>Counts of one <see cref="Answerer"/>; its owner alone writes them.</summary>
public sealed class AnswerCounters
{
    /// <summary>Requests that were answered.</summary>
    public long Queries { get; internal set; }

    /// <summary>Requests that got no response: too short, or responses themselves.</summary>
    public long Silent { get; internal set; }

    /// <summary>Responses with TC set.</summary>
    public long Truncated { get; internal set; }

    /// <summary>Responses that left an additional RRset out for want of room.</summary>
    public long Trimmed { get; internal set; }

    /// <summary>Responses by RCODE 0 to 15; extended ones count at 15.</summary>
    public IReadOnlyList<long> ByRcode => Rcodes;

    internal long[] Rcodes { get; } = new long[16];
}
