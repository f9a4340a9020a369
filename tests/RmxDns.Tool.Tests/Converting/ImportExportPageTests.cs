using RmxDns.Testing;

namespace RmxDns.Tool.Tests.Converting;

/// <summary>
/// The commands of <c>docs/import-export.md</c>, run by a shell in the order of the page, from a copy of what they name. A transfer is
/// what dig prints of one, and <c>/etc</c> is a folder of the test.
/// </summary>
public sealed class ImportExportPageTests : IDisposable
{
    private const string Records = """
        old.example.  3600 IN SOA ns1.old.example. hostmaster.old.example. 2026112601 7200 900 1209600 3600
        old.example.  3600 IN NS ns1.old.example.
        old.example.  3600 IN TYPE65280 \# 6 0118C0000208
        ns1.old.example. 3600 IN A 192.0.2.53
        ;; Query time: 0 msec
        """;

    private const string Transfer = "dig @192.0.2.1 old.example AXFR +onesoa";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_command_does_what_the_page_says()
    {
        string example = await File.ReadAllTextAsync(Repository.PathOf("docs", "examples", "old.example.zone"), TestContext.Current.CancellationToken);
        _folder.Write("docs/examples/old.example.zone", example);
        _folder.Write("transfer", "; <<>> DiG <<>> old.example AXFR +onesoa\n;; global options: +cmd\n" + Records);
        _folder.Write("etc/bind/zones/old.example.zone", "$INCLUDE ../common.inc\n" + example);
        _folder.Write("etc/bind/common.inc", "$TTL 1h\n");
        _folder.Write("zones/parked.example.yaml", await File.ReadAllTextAsync(Repository.PathOf("zones", "parked.example.yaml"), TestContext.Current.CancellationToken));
        _folder.Write("etc/nsd/zones/parked.example.zone", "; an older one\n");
        string[] commands = [.. (await File.ReadAllLinesAsync(Repository.PathOf("docs", "import-export.md"), TestContext.Current.CancellationToken))
            .Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..])];
        var printed = new List<string>();
        foreach (string command in commands)
        {
            string here = command.Replace(Transfer, "cat transfer", StringComparison.Ordinal).Replace("/etc/", "etc/", StringComparison.Ordinal);
            RmxRun run = await InstalledTool.ShellAsync(here, _folder.PathOf(""));
            Assert.True(run.ExitCode == 0, $"{command}\n{run.Error}{run.Output}");
            printed.Add(run.Output);
        }
        Assert.Equal(5, commands.Length);
        Assert.Contains("\n  - type: RMX\n", printed[0], StringComparison.Ordinal);
        Assert.Contains("\n      mname: ns1.old.example.\n", printed[1], StringComparison.Ordinal);
        Assert.Contains("\n  - type: RMX\n", printed[1], StringComparison.Ordinal);
        Assert.Contains("ipv4:192.0.2.0/24", File.ReadAllText(_folder.PathOf("zones/old.example.yaml")), StringComparison.Ordinal);
        Assert.Contains("TYPE65280", printed[3], StringComparison.Ordinal);
        Assert.Contains("TYPE65280", File.ReadAllText(_folder.PathOf("etc/nsd/zones/parked.example.zone")), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.PathOf("etc/nsd/zones/old.example.zone")));
    }

    [Fact]
    public async Task What_one_verb_prints_the_other_reads()
    {
        RmxRun run = await InstalledTool.ShellAsync("rmx import docs/examples/old.example.zone | rmx export - --stdin-filename old.example.yaml --output - | rmx import --origin old.example. -");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("- ipv4:192.0.2.0/24", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_gives_no_zone_its_name()
    {
        RmxRun run = await InstalledTool.ShellAsync("rmx import - <docs/examples/old.example.zone");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[file-name-origin]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_that_is_refused_is_named()
    {
        RmxRun run = await InstalledTool.ShellAsync("echo 'www IN A 192.0.2.256' | rmx import --origin example.com. - --stdin-filename x.zone");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("x.zone:1:10: error: A: ", run.Error, StringComparison.Ordinal);
    }
}
