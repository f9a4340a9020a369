using RmxDns.Interop.Figures;
using RmxDns.Interop.Matrix;
using RmxDns.Interop.Pages;

namespace RmxDns.Tool.Tests.Matrix;

/// <summary>Pages say what results.json says, and nothing better.</summary>
public sealed class MatrixPageTests
{
    private static readonly CheckedCase Plain = new("plain-one", "A plain record", "plain", "plain-one.interop.test.", "RMX", "RFC 3597", false, "Sends.", "Hands on.");
    private static readonly CheckedCase Late = new("delay-800", "Late", "failures", "delay-800.interop.test.", "RMX", "RFC 1035", true, "Waits.", "Waits too.");

    [Theory]
    [InlineData("✓", "pass pass pass pass")]
    [InlineData("~", "tolerated tolerated")]
    [InlineData("~1/4", "pass tolerated pass pass")]
    [InlineData("✗2/4", "fail pass tolerated fail")]
    [InlineData("✗", "fail fail")]
    [InlineData("!1/2", "fail error")]
    [InlineData("–", "")]
    public void The_worst_outcome_counts(string text, string outcomes) =>
        Assert.Equal(text, Verdict.From(outcomes.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Text);

    [Fact]
    public void The_matrix_has_a_row_for_each_case_and_a_column_for_each_place()
    {
        string page = MatrixPage.Of(Data());
        Assert.Contains("| [Unbound](unbound.md) | forward | 1 | 0 | 1 | 0 | ✓ | ✗ |", page, StringComparison.Ordinal);
        Assert.Contains("| [BIND](bind.md) | iterate | 1 | 1 | 0 | 0 | ✓ | ~ |", page, StringComparison.Ordinal);
        Assert.Contains("| case | unbound forward | bind iterate |", page, StringComparison.Ordinal);
        Assert.Contains("| `delay-800` Late ⏱ | ✗1/2 | ~1/2 |", page, StringComparison.Ordinal);
        Assert.Contains("| [Unbound](unbound.md) | unbound | 1.17 |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_has_a_page_for_each_resolver_with_reasons_configurations_and_captures()
    {
        using var folder = new TemporaryFolder();
        MatrixData data = Data();
        PageFolder.Write(folder.PathOf("."), data.Run, data.Results);
        string unbound = File.ReadAllText(folder.PathOf("unbound.md"));
        Assert.Contains("| `delay-800` Late ⏱ | fail | first-udp-plain | SERVFAIL \\| came |", unbound, StringComparison.Ordinal);
        Assert.Contains("or teach it to ask without EDNS: `plain-one`.", unbound, StringComparison.Ordinal);
        Assert.Contains("forward-addr: @AUTHORITY@", unbound, StringComparison.Ordinal);
        Assert.Contains("(captures/unbound-forward.pcap)", unbound, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("captures/unbound-forward.pcap")));
        Assert.False(File.Exists(folder.PathOf("captures/bind-iterate.pcap")));
        _ = System.Xml.Linq.XDocument.Load(folder.PathOf("matrix.svg"));
    }

    [Theory]
    [InlineData(null, true, true, null)]
    [InlineData(null, true, false, "out/pages")]
    [InlineData(null, false, true, "out/pages")]
    [InlineData("there", true, false, "there")]
    public void Pages_of_a_part_do_not_take_the_place_of_the_whole_matrix(string? named, bool whole, bool complete, string? folder) =>
        Assert.Equal(folder ?? RmxDns.Interop.Folders.Pages, PageFolder.Of(named, "out", whole, complete));

    [Fact]
    public void Figures_say_how_the_authority_was_asked_and_how_long_it_took()
    {
        MatrixData data = Data();
        CaseResult Of(string id, double milliseconds) =>
            data.Results[0] with { Case = id, Variant = "first-udp-edns", Seen = ["udp edns=1232", "tcp edns=1232"], Milliseconds = milliseconds };
        CheckedCase[] cases = [Plain with { Id = "rdata-1", Group = "sizes" }, Plain with { Id = "rdata-255", Group = "sizes" }, Plain with { Id = "records-5", Group = "sizes" }];
        string page = FiguresPage.Of(new MatrixData(data.Run with { Cases = cases }, [Of("rdata-1", 30), Of("rdata-255", 1), Of("records-5", 2)]));
        Assert.Contains("| unbound forward | udp edns=1232, tcp edns=1232 | – | – | – |\n", page, StringComparison.Ordinal);
        Assert.Contains("| unbound forward | 2 (1–30) | – | – | – |\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_are_compared_and_timing_does_not_count()
    {
        using var folder = new TemporaryFolder();
        string first = folder.PathOf("1"), second = folder.PathOf("2"), third = folder.PathOf("3");
        MatrixData data = Data();
        Files.Write(first, data.Run, data.Results);
        Files.Write(second, data.Run, [.. data.Results.Select(result => result.Case == Late.Id ? result with { Outcome = CaseResult.Pass } : result)]);
        Files.Write(third, data.Run, [.. data.Results.Select(result => result with { Outcome = CaseResult.Fail })]);
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, Comparison.Print(first, second, output));
        Assert.Contains("unbound forward delay-800 first-udp-plain: fail, then pass (depends on time)\n", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("6 verdicts compared, 0 differ, and 2 of cases that depend on time\n", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Comparison.Print(first, third, output));
    }

    [Fact]
    public void Cases_without_a_verdict_are_taken_from_a_second_run_whole()
    {
        MatrixData data = Data();
        CaseResult[] first = [.. data.Results.Take(3).Select(result => result.Variant == "first-udp-edns" ? result with { Outcome = CaseResult.Error } : result)];
        var report = new CheckReport(data.Run.Cases, first);
        Assert.Equal(["delay-800"], report.WithoutVerdict());
        CheckReport both = report.With(new CheckReport([Late], [.. data.Results.Skip(1).Take(2).Select(result => result with { Reason = "again" })]), ["delay-800"]);
        Assert.Empty(both.WithoutVerdict());
        Assert.Equal(["", "again", "again"], both.Results.Select(result => result.Reason));
        Assert.Equal(["delay-800"], both.Anew);
    }

    [Fact]
    public void Cases_about_edns_that_are_tolerated_are_asked_of_a_resolver_started_anew()
    {
        CheckedCase[] cases = [Late with { Id = "edns-size", Group = "edns" }, Late with { Id = "edns-drop", Group = "edns" }, Late with { Id = "edns-ignore", Group = "edns" }, Late];
        string[][] outcomes = [[CaseResult.Pass, CaseResult.Tolerated], [CaseResult.Fail, CaseResult.Tolerated], [CaseResult.Pass, CaseResult.Pass], [CaseResult.Tolerated, CaseResult.Tolerated]];
        IEnumerable<CaseResult> results = cases.Zip(outcomes).SelectMany(pair => pair.Second.Select(outcome => Data().Results[0] with { Case = pair.First.Id, Outcome = outcome }));
        Assert.Equal(["edns-size"], new CheckReport(cases, [.. results]).ToleratedOfEdns());
    }

    private static MatrixData Data()
    {
        CaseResult Of(string resolver, string mode, CheckedCase each, string variant, string outcome) =>
            new(resolver, mode, each.Id, variant, outcome, outcome == CaseResult.Fail ? "SERVFAIL | came" : "", ["00ff"], ["00fe"], ["udp"], ["udp"], 1, ["udp edns=1232"]);
        CaseResult[] results =
        [
            Of("unbound", "forward", Plain, "first-udp-plain", CaseResult.Pass), Of("unbound", "forward", Late, "first-udp-plain", CaseResult.Fail), Of("unbound", "forward", Late, "first-udp-edns", CaseResult.Pass),
            Of("bind", "iterate", Plain, "first-udp-plain", CaseResult.Pass), Of("bind", "iterate", Late, "first-udp-plain", CaseResult.Tolerated), Of("bind", "iterate", Late, "first-udp-edns", CaseResult.Pass),
        ];
        var run = new RunRecord(
            "2026-11-26", "abc1234", "Debian", "Linux", ".NET", new Dictionary<string, string> { ["unbound"] = "1.17", ["bind"] = "9.18" },
            new Dictionary<string, double> { ["unbound-forward"] = 3, ["bind-iterate"] = 4 },
            new Dictionary<string, IReadOnlyList<string>> { ["unbound-forward"] = ["plain-one"] }, [Plain, Late]);
        return new MatrixData(run, results);
    }
}
