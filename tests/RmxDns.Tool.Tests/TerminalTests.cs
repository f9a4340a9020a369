using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>What goes to a person, and what to a pipe.</summary>
public class TerminalTests
{
    private const string Bad = "tests/data/lint/rdata-syntax/bad.yaml";

    [Fact]
    public async Task A_terminal_gets_colours_unless_NO_COLOR_is_set()
    {
        if (!File.Exists("/usr/bin/script"))
            Assert.Skip("script (bsdutils) is not installed");
        string coloured = (await OnTerminalAsync([])).Output;
        Assert.Contains("\e[1;31merror\e[0m: A: ", coloured, StringComparison.Ordinal);
        Assert.Contains("\e[1;31m^^^^^^^^^^^\e[0m", coloured, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[1", (await OnTerminalAsync(new() { ["NO_COLOR"] = "1" })).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_gets_tables_with_borders()
    {
        if (!File.Exists("/usr/bin/script"))
            Assert.Skip("script (bsdutils) is not installed");
        RmxRun run = await InstalledTool.ShellAsync("TERM=xterm script -qec 'stty cols 100; rmx size ipv4:192.0.2.0/24' /dev/null </dev/null");
        Assert.Contains("╭", run.Output, StringComparison.Ordinal);
        Assert.Contains("\e[1m", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("╭", (await InstalledTool.ShellAsync("rmx size ipv4:192.0.2.0/24")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_work_shows_a_bar_on_a_terminal_and_nowhere_else()
    {
        if (!File.Exists("/usr/bin/script"))
            Assert.Skip("script (bsdutils) is not installed");
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 2000; i++)
            folder.Write($"zones/z{i}.example.yaml", "'': {type: NS, value: ns.example.org.}\n");
        RmxRun terminal = await InstalledTool.ShellAsync("TERM=xterm script -qec 'rmx lint --quiet zones >/dev/null' /dev/null </dev/null", folder.PathOf(""));
        Assert.Matches(@"reading .*\d+%", terminal.Output);
        RmxRun pipe = await InstalledTool.ShellAsync("rmx lint --quiet zones", folder.PathOf(""));
        Assert.Equal("", pipe.Error);
    }

    [Fact]
    public async Task A_pipe_gets_plain_text() =>
        Assert.DoesNotContain("\e", (await InstalledTool.ShellAsync($"rmx lint {Bad}")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_pipe_that_is_closed_early_ends_the_program_quietly()
    {
        RmxRun run = await InstalledTool.ShellAsync("rmx lint --format sarif tests/data/lint/*/bad.yaml | head -c 10; echo \" ${PIPESTATUS[0]}\"");
        Assert.Equal("", run.Error);
        Assert.Equal("{\n  \"$sche 1\n", run.Output);
    }

    [Fact]
    public void An_unexpected_failure_is_one_line_and_3()
    {
        using var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(3, RmxProgram.Run(["lint", Repository.PathOf("zones")], new BrokenWriter(), error));
        Assert.Equal("rmx: a fault of this program: no\\u001B way (RMX_TRACE=1 shows where)\n", error.ToString());
    }

    [Theory]
    [InlineData("rmx lint zones >/dev/full")]
    [InlineData("rmx schema >/dev/full")]
    public async Task Output_that_cannot_be_written_is_one_line_and_3(string command)
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("no /dev/full on this system");
        RmxRun run = await InstalledTool.ShellAsync(command);
        Assert.Equal(3, run.ExitCode);
        Assert.Matches(@"^rmx: [^\n]*space[^\n]* \(RMX_TRACE=1 shows where\)\n$", run.Error);
        Assert.Equal(3, (await InstalledTool.ShellAsync("rmx lint --no-such-option 2>/dev/full")).ExitCode);
    }

    private static Task<RmxRun> OnTerminalAsync(Dictionary<string, string> variables) =>
        InstalledTool.ShellAsync($"TERM=xterm script -qec 'rmx lint {Bad}' /dev/null </dev/null", variables: variables);

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("no\e way");
    }
}
