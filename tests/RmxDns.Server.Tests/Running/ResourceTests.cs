using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Server.Tests.Running;

/// <summary>Few descriptors and few rights: the server goes on and takes no more than it may.</summary>
public sealed class ResourceTests : IDisposable
{
    private readonly ZoneFolderFixture _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task More_connections_than_descriptors_cost_no_processor_time()
    {
        RequireProgram("prlimit");
        IPEndPoint address = FreeAddress.OwnAddress();
        await using var server = ServerProcess.Launch(
            address, ["--zones", _folder.Zones, "--listen", address.ToString(), "--max-connections-per-address", "1000"], "prlimit", "--nofile=512");
        await server.WaitForLogAsync(" ready: ");
        var open = new List<Socket>();
        for (int i = 0; i < 1100; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            open.Add(socket);
            socket.Connect(address);
        }
        AssertAnswers(address);
        // Closing what was too many takes a moment, and so does what the runtime compiles in the background; a loop goes on.
        const double Share = 0.05;
        var shares = new List<double>();
        while (shares.Count < 10 && !shares.Exists(share => share < Share))
            shares.Add(await ShareOfACoreAsync(server, TimeSpan.FromSeconds(2)));
        Assert.True(shares[^1] < Share, $"shares of a core, 2 s each: {string.Join(", ", shares)}");
        AssertAnswers(address);
        int held = Directory.GetFiles($"/proc/{server.Process.Id}/fd").Length;
        Assert.InRange(held, 200, 500);
        open.ForEach(socket => socket.Dispose());
        await ListenerBench.UntilAsync(() => Directory.GetFiles($"/proc/{server.Process.Id}/fd").Length < held - 100, "the descriptors are not given back");
        AssertAnswers(address);
    }

    [Fact]
    public async Task Too_few_descriptors_for_what_is_asked_stop_the_start()
    {
        RequireProgram("prlimit");
        IPEndPoint address = FreeAddress.OwnAddress();
        await using var server = ServerProcess.Launch(
            address, ["--zones", _folder.Zones, "--listen", address.ToString(), "--max-connections", "1000"], "prlimit", "--nofile=512");
        Assert.Equal(2, await server.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("--max-connections 1000: the limit on open descriptors", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_rights_can_run_it_and_only_the_state_folder_is_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        string state = _folder.PathOf("state");
        _ = Directory.CreateDirectory(state);
        if (IsRoot)
            _ = await RunAsync("chown", "65534:65534", state);
        IPEndPoint address = FreeAddress.OwnAddress();
        await using var server = ServerProcess.Launch(
            address, ["--zones", _folder.Zones, "--listen", address.ToString(), "--state", state], [.. await OnReadOnlyDisksAsync(state), .. AsNobody]);
        await server.WaitForLogAsync(" ready: ");
        Assert.DoesNotContain("Uid:\t0", await File.ReadAllTextAsync($"/proc/{server.Process.Id}/status", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        AssertAnswers(address);
        Assert.NotEmpty(Directory.EnumerateFiles(state));
        Assert.Equal(["state", "zones"], Directory.EnumerateFileSystemEntries(_folder.PathOf()).Select(Path.GetFileName).Order());
        Assert.Equal(["bench.test.yaml"], Directory.EnumerateFileSystemEntries(_folder.Zones).Select(Path.GetFileName));
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_port_that_needs_rights_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have other rights");
        string least = (await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_unprivileged_port_start", TestContext.Current.CancellationToken)).Trim();
        Assert.SkipWhen(least is "0", "this system gives every port to every user");
        await using var server = ServerProcess.Launch(
            new IPEndPoint(IPAddress.Loopback, 53), ["--zones", _folder.Zones, "--listen", "127.0.0.1:53"], AsNobody);
        Assert.Equal(1, await server.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("cannot listen on 127.0.0.1:53: permission denied; ports below 1024 need root", server.Log, StringComparison.Ordinal);
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>What gives rights up; nothing where there are none.</summary>
    private static string[] AsNobody => IsRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

    /// <summary>What makes every file system read-only but for one folder; nothing where the system lets nobody do that, as in most containers.</summary>
    private static async Task<string[]> OnReadOnlyDisksAsync(string writable)
    {
        const string ReadOnly = "mount -o remount,bind,ro / && mount --bind \"$0\" \"$0\" && mount -o remount,bind,rw \"$0\" && exec \"$@\"";
        string[] words = ["unshare", "--mount", "sh", "-c", ReadOnly, writable];
        return IsRoot && await RunAsync(words[0], [.. words[1..], "true"]) == 0 ? words : [];
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        _ = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private static async Task<double> ShareOfACoreAsync(ServerProcess server, TimeSpan time)
    {
        server.Process.Refresh();
        TimeSpan before = server.Process.TotalProcessorTime;
        await Task.Delay(time, TestContext.Current.CancellationToken);
        server.Process.Refresh();
        return (server.Process.TotalProcessorTime - before) / time;
    }

    private static void RequireProgram(string name) =>
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, name))), $"{name} is not installed");

    /// <summary>Over UDP, and over a new connection from an address that nobody else uses.</summary>
    private static void AssertAnswers(IPEndPoint address)
    {
        Assert.NotNull(DnsExchange.Udp(address, ListenerBench.Www));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.203.0.1"), 0));
        socket.Connect(address);
        Assert.NotNull(DnsExchange.OverStream(socket, ListenerBench.Www.Encode(1)));
    }
}
