using System.Text.Json;
using RmxDns.Rdata;
using RmxDns.Tool.Output;
using RmxDns.Tool.Sizes;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>The report for programs, in the form of <c>docs/lint-report.schema.json</c>; the version counts up when a reader would have to change.</summary>
internal static class JsonReport
{
    private const int Version = 1;

    public static void Write(LintReport report, TextWriter output)
    {
        var regions = new SourceRegions(report);
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.Object("tool", () =>
            {
                json.WriteString("name", RmxProgram.Name);
                json.WriteString("version", RmxProgram.Version);
            });
            json.Object("summary", () => WriteSummary(json, report));
            json.Array("findings", report.Findings, finding => WriteFinding(json, finding, regions));
            WriteMore(json, report);
            json.WriteEndObject();
        });
    }

    private static void WriteMore(Utf8JsonWriter json, LintReport report)
    {
        if (report.Options.Sizes)
        {
            var types = new TypeTable(report.Options.RmxType);
            json.WritePropertyName("sizes");
            JsonText.List(report.Sizes.Select(picture => SizeReport.ToJson(picture, types))).WriteTo(json);
        }
        if (report.Changes is { } changes)
        {
            json.WritePropertyName("changes");
            changes.ToJson().WriteTo(json);
        }
    }

    private static void WriteSummary(Utf8JsonWriter json, LintReport report)
    {
        json.WriteNumber("files", report.Files.Count);
        json.WriteNumber("errors", report.Count(Severity.Error));
        json.WriteNumber("warnings", report.Count(Severity.Warning));
        json.WriteNumber("notes", report.Count(Severity.Info));
        json.WriteNumber("suppressed", report.Count(FindingState.Suppressed));
        json.WriteNumber("baselined", report.Count(FindingState.Baselined));
        json.WriteBoolean("failed", report.ExitCode != ExitCode.Fine);
    }

    private static void WriteFinding(Utf8JsonWriter json, ReportedFinding reported, SourceRegions regions)
    {
        Finding finding = reported.Finding;
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("severity", LintReport.Word(finding.Severity));
        json.WriteString("state", reported.State.ToString().ToLowerInvariant());
        if (reported.Reason.Length > 0)
            json.WriteString("reason", FindingText.Escape(reported.Reason));
        json.WriteString("file", FindingText.Escape(finding.File));
        if (finding.Mark.Line > 0)
        {
            SourceRegion region = regions.Of(finding);
            json.WriteNumber("line", region.Line);
            json.WriteNumber("column", region.Column);
            json.WriteNumber("endColumn", region.EndColumn);
        }
        json.WriteString("message", finding.Message);
        if (LintReport.AdviceFor(finding) is { Length: > 0 } advice)
            json.WriteString("advice", FindingText.Escape(advice));
        if (finding.Zone is { } zone)
            json.WriteString("zone", zone.ToString());
        if (finding.Owner is { } owner)
            json.WriteString("owner", owner.ToString());
        if (finding.Subject.Length > 0)
            json.WriteString("subject", FindingText.Escape(finding.Subject));
        json.WriteBoolean("refusesZone", finding.Rule.RefusesZone);
        json.WriteString("fingerprint", reported.Fingerprint);
    }
}
