using System.Text.Json;

namespace RmxDns.Tool.Tests.Policy;

/// <summary>Baselines: only what is new counts, lines may move, refused zones stay refused, and broken ones are told with their place.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_new_findings_count_and_lines_may_move()
    {
        string zone = _folder.Write("example.com.yaml", Zones.Twice), baseline = _folder.PathOf("baseline.json");
        Assert.Equal(0, RmxRun.Of("lint", zone, "--fail-on", "warning", "--write-baseline", baseline).ExitCode);
        File.WriteAllText(zone, "# a line\n\n" + Zones.Twice);
        Assert.Equal(0, RmxRun.Of("lint", zone, "--fail-on", "warning", "--baseline", baseline).ExitCode);
        File.WriteAllText(zone, Zones.Twice + "new: {type: A, values: [192.0.2.25, 192.0.2.25]}\n");
        RmxRun run = RmxRun.Of("lint", zone, "--fail-on", "warning", "--baseline", baseline);
        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Output.Split('\n'), line => line.EndsWith("[duplicate-record]", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_json_in_a_stable_order_with_a_line_for_each_finding()
    {
        string[] zones = [_folder.Write("b.example.yaml", Zones.Twice), _folder.Write("a.example.yaml", Zones.Twice)];
        _ = RmxRun.Of(["lint", .. zones, "--write-baseline", _folder.PathOf("1.json")]);
        _ = RmxRun.Of(["lint", .. zones.Reverse(), "--write-baseline", _folder.PathOf("2.json")]);
        string text = File.ReadAllText(_folder.PathOf("1.json"));
        Assert.Equal(text, File.ReadAllText(_folder.PathOf("2.json")));
        using var json = JsonDocument.Parse(text);
        string[] expected = ["a.example.", "b.example."];
        Assert.Equal(expected, json.RootElement.GetProperty("findings").EnumerateArray().Where(each => each.GetProperty("rule").GetString() == "duplicate-record").Select(each => each.GetProperty("zone").GetString()));
        Assert.Equal(json.RootElement.GetProperty("findings").GetArrayLength(), text.Split('\n').Count(line => line.Contains("\"fingerprint\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_refused_zone_stays_refused()
    {
        string zone = _folder.Write("example.com.yaml", "a: {type: A, value: x}"), baseline = _folder.PathOf("baseline.json");
        Assert.Equal(1, RmxRun.Of("lint", zone, "--write-baseline", baseline).ExitCode);
        Assert.DoesNotContain("rdata-syntax", File.ReadAllText(baseline), StringComparison.Ordinal);
        Assert.Equal(1, RmxRun.Of("lint", zone, "--baseline", baseline).ExitCode);
    }

    [Fact]
    public void Under_strict_no_error_is_taken_out()
    {
        string zone = _folder.Write("example.com.yaml", Zones.Twice.TrimEnd() + " # rmx-lint: disable=duplicate-record meant so\n");
        string[] arguments = ["lint", zone, "--rule", "duplicate-record=error"];
        Assert.Equal(0, RmxRun.Of(arguments).ExitCode);
        Assert.Equal(1, RmxRun.Of([.. arguments, "--strict", "--write-baseline", _folder.PathOf("b.json")]).ExitCode);
    }

    [Fact]
    public void Sarif_tells_comments_from_the_baseline()
    {
        string zone = _folder.Write("example.com.yaml", Zones.Twice.TrimEnd() + " # rmx-lint: disable=duplicate-record meant so\nb: {type: A, values: [192.0.2.25, 192.0.2.25]}\n");
        string output = RmxRun.Of("lint", zone, "--write-baseline", _folder.PathOf("b.json"), "--format", "sarif").Output;
        using var sarif = JsonDocument.Parse(output);
        string[] expected = ["inSource", "external"];
        Assert.Equal(expected, sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Where(result => result.GetProperty("ruleId").GetString() == "duplicate-record")
            .Select(result => result.GetProperty("suppressions")[0].GetProperty("kind").GetString()));
    }

    [Theory]
    [InlineData("", ":1:1: ")]
    [InlineData("[]", ":1:1: a baseline is an object")]
    [InlineData("{\n  \"version\": 2}", ":2:14: this program reads version 1")]
    [InlineData("{\n  \"vers\": 1}", ":2:3: unknown key")]
    [InlineData("{\"version\": 1, \"findings\": [\n{\"fingerprint\": 5}]}", ":2:17: a text is needed")]
    [InlineData("{\"version\": 1, \"findings\": [\n{\"line\": 5}]}", ":2:2: unknown key")]
    [InlineData("{\"version\": 1, \"findings\": [\n[[[[[[[[[[[[", ":2:1: a finding is an object")]
    [InlineData("{\"version\": 1, \"findings\": [", ":1:29: no JSON")]
    public void A_broken_one_is_told_with_its_place(string text, string expected)
    {
        string baseline = _folder.Write("baseline.json", text);
        RmxRun run = RmxRun.Of("lint", _folder.Write("example.com.yaml", Zones.Twice), "--baseline", baseline);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(baseline + expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_keeps_permissions_and_links_and_leaves_nothing_behind()
    {
        string zone = _folder.Write("example.com.yaml", Zones.Twice), target = _folder.Write("kept/target.json", "x");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, Mode);
        File.CreateSymbolicLink(_folder.PathOf("link.json"), target);
        Assert.Equal(0, RmxRun.Of("lint", zone, "--write-baseline", _folder.PathOf("link.json")).ExitCode);
        Assert.Equal(target, new FileInfo(_folder.PathOf("link.json")).LinkTarget);
        Assert.Contains("fingerprint", File.ReadAllText(target), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(target) == Mode);
        Assert.Equal([target], Directory.GetFileSystemEntries(_folder.PathOf("kept")));
        Assert.Equal(2, RmxRun.Of("lint", zone, "--write-baseline", _folder.PathOf("no/such/folder.json")).ExitCode);
    }
}
