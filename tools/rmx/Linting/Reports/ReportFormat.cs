namespace RmxDns.Tool.Linting.Reports;

/// <summary>A format of reports.</summary>
/// <param name="Name">As <c>--format</c> names it.</param>
/// <param name="Write">Writes a report; text from outside is escaped as the format needs it.</param>
internal sealed record ReportFormat(string Name, Action<LintReport, TextWriter> Write)
{
    /// <summary>All formats, in the order in which the help names them.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new("text", TextReport.Write),
        new("json", JsonReport.Write),
        new("sarif", SarifReport.Write),
        new("github", GitHubReport.Write),
        new("gitlab", GitLabReport.Write),
        new("junit", JUnitReport.Write),
        new("markdown", MarkdownReport.Write),
    ];

    /// <summary>The format of a name; null when there is none.</summary>
    public static ReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
