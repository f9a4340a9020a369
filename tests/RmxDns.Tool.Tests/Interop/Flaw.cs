namespace RmxDns.Tool.Tests.Interop;

/// <summary>What is wrong with a <see cref="SmallResolver"/>; as it stands, nothing.</summary>
internal sealed record Flaw
{
    /// <summary>What becomes of a response of the authority, as octets, before it is read.</summary>
    public Func<byte[], byte[]>? OnArrival { get; init; }

    /// <summary>What becomes of each record of the answer; null takes it out.</summary>
    public Func<SmallRecord, SmallRecord?>? OnRecord { get; init; }

    /// <summary>What becomes of the finished response, as octets; null says nothing. The query is what the client sent.</summary>
    public Func<byte[], byte[], byte[]?>? OnDeparture { get; init; }

    /// <summary>Whether a response with another id or question is taken.</summary>
    public bool Trusting { get; init; }

    /// <summary>Whether foreign records are kept and used as answers.</summary>
    public bool Poisonable { get; init; }

    /// <summary>Whether failures are told as absence of data.</summary>
    public bool HidesFailures { get; init; }

    /// <summary>Whether an answer over UDP may be as long as it likes.</summary>
    public bool IgnoresSize { get; init; }

    /// <summary>Whether answers are never kept.</summary>
    public bool ForgetsAll { get; init; }

    /// <summary>What becomes of an answer that is kept.</summary>
    public Func<SmallRecord, SmallRecord?>? OnKeeping { get; init; }

    /// <summary>Whether the authority is asked without EDNS from the first.</summary>
    public bool NoEdns { get; init; }

    /// <summary>How many connections to the authority are kept and used in turn, one that gave a wrong id being ended; with none each query has its own.</summary>
    public int Connections { get; init; }

    /// <summary>Whether TCP is refused to clients.</summary>
    public bool NoTcp { get; init; }
}
