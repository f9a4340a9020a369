using System.Net;
using RmxDns.Wire;

namespace RmxDns.Server.Settings;

/// <summary>The settings of the process, checked; what each means stands in <see cref="Setting.All"/>.</summary>
internal sealed record ServerSettings
{
    public required IReadOnlyList<string> Zones { get; init; }

    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    public IReadOnlyList<Name> DefaultNs { get; init; } = [];

    public string? State { get; init; }

    public int Workers { get; init; } = Environment.ProcessorCount;

    public bool PortableUdp { get; init; } = !OperatingSystem.IsLinux();

    /// <summary>How long a UDP thread rests after a small batch; zero for never.</summary>
    public TimeSpan UdpPause { get; init; } = TimeSpan.FromMicroseconds(50);

    public int EdnsSize { get; init; } = 1232;

    public byte[]? Nsid { get; init; }

    public ushort RmxType { get; init; } = RrType.DefaultRmx;

    /// <summary>The bound asked for; null for as many as there can be, up to 10,000.</summary>
    public int? MaxConnections { get; init; }

    public int MaxConnectionsPerAddress { get; init; } = 256;

    /// <summary>How often files are looked at; zero for never.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a zone outlives its file; null for until a restart or SIGHUP.</summary>
    public TimeSpan? RemovedZoneGrace { get; init; }

    public bool Strict { get; init; }

    public bool Check { get; init; }

    /// <summary>Whether zones may ask for faults, which are answered with then.</summary>
    public bool TestAuthority { get; init; }

    /// <summary>Whether that may happen on addresses that are not loopback.</summary>
    public bool TestAuthorityAnyAddress { get; init; }

    public bool JsonLog { get; init; }

    /// <summary>One of how many queries is logged; 0 for none.</summary>
    public int LogQueries { get; init; }

    /// <summary>How often statistics are logged; zero for never.</summary>
    public TimeSpan StatsInterval { get; init; } = TimeSpan.FromHours(1);
}
