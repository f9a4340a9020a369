using System.Text.Json;
using RmxDns.Tool.Linting.RulePages;
using RmxDns.Tool.Output;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>
/// SARIF 2.1.0 (OASIS): one run, the rules that its results name with their pages, repository-relative files. A finding's fingerprint
/// also stands under <c>primaryLocationLineHash</c>, by which GitHub tells alerts apart.
/// </summary>
internal sealed class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string SourceRoot = "%SRCROOT%";

    private readonly LintReport _report;
    private readonly Utf8JsonWriter _json;
    private readonly SourceRegions _regions;
    private readonly RepositoryPaths _paths = new();
    private readonly Rule[] _rules;

    private SarifReport(LintReport report, Utf8JsonWriter json)
    {
        (_report, _json, _regions) = (report, json, new SourceRegions(report));
        _rules = [.. report.Findings.Select(finding => finding.Finding.Rule).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }

    public static void Write(LintReport report, TextWriter output) => JsonText.Write(output, json => new SarifReport(report, json).WriteLog());

    private void WriteLog()
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", Schema);
        _json.WriteString("version", "2.1.0");
        _json.Array("runs", [_report], _ => WriteRun());
        _json.WriteEndObject();
    }

    private void WriteRun()
    {
        _json.Object("tool", () => _json.Object("driver", () =>
        {
            _json.WriteString("name", RmxProgram.Name);
            _json.WriteString("semanticVersion", RmxProgram.Version);
            _json.Array("rules", _rules, WriteRule);
        }));
        _json.Object("originalUriBaseIds", () => _json.Object(SourceRoot, () => WriteText("description", "The root of the repository.")));
        _json.WriteString("columnKind", "utf16CodeUnits");
        _json.Array("results", _report.Findings, WriteResult);
    }

    private void WriteRule(Rule rule)
    {
        _json.WriteString("id", rule.Id);
        WriteText("shortDescription", rule.Title);
        WriteText("fullDescription", rule.Why.Length > 0 ? rule.Why : rule.Title);
        var page = new RulePage(rule);
        _json.Object("help", () =>
        {
            _json.WriteString("text", page.Text());
            _json.WriteString("markdown", page.Markdown());
        });
        if (_report.Options.DocsUrl is { } docs)
            _json.WriteString("helpUri", RulePage.Address(docs, rule.Id));
        _json.Object("defaultConfiguration", () =>
        {
            _json.WriteBoolean("enabled", rule.Set == RuleSet.Default);
            _json.WriteString("level", Level(rule.Severity));
        });
    }

    private void WriteResult(ReportedFinding reported)
    {
        Finding finding = reported.Finding;
        _json.WriteString("ruleId", finding.Rule.Id);
        _json.WriteNumber("ruleIndex", Array.FindIndex(_rules, rule => rule.Id == finding.Rule.Id));
        _json.WriteString("level", Level(finding.Severity));
        string advice = LintReport.AdviceFor(finding);
        WriteText("message", advice.Length > 0 ? $"{finding.Message}. {FindingText.Escape(advice)}" : finding.Message);
        _json.Array("locations", [finding], WriteLocation);
        _json.Object("partialFingerprints", () =>
        {
            _json.WriteString("primaryLocationLineHash", reported.Fingerprint);
            _json.WriteString("rmxLint/v1", reported.Fingerprint);
        });
        // An empty list says that nothing suppresses it, where others are suppressed.
        IEnumerable<ReportedFinding> suppressions = reported.State == FindingState.Kept ? [] : [reported];
        _json.Array("suppressions", suppressions, WriteSuppression);
    }

    private void WriteLocation(Finding finding)
    {
        _json.Object("physicalLocation", () =>
        {
            _json.Object("artifactLocation", () =>
            {
                string? relative = _paths.Relative(finding.File);
                _json.WriteString("uri", relative is null ? new Uri(Path.GetFullPath(finding.File)).AbsoluteUri : string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)));
                if (relative is not null)
                    _json.WriteString("uriBaseId", SourceRoot);
            });
            SourceRegion region = _regions.Of(finding);
            _json.Object("region", () =>
            {
                _json.WriteNumber("startLine", region.Line);
                _json.WriteNumber("startColumn", region.Column);
                _json.WriteNumber("endLine", region.Line);
                _json.WriteNumber("endColumn", region.EndColumn);
            });
        });
        if (finding.Owner is { } owner)
            _json.Array("logicalLocations", [owner], name => _json.WriteString("fullyQualifiedName", name.ToString()));
    }

    private void WriteSuppression(ReportedFinding reported)
    {
        bool inSource = reported.State == FindingState.Suppressed && reported.InSource;
        _json.WriteString("kind", inSource ? "inSource" : "external");
        string reason = reported.State == FindingState.Baselined ? "in the baseline" : reported.Reason;
        if (reason.Length > 0)
            _json.WriteString("justification", FindingText.Escape(reason));
    }

    private void WriteText(string property, string text) => _json.Object(property, () => _json.WriteString("text", text));

    private static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
}
