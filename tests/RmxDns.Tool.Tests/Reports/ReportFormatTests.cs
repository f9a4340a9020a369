using System.Diagnostics;
using System.Xml.Linq;
using NJsonSchema;
using RmxDns.Testing;
using RmxDns.Tool.Linting;
using RmxDns.Tool.Linting.Reports;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Tests.Reports;

/// <summary>
/// Each format as it is expected in <c>tests/data/reports</c>; with the variable <c>RMX_WRITE_EXPECTED</c> set, what is written now
/// takes its place, to be read before it is kept.
/// </summary>
public class ReportFormatTests
{
    public static TheoryData<string> Names() => [.. ReportFormat.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_format_is_written_as_expected(string name)
    {
        string written = Written(name), file = Repository.PathOf("tests", "data", "reports", $"{name}.expected");
        if (Environment.GetEnvironmentVariable("RMX_WRITE_EXPECTED") is { Length: > 0 })
            File.WriteAllText(file, written);
        Assert.Equal(File.ReadAllText(file), written);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_of_a_zone_moves_a_cursor_or_starts_a_command(string name)
    {
        string written = Written(name);
        Assert.DoesNotContain(written, c => char.IsControl(c) && c != '\n');
        // What a runner takes for a command: the sign at the start of a line, blanks aside, and the old form anywhere.
        string[] commands = [.. written.Split('\n').Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal))];
        Assert.Equal(name == "github" ? 6 : 0, commands.Length);
        Assert.All(commands, line => Assert.Matches("^::(error|warning|notice) file=zones/example\\.com\\.yaml[,0-9a-zA-Z=]*,title=sample-[a-z]+::", line));
        Assert.DoesNotMatch("##[a-zA-Z]*\\[", written);
    }

    [Fact]
    public async Task SARIF_is_valid_by_the_official_schema()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Written("sarif")));
        Assert.Empty(schema.Validate(RmxRun.Of("lint", "--format", "sarif", "--set", "strict", Repository.PathOf("tests", "data", "lint", "*", "bad.yaml")).Output));
        Assert.NotEmpty(schema.Validate(Written("sarif").Replace("\"ruleId\"", "\"ruleIdentity\"", StringComparison.Ordinal).Replace("\"level\": \"error\"", "\"level\": \"fatal\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task JSON_is_valid_by_its_schema()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.PathOf("docs", "lint-report.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Written("json")));
        Assert.Empty(schema.Validate(RmxRun.Of("lint", "--format", "json", "--set", "strict", Repository.PathOf("tests", "data", "lint", "*", "bad.yaml")).Output));
        Assert.NotEmpty(schema.Validate(Written("json").Replace("\"kept\"", "\"lost\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void JUnit_counts_what_it_lists()
    {
        XElement[] suites = [.. XDocument.Parse(Written("junit")).Root!.Elements("testsuite")];
        Assert.Equal(2, suites.Length);
        foreach (XElement suite in suites)
        {
            Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count());
            Assert.Equal((int)suite.Attribute("failures")!, suite.Descendants("failure").Count());
            Assert.Equal((int)suite.Attribute("skipped")!, suite.Descendants("skipped").Count());
        }
    }

    [Fact]
    public void Addresses_of_pages_come_from_the_option_alone()
    {
        Assert.DoesNotContain("helpUri", Written("sarif"), StringComparison.Ordinal);
        Assert.Contains("\"helpUri\": \"https://docs.example/rules/sample-error.md\"", Written("sarif", new LintOptions { DocsUrl = "https://docs.example/rules/" }), StringComparison.Ordinal);
        Assert.Contains("[sample-error](https://docs.example/rules/sample-error.md)", Written("markdown", new LintOptions { DocsUrl = "https://docs.example/rules" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_text_is_what_fails_the_run() =>
        Assert.Equal("zones/example.com.yaml:2:27: error: ipv4:192.0.2.0/24 is wide [sample-error]\n", Written("text", new LintOptions { Quiet = true }));

    [Fact]
    public void Many_warnings_are_judged_in_one_walk()
    {
        Finding warning = SampleReport.Make().Kept.First(finding => finding.Severity == Severity.Warning);
        var report = new LintReport(new LintOptions { MaxWarnings = 300_000 }, [], [.. Enumerable.Repeat(new ReportedFinding(warning, "x"), 300_000)]);
        var watch = Stopwatch.StartNew();
        Assert.Empty(report.Failures);
        // Counting them anew for each takes minutes.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static string Written(string name, LintOptions? options = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        ReportFormat.Find(name)!.Write(SampleReport.Make(options), output);
        // The files of the sample are relative to the working directory, which is somewhere below the repository.
        string here = Path.GetRelativePath(Repository.Root, Directory.GetCurrentDirectory()).Replace('\\', '/');
        return output.ToString().Replace($"{here}/zones/", "zones/", StringComparison.Ordinal);
    }
}
