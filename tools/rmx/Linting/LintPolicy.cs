namespace RmxDns.Tool.Linting;

/// <summary>
/// What becomes of findings between the rules and the reports. Each finding that is reported at all comes out once, in the order in
/// which it came in; one that refuses its zone (<see cref="LintOptions.Refuses"/>) is kept as it is.
/// </summary>
internal static class LintPolicy
{
    /// <summary>Decides on all findings of a run, which come in kept.</summary>
    public static IReadOnlyList<ReportedFinding> Apply(IReadOnlyList<ReportedFinding> findings) => findings;
}
