using System.Globalization;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>GitHub's workflow commands, an annotation for each finding that counts, and the counts as a line of the log.</summary>
internal static class GitHubReport
{
    public static void Write(LintReport report, TextWriter output)
    {
        var regions = new SourceRegions(report);
        var paths = new RepositoryPaths();
        foreach (Finding finding in report.Kept)
        {
            string command = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            string file = Property(PipelineCommands.Defuse(FindingText.Escape(paths.Of(finding.File)), "\\u005B"));
            SourceRegion region = regions.Of(finding);
            string place = finding.Mark.Line == 0 ? "" : string.Create(
                CultureInfo.InvariantCulture, $",line={region.Line},endLine={region.Line},col={region.Column},endColumn={region.EndColumn}");
            string advice = LintReport.AdviceFor(finding);
            string text = advice.Length > 0 ? $"{finding.Message}\n{advice}" : finding.Message;
            output.WriteLine($"::{command} file={file}{place},title={Property(finding.Rule.Id)}::{Data(PipelineCommands.Defuse(text, "\\u005B"))}");
        }
        output.WriteLine($"rmx lint: {report.Counts()}");
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
