using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Interop.Running;

namespace RmxDns.Tool.Interop.Reports;

/// <summary>Results of one case with the same outcome for the same reason.</summary>
/// <param name="Verdict">The verdict of the first of them.</param>
/// <param name="Results">The results, in the order of the variants.</param>
internal sealed record ReasonGroup(Verdict Verdict, IReadOnlyList<CheckResult> Results)
{
    private const int Everything = 8;

    /// <summary>The variants, in words.</summary>
    public string Variants => Results.Count == Everything ? "all variants" : string.Join(", ", Results.Select(result => result.Variant.Name));

    /// <summary>The groups of a case, the worst first.</summary>
    public static IEnumerable<ReasonGroup> Of(IEnumerable<CheckResult> results) =>
        results.GroupBy(result => (result.Verdict.Outcome, result.Verdict.Reason)).Select(group => new ReasonGroup(group.First().Verdict, [.. group])).OrderByDescending(group => group.Verdict.Outcome);
}
