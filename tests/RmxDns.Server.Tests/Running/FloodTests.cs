using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Server.Tests.Running;

/// <summary>Tests that need the machine for themselves; they run after all others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// Three times the queries that can be answered, for 20 seconds, sent whether answers come or not: memory stays as it is, what
/// is dropped is counted, and answers keep coming. The server has a third of one core, which two loops want as well.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FloodTests : IDisposable
{
    private const int Overload = 3;
    private const int Seconds = 20;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);

    private readonly ZoneFolderFixture _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memory_stays_flat_drops_are_counted_and_answers_keep_coming()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset"), "needs taskset");
        string[] core = ["taskset", "--cpu-list", "0"];
        IPEndPoint address = FreeAddress.OwnAddress();
        await using var server = ServerProcess.Launch(
            address, ["--zones", _folder.Zones, "--listen", address.ToString(), "--workers", "1", "--stats-interval", "0"], core);
        await server.WaitForLogAsync(" ready: ");
        Process[] loops = [.. Enumerable.Range(0, 2).Select(_ => Process.Start(core[0], [.. core[1..], "sh", "-c", "while :; do :; done"]))];
        try
        {
            double capacity = Flood(address, double.PositiveInfinity, Measured) / Measured.TotalSeconds;
            Assert.True(capacity > 0, "nothing is answered");
            long before = MemoryOf(server);
            var answered = new List<long>();
            for (int second = 0; second < Seconds; second++)
                answered.Add(Flood(address, Overload * capacity, TimeSpan.FromSeconds(1)));
            long grown = MemoryOf(server) - before;
            TestContext.Current.SendDiagnosticMessage("{0:0} answers a second at the most; then {1}; {2} octets more memory", capacity, string.Join(" ", answered), grown);
            Assert.DoesNotContain(0, answered);
            Assert.InRange(grown, long.MinValue, 32 << 20);
        }
        finally
        {
            foreach (Process loop in loops)
            {
                loop.Kill();
                loop.Dispose();
            }
        }
        Assert.NotNull(DnsExchange.Tcp(address, ListenerBench.Www));
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
        Assert.Matches("[1-9][0-9]* lost in full receive buffers", server.Log);
    }

    /// <summary>Sends queries at a rate, or as fast as it can where it cannot keep up.</summary>
    /// <returns>How many were answered meanwhile.</returns>
    private static long Flood(IPEndPoint address, double rate, TimeSpan time)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(address);
        byte[] query = ListenerBench.Www.Encode(1), answer = new byte[512];
        long answered = 0, sent = 0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            for (int i = 0; i < 100 && sent < clock.Elapsed.TotalSeconds * rate; i++, sent++)
                _ = socket.Send(query);
            for (; socket.Available > 0; answered++)
                _ = socket.Receive(answer);
        }
        return answered;
    }

    private static long MemoryOf(ServerProcess server)
    {
        server.Process.Refresh();
        return server.Process.WorkingSet64;
    }
}
