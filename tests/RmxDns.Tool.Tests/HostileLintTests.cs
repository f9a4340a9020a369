using System.Diagnostics;
using System.Text;
using RmxDns.Tool.Linting.Reports;

namespace RmxDns.Tool.Tests;

/// <summary>
/// Zones from strangers, as a pipeline gets them: the program ends soon, within a gigabyte and a half of memory, with findings and
/// without a trace of what the files wanted it to do.
/// </summary>
public sealed class HostileLintTests : IDisposable
{
    private const string Apex = "'': {type: NS, value: ns.example.net.}\n";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly Dictionary<string, string> Bounded = new() { ["DOTNET_GCHeapHardLimit"] = "0x60000000" };
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Formats() => [.. ReportFormat.All.Select(format => format.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bomb", "[alias-bomb]")]
    [InlineData("nesting", "[yaml-syntax]")]
    [InlineData("scalar", "[yaml-syntax]")]
    [InlineData("keys", "[zone-format]")]
    [InlineData("line", "[rdata-syntax]")]
    [InlineData("warnings", "[cname-target-missing]")]
    public async Task A_file_made_to_hurt_ends_in_findings(string kind, string expected)
    {
        File.WriteAllText(_folder.PathOf("a.example.yaml"), Apex + Text(kind));
        var watch = Stopwatch.StartNew();
        RmxRun run = await InstalledTool.ShellAsync("rmx lint a.example.yaml | tail -c 2000000", _folder.PathOf(""), variables: Bounded);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.EndsWith(" notes\n", run.Output.Replace("1 note\n", "1 notes\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("fault of this program", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Escape_sequences_and_commands_in_files_and_their_names_reach_nobody(string format)
    {
        string name = "a\e[31m::error::\n::error::x ##[error]y.example.yaml";
        File.WriteAllText(_folder.PathOf(name), Apex + "\"x\\e[2J\\n::error::y\": {type: A, value: \"\\e]0;title\\a\\n::warning file=z::w ##[add-path]/tmp\"}\n::error::k: {type: MX, value: '##vso[task.x]'}\n");
        RmxRun run = await InstalledTool.ShellAsync($"rmx lint --format {format} .", _folder.PathOf(""));
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain(run.Output + run.Error, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotMatch("##[a-zA-Z]*\\[", run.Output);
        string[] commands = [.. run.Output.Split('\n').Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal))];
        Assert.All(commands, line => Assert.Matches("^::(error|warning|notice) file=a[^,:]*,(line|title)=", line));
        Assert.Equal(format == "github", commands.Length > 0);
    }

    [Theory]
    [InlineData("rmx size .")]
    [InlineData("rmx size . --json")]
    [InlineData("rmx lint --sizes --fail-on never .")]
    [InlineData("rmx lint --diff old --fail-on never .")]
    [InlineData("rmx lint --fail-on never ::error::x.example.yaml")]
    [InlineData("rmx lint --fix --dry-run ::error::x.example.yaml")]
    [InlineData("rmx size ::error::x.example.yaml")]
    [InlineData("rmx export ::error::x.example.yaml")]
    [InlineData("rmx export --output out ::error::x.example.yaml")]
    [InlineData("rmx import m/::error::x.example.zone")]
    [InlineData("rmx import --output out m/::error::x.example.zone")]
    [InlineData("rmx import 'm/##[error]bad.example.zone'")]
    [InlineData("rmx import '##[error]none.example.zone' || test $? = 2")]
    [InlineData("rmx convert rmx --zones . '::error::y.::error::x.example.'")]
    public async Task Names_start_no_command_in_what_other_verbs_print(string command)
    {
        _ = Directory.CreateDirectory(_folder.PathOf("old"));
        _ = Directory.CreateDirectory(_folder.PathOf("m"));
        File.WriteAllText(_folder.PathOf("::error::x.example.yaml"), "$origin: '::error::x.example'\n" + Apex + "'::error::y':\n- type: TXT\n  value: >-\n    ::error::w\n- type: RMX\n  value: ['host:::error::z.example.', ipv4:192.0.2.1, ipv4:192.0.2.1]\n'##[error]z': {type: RMX, value: ipv4:192.0.2.1}\n");
        File.WriteAllText(_folder.PathOf("m/::error::x.example.zone"), "; ##[error]h\n@ NS ns.example.net. ; ::error::c\n::error::y TXT \"::error::w ##vso[task.x]'\\\"\"\n##[error]z HINFO \"##[error]\" \"::error::\"\n");
        File.WriteAllText(_folder.PathOf("m/##[error]bad.example.zone"), "@ NS ns.example.net.\n##[error]z A ##[error]\n");
        RmxRun run = await InstalledTool.ShellAsync(command, _folder.PathOf(""));
        Assert.InRange(run.ExitCode, 0, 1);
        Assert.NotEqual("", run.Output + run.Error);
        Assert.DoesNotContain((run.Output + run.Error).Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        Assert.DoesNotMatch("##[a-zA-Z]*\\[", run.Output + run.Error);
    }

    [Fact]
    public async Task Links_out_of_the_folder_are_not_read()
    {
        string secret = Path.Combine(Path.GetTempPath(), $"secret-{Guid.NewGuid():N}");
        _ = Directory.CreateDirectory(secret);
        try
        {
            File.WriteAllText(Path.Combine(secret, "s.example.yaml"), "password: hunter2\n");
            _ = Directory.CreateDirectory(_folder.PathOf("real"));
            File.WriteAllText(_folder.PathOf("real/c.example.yaml"), Apex + "www: {type: A, value: 192.0.2.256}\n");
            _ = Directory.CreateDirectory(_folder.PathOf("zones"));
            _ = File.CreateSymbolicLink(_folder.PathOf("zones/a.example.yaml"), Path.Combine(secret, "s.example.yaml"));
            _ = File.CreateSymbolicLink(_folder.PathOf("zones/b.example.yaml"), "b.example.yaml");
            _ = File.CreateSymbolicLink(_folder.PathOf("zones/c.example.yaml"), "../real/c.example.yaml");
            _ = File.CreateSymbolicLink(_folder.PathOf("zones/d.example.yaml"), "/dev/zero");
            _ = Directory.CreateSymbolicLink(_folder.PathOf("linked"), secret);
            RmxRun run = await InstalledTool.ShellAsync("rmx lint zones linked", _folder.PathOf(""));
            Assert.Equal(1, run.ExitCode);
            Assert.DoesNotContain("hunter2", run.Output + run.Error, StringComparison.Ordinal);
            Assert.Equal(4, run.Output.Split('\n').Count(line => line.Contains("[file-unreadable]", StringComparison.Ordinal)));
            Assert.Contains("zones/c.example.yaml:2:23: error: ", run.Output, StringComparison.Ordinal);
            Assert.Contains("hunter2", (await InstalledTool.ShellAsync("rmx lint zones --follow-links", _folder.PathOf(""))).Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(secret, recursive: true);
        }
    }

    [Fact]
    public async Task Folders_that_lead_in_circles_and_pipes_hold_nobody_up()
    {
        _ = Directory.CreateDirectory(_folder.PathOf("a/b"));
        _ = Directory.CreateSymbolicLink(_folder.PathOf("a/b/up"), "..");
        File.WriteAllText(_folder.PathOf("a/b/z.example.yaml"), "www: {type: A, value: 192.0.2.256}\n");
        RmxRun run = await InstalledTool.ShellAsync("mkfifo a/p.example.yaml; rmx lint -q '**/*.yaml'", _folder.PathOf(""));
        Assert.True(run.ExitCode == 1, run.Output + run.Error);
        Assert.Single(run.Output.Split('\n'), line => line.Contains("z.example.yaml", StringComparison.Ordinal) && line.Contains("[rdata-syntax]", StringComparison.Ordinal));
    }

    private static string Text(string kind)
    {
        var text = new StringBuilder();
        switch (kind)
        {
            case "bomb":
                _ = text.Append("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
                for (int i = 1; i < 30; i++)
                    _ = text.Append($"x{i}: &x{i} [{string.Join(", ", Enumerable.Repeat($"*x{i - 1}", 10))}]\n");
                break;
            case "nesting":
                _ = text.Append("www: ").Insert(text.Length, "[{a: ", 10_000);
                break;
            case "scalar":
                _ = text.Append("www: {type: TXT, value: \"").Append('x', 100_000_000).Append("\"}\n");
                break;
            case "keys":
                _ = text.Append("www: {type: A, value: 192.0.2.1");
                for (int i = 0; i < 100_000; i++)
                    _ = text.Append($", k{i}: v");
                _ = text.Append("}\n");
                break;
            case "warnings":
                for (int i = 0; i < 100_000; i++)
                    _ = text.Append($"h{i}: {{type: CNAME, value: gone}}\n");
                break;
            default:
                _ = text.Append("www: {type: A, values: [192.0.2.256").Insert(text.Length, ", 192.0.2.256", 100_000).Append("]}\n");
                break;
        }
        return text.ToString();
    }
}
