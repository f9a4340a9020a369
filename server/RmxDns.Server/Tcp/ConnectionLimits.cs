using RmxDns.Server.Settings;

namespace RmxDns.Server.Tcp;

/// <summary>How many connections there may be: what is asked for, if the descriptors are enough.</summary>
internal static class ConnectionLimits
{
    private const int DefaultConnections = 10_000;

    /// <summary>The bounds when everything but connections is open; false when the system allows fewer descriptors than are needed, which is a limit to raise.</summary>
    public static bool TryFind(ServerSettings settings, out TcpLimits limits, out string fault)
    {
        long? descriptors = DescriptorLimit.Raise() - DescriptorLimit.CountOpen() - DescriptorLimit.Reserve;
        int wanted = settings.MaxConnections ?? (int)Math.Clamp(descriptors ?? DefaultConnections, 1, DefaultConnections);
        limits = new TcpLimits(wanted, Math.Min(wanted, settings.MaxConnectionsPerAddress));
        fault = descriptors < wanted
            ? $"--max-connections {wanted}: the limit on open descriptors (ulimit -n) has room for {Math.Max(0, descriptors.Value)}; raise it or allow fewer connections"
            : "";
        return fault.Length == 0;
    }
}
