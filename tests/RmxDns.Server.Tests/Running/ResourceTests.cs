using System.Net;
using System.Net.Sockets;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Server.Tests.Running;

/// <summary>Few descriptors, few rights, more traffic than can be answered: the server goes on and takes no more than it may.</summary>
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
        // Closing what was too many takes a moment.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        server.Process.Refresh();
        TimeSpan before = server.Process.TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        server.Process.Refresh();
        Assert.InRange((server.Process.TotalProcessorTime - before).TotalSeconds, 0, 0.1);
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
    public async Task A_flood_leaves_memory_flat_drops_counted_and_answers_coming()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        RequireProgram("taskset");
        IPEndPoint address = FreeAddress.OwnAddress();
        await using var server = ServerProcess.Launch(
            address, ["--zones", _folder.Zones, "--listen", address.ToString(), "--workers", "1"], "taskset", "--cpu-list", "0");
        await server.WaitForLogAsync(" ready: ");
        using var stop = new CancellationTokenSource();
        Task<long>[] floods = [.. Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
            () => Flood(address, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        long before = MemoryOf(server);
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        long after = MemoryOf(server);
        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(floods), late => Assert.True(late > 0, "no answer came after two seconds of it"));
        Assert.InRange(after - before, long.MinValue, 32 << 20);
        AssertAnswers(address);
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
        Assert.Matches("[1-9][0-9]* lost in full receive buffers", server.Log);
    }

    [Fact]
    public async Task A_user_without_rights_can_run_it_and_only_the_state_folder_is_written()
    {
        RequireProgram("setpriv");
        Assert.SkipUnless(Environment.UserName == "root", "needs root, to give rights up");
        string state = _folder.PathOf("state");
        _ = Directory.CreateDirectory(state);
        using (var chown = System.Diagnostics.Process.Start("chown", ["65534:65534", state]))
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        IPEndPoint address = FreeAddress.OwnAddress();
        await using var server = ServerProcess.Launch(
            address, ["--zones", _folder.Zones, "--listen", address.ToString(), "--state", state],
            // A user without a home, who may write nowhere but where the kernel and the state folder let all.
            "unshare", "--mount", "sh", "-c", "mount -o remount,bind,ro / 2>/dev/null; mount --bind \"$0\" \"$0\" && mount -o remount,bind,rw \"$0\"; state=$0; exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"", state);
        await server.WaitForLogAsync(" ready: ");
        Assert.Contains("Uid:\t65534", await File.ReadAllTextAsync($"/proc/{server.Process.Id}/status", TestContext.Current.CancellationToken), StringComparison.Ordinal);
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
        RequireProgram("setpriv");
        Assert.SkipUnless(Environment.UserName == "root", "needs root, to give rights up");
        string least = (await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_unprivileged_port_start", TestContext.Current.CancellationToken)).Trim();
        Assert.SkipWhen(least is "0", "this system gives every port to every user");
        await using var server = ServerProcess.Launch(
            new IPEndPoint(IPAddress.Loopback, 53), ["--zones", _folder.Zones, "--listen", "127.0.0.1:53"], "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        Assert.Equal(1, await server.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("cannot listen on 127.0.0.1:53: permission denied; ports below 1024 need root", server.Log, StringComparison.Ordinal);
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

    /// <summary>Sends as fast as it can.</summary>
    /// <returns>How many answers came after the first two seconds.</returns>
    private static long Flood(IPEndPoint address, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(address);
        byte[] query = ListenerBench.Www.Encode(1), answer = new byte[512];
        long late = 0, start = Environment.TickCount64;
        while (!stop.IsCancellationRequested)
        {
            for (int i = 0; i < 1000; i++)
                _ = socket.Send(query);
            while (socket.Available > 0)
            {
                _ = socket.Receive(answer);
                late += Environment.TickCount64 - start > 2000 ? 1 : 0;
            }
        }
        return late;
    }

    private static long MemoryOf(ServerProcess server)
    {
        server.Process.Refresh();
        return server.Process.WorkingSet64;
    }
}
