namespace RmxDns.Tool.Tests.Policy;

/// <summary>Which configuration <c>rmx lint</c> takes, and that the command line goes before it.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_nearest_one_upward_of_each_file_counts()
    {
        _folder.Write(".rmxlint.yaml", "rules: {duplicate-record: error}");
        _folder.Write("a/.rmxlint.yaml", "rules: {duplicate-record: info}");
        string[] zones = [_folder.Write("example.com.yaml", Zones.Twice), _folder.Write("a/b/example.org.yaml", Zones.Twice), _folder.Write("c/example.net.yaml", Zones.Twice)];
        string output = RmxRun.Of(["lint", .. zones]).Output;
        Assert.Equal(["error", "info", "error"], zones.Select(zone => Severity(output, zone)));
    }

    [Theory]
    [InlineData("repository/.git/HEAD")]
    [InlineData("repository/.git")]
    public void What_lies_above_the_repository_does_not_count(string git)
    {
        _folder.Write(".rmxlint.yaml", "rules: {duplicate-record: error}");
        _folder.Write(git, "");
        string zone = _folder.Write("repository/zones/example.com.yaml", Zones.Twice);
        Assert.Equal("warning", Severity(RmxRun.Of("lint", zone).Output, zone));
        _folder.Write("repository/.rmxlint.yaml", "rules: {duplicate-record: info}");
        Assert.Equal("info", Severity(RmxRun.Of("lint", zone).Output, zone));
    }

    [Theory]
    [InlineData("", "error", 1)]
    [InlineData("--no-config", "warning", 0)]
    [InlineData("--config {0}/other.yaml", "info", 0)]
    [InlineData("--rule duplicate-record=warning", "warning", 0)]
    [InlineData("--rule duplicate-record=off", null, 0)]
    [InlineData("--no-config --rule duplicate-record=off --rule duplicate-record=error", "error", 1)]
    public void The_command_line_goes_before_it(string arguments, string? severity, int exitCode)
    {
        _folder.Write(".rmxlint.yaml", "rules: {duplicate-record: error}");
        _folder.Write("other.yaml", "rules: {duplicate-record: info}");
        string zone = _folder.Write("zones/example.com.yaml", Zones.Twice);
        RmxRun run = RmxRun.Of(["lint", zone, .. arguments.Replace("{0}", _folder.PathOf(""), StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((severity, exitCode), (Severity(run.Output, zone), run.ExitCode));
    }

    [Fact]
    public void Paths_are_relative_to_its_folder_and_zones_are_known_by_origin()
    {
        _folder.Write(".rmxlint.yaml", "paths: {'old/*': {rules: {duplicate-record: off}}}\nzones: {example.net: {rules: {duplicate-record: info}}}");
        string[] zones = [_folder.Write("old/example.com.yaml", Zones.Twice), _folder.Write("new/x.yaml", "$origin: example.net.\n" + Zones.Twice), _folder.Write("new/example.org.yaml", Zones.Twice)];
        string output = RmxRun.Of(["lint", .. zones]).Output;
        Assert.Equal([null, "info", "warning"], zones.Select(zone => Severity(output, zone)));
    }

    [Theory]
    [InlineData("", 600)]
    [InlineData("--edns-size 700", 700)]
    [InlineData("--no-config", 1232)]
    public void Sizes_are_those_of_the_configured_budget(string arguments, int budget)
    {
        _folder.Write(".rmxlint.yaml", "zones: {example.net: {limits: {edns-size: 600}}}");
        const string Zone = "'': [{type: SOA, value: {mname: ns1, serial: 1}}, {type: NS, value: ns1}, {type: RMX, value: 'ipv4:192.0.2.0/24'}]\nns1: {type: A, value: 192.0.2.53}\n";
        string[] zones = [_folder.Write("example.net.yaml", Zone), _folder.Write("example.org.yaml", Zone)];
        RmxRun run = RmxRun.Of(["lint", .. zones, "--sizes", "--format", "json", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        int[] budgets = [.. System.Text.Json.Nodes.JsonNode.Parse(run.Output)!["sizes"]!.AsArray().Select(size => (int)size!["clients"]![1]!["budget"]!)];
        Assert.Equal([budget, arguments.StartsWith("--edns", StringComparison.Ordinal) ? budget : 1232], budgets);
    }

    [Theory]
    [InlineData("rules:\n  no-such-rule: off", ".rmxlint.yaml:2:3: there is no rule")]
    [InlineData("rule: {}", ".rmxlint.yaml:1:1: unknown key")]
    [InlineData("rules: {yaml-syntax: off}", ".rmxlint.yaml:1:9: yaml-syntax keeps")]
    public void A_mistake_in_it_keeps_the_run_from_starting(string configuration, string message)
    {
        _folder.Write(".rmxlint.yaml", configuration);
        RmxRun run = RmxRun.Of("lint", _folder.Write("example.com.yaml", Zones.Twice));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_found_and_is_a_link_is_refused_and_not_shown()
    {
        string secret = _folder.Write("secret", "password");
        Directory.CreateDirectory(_folder.PathOf("zones"));
        File.CreateSymbolicLink(_folder.PathOf("zones/.rmxlint.yaml"), secret);
        RmxRun run = RmxRun.Of("lint", _folder.Write("zones/example.com.yaml", Zones.Twice));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a link", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("password", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rule", "duplicate-record")]
    [InlineData("--rule", "no-such-rule=off")]
    [InlineData("--rule", "yaml-syntax=warning")]
    [InlineData("--config", "no-such-file")]
    [InlineData("--baseline", "no-such-file")]
    public void A_wrong_option_ends_with_2(string option, string value)
    {
        RmxRun run = RmxRun.Of("lint", _folder.Write("example.com.yaml", Zones.Twice), option, value);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public void A_pattern_does_not_take_it_for_a_zone()
    {
        _folder.Write("zones/.rmxlint.yaml", "rules: {duplicate-record: info}");
        _folder.Write("zones/example.com.yaml", Zones.Twice);
        Assert.Equal(0, RmxRun.Of("lint", _folder.PathOf("zones/*"), "--fail-on", "warning").ExitCode);
    }

    [Fact]
    public void Comments_suppress_unless_the_pipeline_says_no()
    {
        string zone = _folder.Write("example.com.yaml", Zones.Twice.TrimEnd() + " # rmx-lint: disable=duplicate-record meant so\n");
        Assert.Equal(0, RmxRun.Of("lint", zone, "--fail-on", "warning").ExitCode);
        Assert.Equal(1, RmxRun.Of("lint", zone, "--fail-on", "warning", "--no-inline").ExitCode);
    }

    private static string? Severity(string output, string zone)
    {
        string? line = output.Split('\n').FirstOrDefault(line => line.StartsWith(zone + ":", StringComparison.Ordinal) && line.EndsWith("[duplicate-record]", StringComparison.Ordinal));
        return line?[zone.Length..].Split(':')[3].Trim();
    }
}
