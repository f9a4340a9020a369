using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting;

/// <summary>What a run found, for the reports and the exit code.</summary>
/// <param name="options">The command line.</param>
/// <param name="files">The files that were linted.</param>
/// <param name="findings">All findings, in the order of files and lines.</param>
internal sealed class LintReport(LintOptions options, IReadOnlyList<LintedFile> files, IReadOnlyList<ReportedFinding> findings)
{
    /// <summary>The command line.</summary>
    public LintOptions Options { get; } = options;

    /// <summary>The files that were linted.</summary>
    public IReadOnlyList<LintedFile> Files { get; } = files;

    /// <summary>All findings, in the order of files and lines.</summary>
    public IReadOnlyList<ReportedFinding> Findings { get; } = findings;

    /// <summary>The findings that are reported and count.</summary>
    public IEnumerable<Finding> Kept { get; } = [.. findings.Where(finding => finding.State == FindingState.Kept).Select(finding => finding.Finding)];

    /// <summary>How many of them have a severity.</summary>
    public int Count(Severity severity) => Kept.Count(finding => finding.Severity == severity);

    /// <summary>How many findings are in a state.</summary>
    public int Count(FindingState state) => Findings.Count(finding => finding.State == state);

    /// <summary><see cref="ExitCode.Found"/> where a finding reaches <see cref="LintOptions.FailOn"/> or there are too many warnings.</summary>
    public int ExitCode => Fails ? Tool.ExitCode.Found : Tool.ExitCode.Fine;

    private bool Fails => Kept.Any(finding => (int)finding.Severity >= (int)Options.FailOn) || Count(Severity.Warning) > Options.MaxWarnings;
}
