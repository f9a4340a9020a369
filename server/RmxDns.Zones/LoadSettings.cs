using RmxDns.Wire;

namespace RmxDns.Zones;

/// <summary>What the server's settings say about the reading of zones.</summary>
/// <param name="DefaultNameServers">The NS RRset of zones that have none and name none by <c>$ns</c>; null or empty for none.</param>
/// <param name="MaxFileOctets">The largest file that is read.</param>
public sealed record LoadSettings(IReadOnlyList<Name>? DefaultNameServers = null, int MaxFileOctets = 1 << 29)
{
    /// <summary>The TTL of records in a file that names none, in seconds.</summary>
    public const uint DefaultTtl = 3600;

    /// <summary>
    /// Whether zones are read to be linted and not to be served: records keep where their owner, TTL and each token stand, and what
    /// is only a matter of how the file is written is found too.
    /// </summary>
    public bool ForLint { get; init; }

    /// <summary>Whether zones may ask for faults (<see cref="Faults.Fault"/>); a zone that does is refused otherwise.</summary>
    public bool TestAuthority { get; init; }
}
