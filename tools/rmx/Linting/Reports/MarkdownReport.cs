using System.Globalization;
using RmxDns.Tool.Linting.RulePages;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>A table in Markdown, for the summary of a job or a comment: the gravest findings first, and at most 200.</summary>
internal static class MarkdownReport
{
    private const int MostRows = 200;

    public static void Write(LintReport report, TextWriter output)
    {
        report.Changes?.WriteMarkdown(output, MarkdownText.Escape);
        output.WriteLine($"### rmx lint: {report.Counts()}");
        if (report.Kept.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine("| | where | what | rule | what to do |");
        output.WriteLine("|---|---|---|---|---|");
        var paths = new RepositoryPaths();
        foreach (Finding finding in report.Kept.OrderByDescending(finding => finding.Severity).Take(MostRows))
        {
            string place = paths.Of(finding.File) + (finding.Mark.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{finding.Mark.Line}:{finding.Mark.Column}"));
            string rule = report.Options.DocsUrl is { } docs ? $"[{finding.Rule.Id}]({RulePage.Address(docs, finding.Rule.Id)})" : finding.Rule.Id;
            output.WriteLine($"| {LintReport.Word(finding.Severity)} | {MarkdownText.Escape(place)} | {MarkdownText.Escape(finding.Message)} | {rule} | {MarkdownText.Escape(LintReport.AdviceFor(finding))} |");
        }
        if (report.Kept.Count > MostRows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n… and {report.Kept.Count - MostRows} more."));
    }
}
