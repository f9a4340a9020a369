using System.Net;
using System.Net.Sockets;
using RmxDns.Answering;
using RmxDns.Server.Statistics;
using RmxDns.Server.Tests.Reload;
using RmxDns.Server.Udp;
using RmxDns.Testing;

namespace RmxDns.Server.Tests.Udp;

/// <summary>Where a query claims to come from: never a loop with a service that answers anything, never a batch that one address stops.</summary>
public class SourcePortTests
{
    private const string NeedsRoot = "raw sockets need root";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ports_of_services_that_answer_anything_are_dropped_and_53_is_answered(bool portable)
    {
        using RawDatagrams? raw = RawDatagrams.TryOpen();
        Assert.SkipWhen(raw is null, NeedsRoot);
        Assert.SkipUnless(portable || OperatingSystem.IsLinux(), "needs the batched calls");
        await using ListenerBench bench = await ListenerBench.StartAsync(change: settings => settings with { PortableUdp = portable });
        foreach (ushort port in (ushort[])[0, 7, 13, 19, 37])
            raw.Send(port, bench.Address, ListenerBench.Www.Encode(port));
        await ListenerBench.UntilAsync(() => bench.Workers.Sum().Dropped == 5, "not five are dropped");
        Assert.Equal((0, 0), (bench.Workers.Sum().Queries, bench.Workers.Sum().SendErrors));
        raw.Send(53, bench.Address, ListenerBench.Www.Encode(53));
        await ListenerBench.UntilAsync(() => bench.Workers.Sum().Queries == 1, "53 is not answered");
        bench.AssertAnswers();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task One_that_cannot_be_answered_in_the_middle_of_a_batch_costs_the_others_nothing(ushort badPort)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs the batched calls");
        using RawDatagrams? raw = RawDatagrams.TryOpen();
        Assert.SkipWhen(raw is null, NeedsRoot);
        var zones = new CurrentZones { Value = ZoneText.Set(("bench.test.", "www A 192.0.2.1")) };
        var workers = new Workers(new AnswerSettings(), new FaultLog(new CollectedLog(), TimeProvider.System));
        IPEndPoint address = FreeAddress.OwnAddress();
        using Socket server = UdpSockets.Bind(address, shared: false);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        client.Connect(address);
        // All wait in the socket before the worker starts, so that they make one batch.
        for (ushort id = 0; id < 20; id++)
        {
            client.Send(ListenerBench.Www.Encode(id));
            if (id == 10)
                raw.Send(badPort, address, ListenerBench.Www.Encode(99));
        }
        using var stop = new CancellationTokenSource();
        var worker = new BatchedUdpWorker(server, false, 1232, zones, workers);
        var running = Task.Run(() => worker.Run(stop.Token), TestContext.Current.CancellationToken);
        byte[] answer = new byte[512];
        for (int id = 0; id < 20; id++)
        {
            Assert.True(client.Receive(answer) > 12);
            Assert.Equal(id, answer[1]);
        }
        await stop.CancelAsync();
        await running;
        Assert.Equal((20, 1), (workers.Sum().Queries, workers.Sum().Dropped));
    }

    [Theory]
    [InlineData(null, 0, 1)]
    [InlineData("127.255.255.255", 5300, 1)]
    [InlineData(null, null, 65_508)]
    public void What_cannot_be_sent_is_passed_over_and_the_rest_goes_out(string? address, int? port, int length)
    {
        // EINVAL for port 0, EACCES for a broadcast that the socket may not send, EMSGSIZE.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs the batched calls");
        using Socket server = UdpSockets.Bind(new IPEndPoint(IPAddress.Loopback, 0), shared: false);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        client.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var good = (IPEndPoint)client.LocalEndPoint!;
        var bad = new IPEndPoint(address is null ? good.Address : IPAddress.Parse(address), port ?? good.Port);
        var counters = new TransportCounters();
        Send(server, counters, (good, 1), (bad, length), (good, 1), (bad, length), (bad, length), (good, 1));
        byte[] received = new byte[16];
        foreach (byte expected in (byte[])[0, 2, 5])
        {
            Assert.Equal(1, client.Receive(received));
            Assert.Equal(expected, received[0]);
        }
        Assert.Equal((3, 0), (counters.SendErrors, client.Available));
    }

    /// <summary>Sends a batch of datagrams, each with its number in its first octet.</summary>
    private static unsafe void Send(Socket server, TransportCounters counters, params (IPEndPoint To, int Length)[] datagrams)
    {
        using var buffers = new BatchBuffers(ushort.MaxValue, withControl: false);
        for (int i = 0; i < datagrams.Length; i++)
        {
            datagrams[i].To.Serialize().Buffer[..16].Span.CopyTo(new Span<byte>(buffers.Messages[i].Header.Name, 16));
            buffers.Messages[i].Header.NameLength = 16;
            buffers.Response(i)[0] = (byte)i;
            buffers.Queue(i, i, datagrams[i].Length);
        }
        BatchedUdpWorker.Send(server, buffers, datagrams.Length, counters);
    }
}
