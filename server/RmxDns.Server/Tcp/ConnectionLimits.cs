using RmxDns.Server.Settings;

namespace RmxDns.Server.Tcp;

/// <summary>How many connections there may be: what is asked for, if the descriptors are enough.</summary>
internal static class ConnectionLimits
{
    private const int DefaultConnections = 10_000;

    /// <summary>The bounds in force.</summary>
    /// <exception cref="DescriptorsException">The system allows fewer descriptors than are needed.</exception>
    public static TcpLimits For(ServerSettings settings)
    {
        int sockets = settings.Listen.Count * (settings.Workers + 1);
        long? descriptors = DescriptorLimit.Raise() - DescriptorLimit.CountOpen() - sockets - DescriptorLimit.Reserve;
        int wanted = settings.MaxConnections ?? (int)Math.Min(DefaultConnections, descriptors ?? DefaultConnections);
        if (descriptors < Math.Max(wanted, 1))
            throw new DescriptorsException($"--max-connections {wanted}: the limit on open descriptors (ulimit -n) leaves {descriptors}; raise it or allow fewer connections");
        return new TcpLimits(wanted, Math.Min(wanted, settings.MaxConnectionsPerAddress));
    }
}

/// <summary>Too few descriptors: a limit to raise, not a fault of the program.</summary>
internal sealed class DescriptorsException(string message) : Exception(message);
