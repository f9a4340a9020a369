using System.Text;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>What <c>rmx lint</c> reads, what it judges by, and how it ends.</summary>
public sealed class LintInputTests : IDisposable
{
    private const string Sound = "$origin: ZONE.\n'':\n  - {type: SOA, value: {mname: ns1, serial: 1}}\n  - {type: NS, values: [ns1, ns2.example.net.]}\nns1: {type: A, value: 203.0.114.53}\n";
    private const string Broken = "www: {type: A, value: 192.0.2.256}\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_come_in_the_order_of_the_command_line_and_ordinal_order_within_a_folder()
    {
        string b = Write("zones/b.example.yaml", Broken), a = Write("zones/a.example.yaml", Broken), c = Write("other/c.example.yaml", Broken);
        Assert.Equal([c, a, b], Files(RmxRun.Of("lint", "-q", c, _folder.PathOf("zones"))));
        Assert.Equal([a, b], Files(RmxRun.Of("lint", "-q", _folder.PathOf("zones/*.yaml"))));
        Assert.Equal([c, a, b], Files(RmxRun.Of("lint", "-q", _folder.PathOf("**/*.example.yaml"))));
        Assert.Equal([b, a], Files(RmxRun.Of("lint", "-q", b, _folder.PathOf("zones"), b)));
    }

