using RmxDns.Tool.Output;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>GitLab's Code Quality report: a list of the findings that count.</summary>
internal static class GitLabReport
{
    public static void Write(LintReport report, TextWriter output)
    {
        var paths = new RepositoryPaths();
        var regions = new SourceRegions(report);
        JsonText.Write(output, json =>
        {
            json.WriteStartArray();
            foreach (ReportedFinding reported in report.Findings.Where(finding => finding.State == FindingState.Kept))
            {
                Finding finding = reported.Finding;
                json.WriteStartObject();
                json.WriteString("check_name", finding.Rule.Id);
                json.WriteString("description", finding.Message);
                json.WriteString("fingerprint", reported.Fingerprint);
                json.WriteString("severity", finding.Severity switch { Severity.Error => "major", Severity.Warning => "minor", _ => "info" });
                json.Object("location", () =>
                {
                    json.WriteString("path", FindingText.Escape(paths.Of(finding.File)));
                    json.Object("lines", () => json.WriteNumber("begin", regions.Of(finding).Line));
                });
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }
}
