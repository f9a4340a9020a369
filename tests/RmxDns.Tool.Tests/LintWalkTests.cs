using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>The README's section on the linter, walked as a new user would: a change adds a record that is too long, and mends it.</summary>
public sealed class LintWalkTests : IDisposable
{
    private const string Front = "'':\n  - {type: NS, values: [ns1.example.org., ns2.example.net.]}\n  - {type: MX, value: 10 mail.example.org.}\n  - type: RMX\n    value:\n";
    private const string Hosts = "  - {type: SOA, value: {serial: 1}}\nns1: {type: A, value: 203.0.114.53}\nmail: {type: A, value: 203.0.114.25}\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_change_that_adds_an_overlong_record_fails_with_what_to_do_and_its_mending_passes()
    {
        Publish(["ipv4:203.0.114.0/28", "mx"]);
        Assert.Equal(0, (await LintAsync()).ExitCode);

        Publish(Enumerable.Range(1, 80).Select(i => $"ipv4:203.0.114.{2 * i}"));
        RmxRun change = await LintAsync();
        Assert.Equal(1, change.ExitCode);
        Assert.Equal(Shown(), change.Output.TrimEnd('\n'));

        // What the help says: prefixes into an APL record, and a reference to it.
        Publish(["apl:relays.example.org", "mx"]);
        File.AppendAllText(Zone, $"relays: {{type: APL, value: [{string.Join(", ", Enumerable.Range(1, 40).Select(i => $"'1:203.0.114.{2 * i}/32'"))}]}}\n");
        RmxRun mended = await LintAsync();
        Assert.True(mended.ExitCode == 0, mended.Output);
        Assert.DoesNotContain("answer-over-512", mended.Output, StringComparison.Ordinal);
    }

    private string Zone => _folder.PathOf("zones/example.org.yaml");

    /// <summary>What the README shows below <c>$ rmx lint zones</c>.</summary>
    private static string Shown()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md"));
        const string Command = "$ rmx lint zones\n";
        int start = readme.IndexOf(Command, StringComparison.Ordinal) + Command.Length;
        return readme[start..readme.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    private Task<RmxRun> LintAsync() => InstalledTool.ShellAsync("rmx lint zones", _folder.PathOf(""));

    private void Publish(IEnumerable<string> entries)
    {
        _ = Directory.CreateDirectory(_folder.PathOf("zones"));
        File.WriteAllText(Zone, Front + string.Concat(entries.Select(entry => $"      - {entry}\n")) + Hosts);
    }
}