    [Theory]
    [InlineData("zones/?.example.yaml")]
    [InlineData("zones/[a-b].example.yaml")]
    [InlineData("zones/[!a].example.yaml")]
    [InlineData("zones/[]x[].*")]
    [InlineData("zones/[.example.yaml")]
    [InlineData("**/[ac].ex*.y[am]*l")]
    [InlineData("*/**/c.*")]
    [InlineData("o?her/**")]
    public async Task A_pattern_names_the_files_that_bash_finds(string pattern)
    {
        foreach (string file in (string[])["zones/a", "zones/b", "zones/10", "zones/[", "other/c", "other/deep/a", "other/deep/er/c"])
            _ = Write($"{file}.example.yaml", $"$origin: {Convert.ToHexString(Encoding.ASCII.GetBytes(file))}.example.\n{Broken}");
        RmxRun bash = await InstalledTool.ShellAsync($"export LC_ALL=C; shopt -s globstar nullglob; for f in {pattern}; do [ ! -f \"$f\" ] || echo \"$f\"; done", _folder.PathOf(""));
        RmxRun rmx = await InstalledTool.ShellAsync($"rmx lint -q '{pattern}'", _folder.PathOf(""));
        Assert.NotEqual("", bash.Output);
        Assert.Equal(bash.Output.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal), Files(rmx).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Zones_of_the_working_directory_are_linted_when_nothing_is_named()
    {
        _ = Write("zones/a.example.yaml", Broken);
        RmxRun run = await InstalledTool.ShellAsync("rmx lint -q", _folder.PathOf(""));
        Assert.Equal(["zones/a.example.yaml"], Files(run));
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("nothing", "there is no file or folder \"nothing\"")]
    [InlineData("*.nothing", "no file matches \"*.nothing\" (--allow-empty takes that)")]
    [InlineData("tests/data/lint", "there is no zone file in \"tests/data/lint\" (--allow-empty takes that)")]
    public void Nothing_to_read_ends_with_2(string path, string told)
    {
        RmxRun run = RmxRun.Of("lint", path);
        Assert.Equal((2, "", $"rmx lint: {told}\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(path == "nothing" ? 2 : 0, RmxRun.Of("lint", path, "--allow-empty").ExitCode);
    }

    [Fact]
    public async Task Standard_input_is_read_as_octets_under_the_name_given()
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(Sound.Replace("ZONE", "example.com", StringComparison.Ordinal)), .. "txt: {type: TXT, value: "u8, 0xFF, .. "}\n"u8];
        RmxRun run = await InstalledTool.ShellAsync("rmx lint -q - --stdin-filename somewhere/example.com.yaml", input: text);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("somewhere/example.com.yaml:6:25: error: octet 0xFF is not UTF-8", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_without_a_name_is_no_zone_by_mistake()
    {
        byte[] text = Encoding.ASCII.GetBytes(Sound.Replace("$origin: ZONE.\n", "", StringComparison.Ordinal));
        RmxRun run = await InstalledTool.ShellAsync("rmx lint -q -", input: text);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("(standard input): error: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("[file-name-origin]", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await InstalledTool.ShellAsync("rmx lint -", input: Encoding.ASCII.GetBytes(Sound.Replace("ZONE", "example.com", StringComparison.Ordinal)))).ExitCode);
    }

    [Fact]
    public void References_lead_into_the_context_whose_own_faults_are_not_reported()
    {
        string one = Write("one/a.example.yaml", Zone("a.example") + "mail: {type: RMX, value: [host:relay.b.example]}\n");
        string two = Write("two/b.example.yaml", Zone("b.example") + "relay: {type: RMX, value: [host:nobody.b.example]}\n");
        RmxRun run = RmxRun.Of("lint", one, "--context", two);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[rmx-dangling-reference]", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody.b.example", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("[rmx-dangling-reference]", RmxRun.Of("lint", one).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_servers_settings_have_the_servers_names()
    {
        string bare = Write("bare.example.yaml", "www: {type: A, value: 203.0.114.1}\n");
        Assert.Equal(1, RmxRun.Of("lint", bare).ExitCode);
        Assert.Equal(0, RmxRun.Of("lint", bare, "--default-ns", "ns1.example.net", "--default-ns", "ns2.example.net").ExitCode);
        string coded = Write("a.example.yaml", Zone("a.example") + "mail: {type: TYPE65281, value: nonsense}\n");
        Assert.Contains("rdata-syntax", RmxRun.Of("lint", coded, "--rmx-type", "65281").Output, StringComparison.Ordinal);
        string @long = Write("b.example.yaml", Zone("b.example") + $"txt: {{type: TXT, value: {new string('x', 700)}}}\n");
        Assert.DoesNotContain("answer-over-edns", RmxRun.Of("lint", @long).Output, StringComparison.Ordinal);
        Assert.Contains("answer-over-edns", RmxRun.Of("lint", @long, "--edns-size", "600").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_severity_that_fails_is_chosen()
    {
        string file = Write("a.example.yaml", Zone("a.example") + "www: {type: A, values: [203.0.114.1, 203.0.114.1]}\n");
        Assert.Contains("1 file: no errors, 1 warning, ", RmxRun.Of("lint", file).Output, StringComparison.Ordinal);
        Assert.Equal(0, RmxRun.Of("lint", file).ExitCode);
        Assert.Equal(1, RmxRun.Of("lint", file, "--fail-on", "warning").ExitCode);
        Assert.Equal(1, RmxRun.Of("lint", file, "--fail-on", "info").ExitCode);
        Assert.Equal(0, RmxRun.Of("lint", file, "--max-warnings", "1").ExitCode);
        Assert.Equal(1, RmxRun.Of("lint", file, "--max-warnings", "0").ExitCode);
        Assert.Equal(0, RmxRun.Of("lint", Repository.PathOf("tests", "data", "lint", "cname-and-other", "bad.yaml"), "--fail-on", "never").ExitCode);
    }

    [Fact]
    public void Reports_go_to_files_beside_the_text()
    {
        string file = Write("a.example.yaml", Broken), json = _folder.PathOf("r.json"), junit = _folder.PathOf("r.xml"), text = _folder.PathOf("r.txt");
        RmxRun run = RmxRun.Of("lint", file, "--report", $"json={json}", "--report", $"junit={junit}");
        Assert.Contains("[rdata-syntax]", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\n", File.ReadAllText(json), StringComparison.Ordinal);
        Assert.StartsWith("<?xml", File.ReadAllText(junit), StringComparison.Ordinal);
        RmxRun toFile = RmxRun.Of("lint", file, "--output", text);
        Assert.Equal("", toFile.Output);
        Assert.Equal(run.Output, File.ReadAllText(text));
        RmxRun nowhere = RmxRun.Of("lint", file, "--output", _folder.PathOf("no/such/folder.txt"));
        Assert.Equal(2, nowhere.ExitCode);
        Assert.StartsWith("rmx lint: the report cannot be written", nowhere.Error, StringComparison.Ordinal);
    }

    private static string[] Files(RmxRun run) => [.. run.Output.Split('\n').Where(line => line.Contains("[rdata-syntax]", StringComparison.Ordinal)).Select(line => line.Split(':')[0])];

    private static string Zone(string origin) => Sound.Replace("ZONE", origin, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        string path = _folder.PathOf(name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
