using System.Net;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Linting;

namespace RmxDns.Tool.Interop;

/// <summary>The command line of <c>rmx interop check</c>.</summary>
internal sealed record CheckOptions
{
    public required IPEndPoint Resolver { get; init; }

    /// <summary>The authority that runs already; null for one of its own.</summary>
    public IPEndPoint? Authority { get; init; }

    /// <summary>Where its own listens when the resolver forwards.</summary>
    public required IPEndPoint Listen { get; init; }

    public bool Delegated { get; init; }

    public required IReadOnlyList<InteropCase> Cases { get; init; }

    /// <summary>Whether messages are shown octet by octet.</summary>
    public bool Hex { get; init; }

    /// <summary>The format of standard output.</summary>
    public required string Format { get; init; }

    /// <summary>Reports into files.</summary>
    public IReadOnlyList<ReportTarget> Reports { get; init; } = [];

    /// <summary>Whether what is tolerated makes the run fail.</summary>
    public bool Strict { get; init; }

    public TimeSpan Patience { get; init; }

    public TimeSpan Wait { get; init; }

    public int AtOnce { get; init; }

    public ushort RmxType { get; init; }
}
