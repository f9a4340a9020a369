using System.Globalization;
using RmxDns.Tool.Linting.Changes;
using RmxDns.Tool.Sizes;
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

    /// <summary>The answers whose sizes are reported.</summary>
    public IReadOnlyList<AnswerPicture> Sizes { get; init; } = [];

    /// <summary>What changed since an earlier version; null where none was named.</summary>
    public ChangeReport? Changes { get; init; }

    /// <summary>The findings that count.</summary>
    public IReadOnlyList<Finding> Kept { get; } = [.. findings.Where(finding => finding.State == FindingState.Kept).Select(finding => finding.Finding)];

    // Counted once: a zone from a stranger can have a warning for each of a hundred thousand names.
    private readonly bool _warningsFail = options.FailOn <= FailOn.Warning
        || findings.Count(each => each is { State: FindingState.Kept, Finding.Severity: Severity.Warning }) > options.MaxWarnings;

    /// <summary>The findings for which the run fails.</summary>
    public IEnumerable<Finding> Failures => Kept.Where(Fails);

    /// <summary><see cref="ExitCode.Found"/> where a finding makes the run fail.</summary>
    public int ExitCode => Failures.Any() ? Tool.ExitCode.Found : Tool.ExitCode.Fine;

    /// <summary>How many findings that count have a severity.</summary>
    public int Count(Severity severity) => Kept.Count(finding => finding.Severity == severity);

    /// <summary>How many findings are in a state.</summary>
    public int Count(FindingState state) => Findings.Count(finding => finding.State == state);

    /// <summary>Whether a finding that counts makes the run fail.</summary>
    public bool Fails(Finding finding) => finding.Severity == Severity.Warning ? _warningsFail : (int)finding.Severity >= (int)Options.FailOn;

    /// <summary>The counts in one line, such as <c>3 files: 1 error, no warnings, 2 notes (1 suppressed, 4 in the baseline)</c>.</summary>
    public string Counts()
    {
        string aside = string.Join(", ", ((string[])
        [
            Count(FindingState.Suppressed) is > 0 and int suppressed ? $"{Number(suppressed)} suppressed" : "",
            Count(FindingState.Baselined) is > 0 and int baselined ? $"{Number(baselined)} in the baseline" : "",
        ]).Where(part => part.Length > 0));
        string counts = $"{Of(Files.Count, "file")}: {Of(Count(Severity.Error), "error")}, {Of(Count(Severity.Warning), "warning")}, {Of(Count(Severity.Info), "note")}";
        return aside.Length == 0 ? counts : $"{counts} ({aside})";
    }

    /// <summary>What to do about a finding; empty when there is nothing to say.</summary>
    public static string AdviceFor(Finding finding) => finding.Advice ?? finding.Rule.Advice;

    /// <summary>A severity as the reports write it.</summary>
    public static string Word(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };

    private static string Of(int count, string what) => $"{(count == 0 ? "no" : Number(count))} {what}{(count == 1 ? "" : "s")}";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
