using RmxDns.Tool.Linting.Policy;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policy;

namespace RmxDns.Tool.Linting;

/// <summary>
/// What becomes of findings between the rules and the reports: comments in the files suppress some, the baseline holds others. Each
/// finding comes out once, in the order of files and lines; one that refuses its zone (<see cref="LintOptions.Refuses"/>) is kept as it is.
/// </summary>
/// <param name="options">The command line.</param>
/// <param name="settingsOf">The settings of each file.</param>
/// <param name="baseline">What was there before; null for nothing.</param>
internal sealed class LintPolicy(LintOptions options, Func<LintedFile, LintSettings> settingsOf, Baseline? baseline)
{
    /// <summary>Decides on all findings of a run.</summary>
    /// <param name="elsewhere">The findings of no file.</param>
    /// <param name="findings">The findings of the files.</param>
    /// <param name="files">The files.</param>
    public IReadOnlyList<ReportedFinding> Apply(IReadOnlyList<Finding> elsewhere, IReadOnlyList<Finding> findings, IReadOnlyList<LintedFile> files)
    {
        ILookup<string, Finding> byFile = findings.ToLookup(finding => finding.File, StringComparer.Ordinal);
        var judged = new List<JudgedFinding>(findings.Count);
        judged.AddRange(elsewhere.Select(finding => new JudgedFinding(finding)));
        foreach (LintedFile file in files)
            judged.AddRange(Judge(file, [.. byFile[file.Path]]));
        IReadOnlyList<ReportedFinding> reported = Fingerprint.Add([.. judged.Select(each => each.Finding)]);
        return [.. reported.Zip(judged, (finding, judgement) => Decide(finding, judgement))];
    }

    private IReadOnlyList<JudgedFinding> Judge(LintedFile file, IReadOnlyList<Finding> findings) => options.NoInline
        ? [.. findings.Select(finding => new JudgedFinding(finding))]
        : SuppressionList.Read(file.Zone, file.Octets, options.InputFormat.IsMaster(file.Path)).Apply(findings, settingsOf(file), options.Refuses);

    private ReportedFinding Decide(ReportedFinding finding, JudgedFinding judgement)
    {
        if (judgement.Suppressed)
            return finding with { State = FindingState.Suppressed, InSource = true, Reason = judgement.Reason };
        return baseline is not null && !options.Refuses(finding.Finding) && baseline.Holds(finding) ? finding with { State = FindingState.Baselined } : finding;
    }
}
