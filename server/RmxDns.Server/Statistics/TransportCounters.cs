namespace RmxDns.Server.Statistics;

/// <summary>Counts of one socket worker that no answer shows; its owner alone writes them.</summary>
internal sealed class TransportCounters
{
    /// <summary>Datagrams dropped unread: cut short, or from a port that would make the server a reflector.</summary>
    public long Dropped { get; set; }

    /// <summary>Responses that could not be sent.</summary>
    public long SendErrors { get; set; }

    /// <summary>Connections closed for a limit: too many, too slow, or a length of zero.</summary>
    public long ConnectionsClosed { get; set; }
}
