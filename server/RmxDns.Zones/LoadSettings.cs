using RmxDns.Wire;

namespace RmxDns.Zones;

/// <summary>What the server's settings say about the reading of zones.</summary>
/// <param name="DefaultNameServers">The NS RRset of zones that have none and name none by <c>$ns</c>; null or empty for none.</param>
/// <param name="MaxFileOctets">The largest file that is read.</param>
public sealed record LoadSettings(IReadOnlyList<Name>? DefaultNameServers = null, int MaxFileOctets = 1 << 29)
{
    /// <summary>The TTL of records in a file that names none, in seconds.</summary>
    public const uint DefaultTtl = 3600;
}
