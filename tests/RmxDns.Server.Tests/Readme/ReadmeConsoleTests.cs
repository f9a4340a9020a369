using System.Diagnostics;
using System.Net;
using RmxDns.Server.Tests.Running;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Server.Tests.Readme;

/// <summary>
/// Every command that the README shows does what stands there, and prints what stands below it. Only addresses, folders and
/// the configuration are changed to those of the test, and nothing is built anew.
/// </summary>
public sealed class ReadmeConsoleTests : IDisposable
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("README.md"));

    private readonly ZoneFolderFixture _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The commands of <c>console</c> blocks, each with what is printed.</summary>
    public static TheoryData<string, string[]> Consoles()
    {
        var consoles = new TheoryData<string, string[]>();
        foreach (string[] block in Blocks("console"))
        {
            Assert.StartsWith("$ ", block[0], StringComparison.Ordinal);
            consoles.Add(block[0][2..], block[1..]);
        }
        return consoles;
    }

    [Theory]
    [MemberData(nameof(Consoles))]
    public async Task A_command_prints_what_stands_below_it(string command, string[] shown)
    {
        bool asks = command.StartsWith("dig ", StringComparison.Ordinal);
        if (asks && !File.Exists("/usr/bin/dig"))
            Assert.Skip("dig is not installed; tests/run installs it");
        await using ServerProcess? server = asks ? await ServerProcess.StartAsync(Repository.PathOf("zones")) : null;
        if (server is not null)
            command = command.Replace("@127.0.0.1", $"@{server.EndPoint.Address}", StringComparison.Ordinal);
        string[] printed = await RunAsync(command);
        if (shown.Length > 0)
            Assert.Equal(shown, printed);
        else
            Assert.Contains(": 0 errors, ", printed[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_command_serves_the_example_zones_until_it_is_told_to_end()
    {
        string command = Assert.Single(Blocks("sh")[0]);
        IPEndPoint address = FreeAddress.OwnAddress();
        ProcessStartInfo start = Shell($"exec {command}");
        start.Environment["RMXDNS_LISTEN"] = address.ToString();
        await using ServerProcess server = ServerProcess.Launch(address, start);
        await server.WaitForLogAsync(" ready: 7 zones, ");
        Assert.Single(DnsExchange.Udp(address, new DnsQuery([7, .. "example"u8, 3, .. "com"u8, 0], 65280))!.Answer);
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task What_is_published_runs_anywhere_and_for_any_user()
    {
        string[] commands = Assert.Single(Blocks("sh"), block => block[0].StartsWith("dotnet publish ", StringComparison.Ordinal));
        Assert.Equal(2, commands.Length);
        IPEndPoint address = FreeAddress.OwnAddress(), six = new(IPAddress.IPv6Loopback, FreeAddress.OwnPort().Port);
        bool hasIpv6 = System.Net.Sockets.Socket.OSSupportsIPv6;
        _ = Directory.CreateDirectory(_folder.PathOf("var"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.PathOf("var"), (UnixFileMode)0b111_111_111);
        string Here(string command) => command
            .Replace("-o out", $"-o {_folder.PathOf("out")}", StringComparison.Ordinal)
            .Replace("dotnet out/", $"dotnet {_folder.PathOf("out")}/", StringComparison.Ordinal)
            .Replace("/srv/zones", _folder.Zones, StringComparison.Ordinal)
            .Replace("/var/lib/rmxdns", _folder.PathOf("var", "state"), StringComparison.Ordinal)
            .Replace("192.0.2.53:53", address.ToString(), StringComparison.Ordinal)
            .Replace("--listen '[2001:db8::53]:53'", hasIpv6 ? $"--listen '{six}'" : "", StringComparison.Ordinal);
        _ = await RunAsync(Here(commands[0]));
        string nobody = Environment.UserName == "root" ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
        ProcessStartInfo start = Shell($"exec {nobody}{Here(commands[1])}");
        start.WorkingDirectory = Path.GetPathRoot(Repository.Root)!;
        await using ServerProcess server = ServerProcess.Launch(address, start);
        await server.WaitForLogAsync(" ready: 1 zones, ");
        foreach (IPEndPoint asked in hasIpv6 ? (IPEndPoint[])[address, six] : [address])
            Assert.Single(DnsExchange.Tcp(asked, ListenerBench.Www)!.Answer);
        Assert.True(Directory.Exists(_folder.PathOf("var", "state")));
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task The_tool_answers_beside_the_server()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(Repository.PathOf("zones"));
        foreach (string command in Assert.Single(Blocks("sh"), block => block[0].Contains("tools/rmx", StringComparison.Ordinal)))
            Assert.NotEmpty(await RunAsync(command.Replace("@127.0.0.1:5300", $"@{server.EndPoint}", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_block_is_left_out()
    {
        string[] fences = [.. Lines.Where(line => line.StartsWith("```", StringComparison.Ordinal) && line.Length > 3).Distinct().Order()];
        // YAML is loaded, and the text of the linter printed, by tests of their own.
        Assert.Equal(["```console", "```sh", "```text", "```yaml"], fences);
        // The last runs this test, the others are run above.
        string[] starts = ["dotnet run -c Release --project server/RmxDns.Server", "dotnet run -c Release --project tools/rmx", "dotnet publish ", "tests/run"];
        Assert.Equal(starts.Length, Blocks("sh").Length);
        Assert.All(starts.Zip(Blocks("sh")), pair => Assert.StartsWith(pair.First, pair.Second[0], StringComparison.Ordinal));
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

    private static string[][] Blocks(string language)
    {
        var blocks = new List<string[]>();
        for (int i = 0; i < Lines.Length; i++)
        {
            if (Lines[i] == $"```{language}")
                blocks.Add(Lines[(i + 1)..Array.IndexOf(Lines, "```", i)]);
        }
        return [.. blocks];
    }

    /// <summary>A command in the root of the repository, on what was built.</summary>
    private static ProcessStartInfo Shell(string command)
    {
        string built = $"--no-build -c {ServerProcess.Configuration} ";
        foreach (string verb in (string[])["run", "publish"])
            command = command.Replace($"dotnet {verb} -c Release ", $"dotnet {verb} {built}", StringComparison.Ordinal);
        return new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = Repository.Root };
    }

    private static async Task<string[]> RunAsync(string command)
    {
        ProcessStartInfo start = Shell($"exec {command}");
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}:\n{output}");
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Signals.Stop(process, TimeSpan.FromSeconds(5));
        }
    }
}
