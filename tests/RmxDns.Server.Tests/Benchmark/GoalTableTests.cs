using System.Text.Json;
using RmxDns.Bench.Measures;
using RmxDns.Bench.Reports;
using RmxDns.Testing;

namespace RmxDns.Server.Tests.Benchmark;

/// <summary>The goal table has every line, measured or not: none disappears since what it reads goes by another name.</summary>
public class GoalTableTests
{
    private const int RecordedNames = 20_000;

    /// <summary>What the project wants to reach, a line each; "*" stands for how many names the large zone has.</summary>
    private static readonly string[] Lines =
    [
        "RMX without additional data: queries per CPU-second: at least 1.15 × the better of NSD and Knot",
        "RMX with A, AAAA, APL, MX: queries per CPU-second: at least 1.10 × the better of NSD and Knot",
        "A: queries per CPU-second: at least 1.10 × the better of NSD and Knot",
        "NXDOMAIN: queries per CPU-second: at least 1.10 × the better of NSD and Knot",
        "wildcard: queries per CPU-second: at least 1.10 × the better of NSD and Knot",
        "referral: queries per CPU-second: at least 1.10 × the better of NSD and Knot",
        "RMX without additional data: queries per CPU-second: at least 0.92 × the C echo",
        "speed with the large zone: at least 0.85 × the speed with 10000 names",
        "p99 at 50 % of saturation: at most 1.00 × NSD's",
        "goodput at three times the capacity: at least 0.90 × the capacity",
        "memory at three times the capacity: at most 1.05 times that after a tenth of the time",
        "kept TCP connections: queries per CPU-second: at least 1.00 × the better of NSD and Knot",
        "memory, * names: at most 1.00 × the smaller of NSD and Knot",
        "memory, * names, after a restart: at most 1.00 × the smaller of NSD and Knot",
        "peak of memory while loading * names: at most 2 × the memory after it + the file",
        "load of * names: at most 1.5 times a bare scan",
        "restart with unchanged zones, the large zone: under 2 s",
        "restart with unchanged zones, the large zone: at most 1.00 × NSD's",
        "ten names changed in the large zone: at most 1.2 times a bare scan",
        "allocations, UDP: under 1 octet a query",
        "allocations, kept TCP connections: under 1 octet a query",
    ];

    [Fact]
    public void A_run_that_measured_nothing_has_every_line_and_reaches_none()
    {
        Results results = Empty();
        results.Miss("tcp", "all of it", "no room\nfor more");
        Assert.Equal(Expected("1,000,000"), Filled(new Plan(true, "", results)));
        Assert.All(results.Goals, goal => Assert.Equal((false, "not measured"), (goal.Reached, goal.Measured)));
        Assert.Equal("all of it: no room", results.Goals.Single(goal => goal.What.StartsWith("kept TCP", StringComparison.Ordinal)).Detail);
    }

    [Fact]
    public void A_recorded_run_has_a_figure_on_every_line()
    {
        Results results = Recorded(_ => true);
        Assert.Equal(Expected("20,000"), Filled(new Plan(true, "", results) { LargeZone = RecordedNames }));
        Assert.All(results.Goals, goal => Assert.Matches(@"^\d+\.\d\d( ×)?$", goal.Measured));
        Assert.All(results.Goals, goal => Assert.Contains($"| {goal.What} | {goal.Wanted} | {goal.Measured} ({goal.Detail}) | {(goal.Reached ? "✓" : "**short**")} |", Markdown.Goals(results), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("throughput", 7)]
    [InlineData("latency", 1)]
    [InlineData("overload", 2)]
    [InlineData("TCP", 1)]
    [InlineData("zones", 7)]
    [InlineData("reload", 1)]
    [InlineData("allocations", 2)]
    public void What_a_measurement_lacks_leaves_its_lines_open_and_no_other(string measure, int lines)
    {
        Results results = Recorded(name => name != measure);
        Assert.Equal(Expected("20,000"), Filled(new Plan(true, "", results) { LargeZone = RecordedNames }));
        Assert.Equal(lines, results.Goals.Count(goal => goal.Measured == "not measured"));
    }

    private static string[] Expected(string names) => [.. Lines.Select(line => line.Replace("*", names, StringComparison.Ordinal))];

    private static string[] Filled(Plan plan)
    {
        // As a run does: anew after each measurement.
        new GoalTable(plan).Fill();
        new GoalTable(plan).Fill();
        return [.. plan.Results.Goals.Select(goal => $"{goal.What}: {goal.Wanted}")];
    }

    private static Results Empty() => new(new Machine("2000-01-01", "0000000", 2, "a processor", 1 << 30, "Linux", ".NET", []));

    /// <summary>The figures of <c>tools/bench/run --goal --quick --names 20000</c>, as it wrote them.</summary>
    private static Results Recorded(Predicate<string> wanted)
    {
        Results results = Empty();
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "bench", "goal-quick.json")));
        foreach (JsonElement figure in file.RootElement.GetProperty("figures").EnumerateArray())
        {
            string Text(string name) => figure.GetProperty(name).GetString()!;
            if (!wanted(Text("measure")))
                continue;
            foreach (JsonElement value in figure.GetProperty("values").EnumerateArray())
                results.Add(Text("measure"), Text("row"), Text("server"), Text("unit"), value.GetDouble());
        }
        return results;
    }
}
