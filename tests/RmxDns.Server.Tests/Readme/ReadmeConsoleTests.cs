using System.Diagnostics;
using RmxDns.Testing;

namespace RmxDns.Server.Tests.Readme;

/// <summary>What the README shows as typed and printed is what is printed; its commands exist.</summary>
public class ReadmeConsoleTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("README.md"));

    [Fact]
    public async Task Dig_prints_what_the_readme_shows()
    {
        if (!File.Exists("/usr/bin/dig"))
            Assert.Skip("dig is not installed");
        await using ServerProcess server = await ServerProcess.StartAsync(Repository.PathOf("zones"));
        (string command, string[] shown) = Assert.Single(Consoles(), console => console.Command.StartsWith("dig ", StringComparison.Ordinal));
        string[] words = command.Replace("@127.0.0.1", $"@{server.EndPoint.Address}", StringComparison.Ordinal).Split(' ');
        Assert.Equal(shown, (await RunAsync(words[0], words[1..])).Output);
    }

    [Fact]
    public async Task Check_finds_no_error_in_the_example_zones()
    {
        (int code, string[] output) = await RunAsync("dotnet", [ServerProcess.Program, "--check", "--zones", Repository.PathOf("zones")]);
        Assert.True(code == 0, string.Join('\n', output));
        Assert.Contains(" 0 errors, 0 warnings", output[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tests/run")]
    [InlineData("tests/differential")]
    [InlineData("tests/fuzz")]
    [InlineData("tests/mutants/run")]
    public void Commands_that_the_readme_names_can_be_run(string command)
    {
        Assert.Contains(Lines, line => line.Contains(command, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(Repository.PathOf(command)).HasFlag(UnixFileMode.UserExecute), command);
    }

    private static IEnumerable<(string Command, string[] Output)> Consoles()
    {
        for (int i = 0; i < Lines.Length; i++)
        {
            if (Lines[i] != "```console")
                continue;
            int end = Array.IndexOf(Lines, "```", i);
            yield return (Lines[i + 1].TrimStart('$', ' '), Lines[(i + 2)..end]);
        }
    }

    private static async Task<(int Code, string[] Output)> RunAsync(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            Signals.Stop(process, TimeSpan.FromSeconds(5));
        }
    }
}
