using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using RmxDns.Server.Tcp;
using RmxDns.Testing.Dns;

namespace RmxDns.Server.Tests.Tcp;

/// <summary>How many connections there are, in all and from one address, whoever opens them.</summary>
public class ConnectionBoundTests
{
    [Fact]
    public async Task Ten_thousand_from_one_address_leave_its_bound_and_nobody_else_out()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync(new TcpLimits(200, 50));
        using Socket other = bench.Connect(IPAddress.Parse("127.201.0.1"));
        Assert.NotNull(DnsExchange.OverStream(other, ListenerBench.Www.Encode(1)));
        var open = new Queue<Socket>();
        for (int i = 0; i < 10_000; i++)
        {
            open.Enqueue(bench.Connect());
            // The client's own descriptors are bounded too.
            if (open.Count > 500)
                open.Dequeue().Dispose();
            if (i % 2500 == 0)
                bench.AssertAnswers();
        }
        await ListenerBench.UntilAsync(() => open.Count(IsOpen) == 50, "not 50 are open");
        Assert.True(open.TakeLast(50).All(IsOpen), "the newest are not those that stay");
        Assert.NotNull(DnsExchange.OverStream(other, ListenerBench.Www.Encode(2)));
        foreach (Socket socket in open)
            socket.Dispose();
    }

    [Fact]
    public async Task Forty_addresses_together_keep_to_the_bound_for_all()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync(new TcpLimits(200, 50));
        var open = new List<Socket>();
        for (int i = 0; i < 40 * 20; i++)
            open.Add(bench.Connect(new IPAddress([127, 202, 0, (byte)(1 + (i % 40))])));
        await ListenerBench.UntilAsync(() => open.Count(IsOpen) == 200, "not 200 are open");
        bench.AssertAnswers();
        open.ForEach(socket => socket.Dispose());
        bench.AssertAnswers();
    }

    [Fact]
    public async Task The_one_idle_longest_makes_room()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync(new TcpLimits(100, 3));
        List<Socket> open = [bench.Connect(), bench.Connect(), bench.Connect()];
        foreach (int used in (int[])[1, 0, 2])
            Assert.NotNull(DnsExchange.OverStream(open[used], ListenerBench.Www.Encode(1)));
        open.Add(bench.Connect());
        Assert.NotNull(DnsExchange.OverStream(open[3], ListenerBench.Www.Encode(1)));
        await ListenerBench.UntilAsync(() => open.Count(IsOpen) < 4, "none made room");
        Assert.Equal([true, false, true, true], open.Select(IsOpen));
        open.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void One_that_was_just_accepted_is_not_overdue()
    {
        using var gate = new ConnectionGate();
        gate.Open(new TcpLimits(10, 10) { Idle = TimeSpan.FromSeconds(30) });
        var registry = new ConnectionRegistry(gate);
        _ = registry.Add(new DefaultConnectionContext(), out _);
        Assert.Equal(0, registry.CloseOverdue(Environment.TickCount64));
        Assert.Equal(1, registry.CloseOverdue(Environment.TickCount64 + 31_000));
    }

    private static bool IsOpen(Socket socket)
    {
        try
        {
            return !socket.Poll(0, SelectMode.SelectRead) || socket.Available > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
