using System.Net;
using System.Net.Sockets;
using RmxDns.Answering;
using RmxDns.Server.Statistics;
using RmxDns.Server.Tests.Reload;
using RmxDns.Server.Udp;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Server.Tests.Udp;

/// <summary>A datagram allocates nothing on its whole way through a worker: system calls, answer, counters.</summary>
public class WorkerAllocationTests
{
    private const int Few = 500;
    private const int Many = 5000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_times_the_queries_allocate_no_more(bool portable)
    {
        Assert.SkipUnless(portable || OperatingSystem.IsLinux(), "needs the batched calls");
        _ = await AllocatedAsync(portable, Few);
        // What is compiled better meanwhile may allocate once; an allocation for each datagram comes every time.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > Many - Few; attempt++)
            least = Math.Min(least, await AllocatedAsync(portable, Many) - await AllocatedAsync(portable, Few));
        Assert.InRange(least, long.MinValue, Many - Few);
    }

    /// <summary>The octets that a worker's thread allocates from its start to its end.</summary>
    private static async Task<long> AllocatedAsync(bool portable, int queries)
    {
        var zones = new CurrentZones { Value = ZoneText.Set(("bench.test.", "www A 192.0.2.1")) };
        var workers = new Workers(new AnswerSettings(), new FaultLog(new CollectedLog(), TimeProvider.System));
        IPEndPoint address = FreeAddress.OwnAddress();
        using Socket socket = UdpSockets.Bind(address, shared: false);
        IUdpWorker worker = portable ? new PortableUdpWorker(socket, 1232, zones, workers) : new BatchedUdpWorker(socket, false, 1232, zones, workers);
        using var stop = new CancellationTokenSource();
        Task<long> running = Task.Factory.StartNew(
            () =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                worker.Run(stop.Token);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        int answered = DnsExchange.UdpBatch(address, [.. Enumerable.Repeat(ListenerBench.Www, queries)]).Count(answer => answer is not null);
        Assert.InRange(answered, queries * 9 / 10, queries);
        await stop.CancelAsync();
        return await running;
    }
}
