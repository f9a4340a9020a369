namespace RmxDns.Server.Statistics;

/// <summary>Counts that no answer shows; any thread may add to them.</summary>
internal sealed class TransportCounters
{
    private long _dropped;
    private long _sendErrors;
    private long _connectionsClosed;
    private long _overflowed;

    /// <summary>Datagrams dropped unread: cut short, or from a port that would make the server a reflector.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Responses that could not be sent, and calls that failed.</summary>
    public long SendErrors => Interlocked.Read(ref _sendErrors);

    /// <summary>Connections closed for a limit or broken off: too many, too slow, or a length of zero.</summary>
    public long ConnectionsClosed => Interlocked.Read(ref _connectionsClosed);

    /// <summary>Datagrams that the system dropped since nobody took them in time.</summary>
    public long Overflowed => Interlocked.Read(ref _overflowed);

    public void CountDropped() => Interlocked.Increment(ref _dropped);

    public void CountSendError() => Interlocked.Increment(ref _sendErrors);

    public void CountClosed(int connections = 1) => Interlocked.Add(ref _connectionsClosed, connections);

    public void SetOverflowed(long datagrams) => Interlocked.Exchange(ref _overflowed, datagrams);
}
