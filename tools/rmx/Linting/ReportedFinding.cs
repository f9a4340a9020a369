using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting;

/// <summary>What the reports do with a finding.</summary>
internal enum FindingState
{
    /// <summary>It is reported and counts.</summary>
    Kept,

    /// <summary>The file or the configuration says that it is meant so.</summary>
    Suppressed,

    /// <summary>It was there before, as the baseline says.</summary>
    Baselined,
}

/// <summary>A finding on its way into the reports.</summary>
/// <param name="Finding">The finding, its severity as the configuration has it.</param>
/// <param name="Fingerprint">What tells it from all others of the run when lines move (<see cref="Linting.Fingerprint"/>).</param>
internal sealed record ReportedFinding(Finding Finding, string Fingerprint)
{
    /// <summary>What becomes of it.</summary>
    public FindingState State { get; init; }

    /// <summary>Whether the zone file itself suppresses it, rather than the configuration.</summary>
    public bool InSource { get; init; }

    /// <summary>Why it is suppressed, in the words of who did it; empty where nothing was said.</summary>
    public string Reason { get; init; } = "";
}
