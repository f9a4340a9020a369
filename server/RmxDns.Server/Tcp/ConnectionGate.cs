namespace RmxDns.Server.Tcp;

/// <summary>
/// Lets connections in once it is known how many there may be. That depends on the descriptors in use when everything else
/// has been opened; until then connections wait with the system.
/// </summary>
internal sealed class ConnectionGate : IDisposable
{
    // Those that are being closed for the ones that came after them.
    private const int Closing = DescriptorLimit.Reserve / 2;

    private TcpLimits _limits = new(1, 1);

    /// <summary>A slot for each descriptor that a connection may have.</summary>
    public SemaphoreSlim Slots { get; } = new(0);

    /// <summary>The bounds in force.</summary>
    public TcpLimits Limits => Volatile.Read(ref _limits);

    /// <summary>Lets connections in; to be called once.</summary>
    public void Open(TcpLimits limits)
    {
        Volatile.Write(ref _limits, limits);
        _ = Slots.Release(limits.Connections + Closing);
    }

    public void Dispose() => Slots.Dispose();
}
