namespace RmxDns.Server.Tcp;

/// <summary>What bounds streams.</summary>
/// <param name="Connections">Connections in all.</param>
/// <param name="ConnectionsPerAddress">Connections from one address.</param>
internal sealed record TcpLimits(int Connections, int ConnectionsPerAddress)
{
    /// <summary>How long a connection may be silent between messages (RFC 7766 §6.2.3).</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a message may take from its first octet to its last, and a response until it is read.</summary>
    public TimeSpan Message { get; init; } = TimeSpan.FromSeconds(10);
}
