namespace RmxDns.Server.Udp;

/// <summary>
/// Decides after each batch whether a worker rests for a moment, so that the next batch is larger. To wake a thread, ours or that of
/// who is answered, costs as much for one datagram as for many; network cards hold back their interrupts for the same reason. A server
/// that is asked little answers at once: only where several datagrams wait each time without a pause does a stint of batches with
/// pauses begin, after which is looked again.
/// </summary>
internal sealed class BatchPauses
{
    /// <summary>Batches that are looked at before it is decided.</summary>
    public const int Window = 32;

    /// <summary>Batches after which it may rest, once there is load.</summary>
    public const int Stint = 192;

    /// <summary>Datagrams from which on a batch is large enough without a pause.</summary>
    public const int Large = 32;

    // Far from the limit one or two wait each time, near it several.
    private const int Loaded = 3;

    // A thread that was kept from running finds a few large batches, which says nothing about the load.
    private const int MostOfOne = 5;

    private int _looked;
    private int _datagrams;
    private int _left;

    /// <summary>Whether to rest after a batch of that many datagrams.</summary>
    public bool After(int received)
    {
        if (_left > 0)
        {
            _left--;
            return received is > 1 and < Large;
        }
        _datagrams += Math.Min(received, MostOfOne);
        if (++_looked < Window)
            return false;
        _left = _datagrams >= Window * Loaded ? Stint : 0;
        (_looked, _datagrams) = (0, 0);
        return false;
    }
}
