using System.Net.Sockets;
using RmxDns.Server.Tcp;
using RmxDns.Testing.Dns;

namespace RmxDns.Server.Tests.Tcp;

/// <summary>Messages on a stream: however they are cut, in order, and only so long.</summary>
public class StreamTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(800);

    // What is asserted is that they are closed, long before the usual limits; a busy machine may take its time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static TcpLimits Impatient => new(1000, 256) { Idle = Short, Message = Short };

    [Fact]
    public async Task Several_queries_in_a_packet_are_answered_in_order()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync();
        using Socket socket = bench.Connect();
        socket.Send(ListenerBench.Framed([.. Enumerable.Repeat(ListenerBench.Www, 100)]));
        for (int id = 0; id < 100; id++)
            Assert.Equal(id, ListenerBench.Read(DnsExchange.ReceiveFramed(socket)).Id);
    }

    [Fact]
    public async Task A_query_octet_by_octet_is_answered()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync();
        using Socket socket = bench.Connect();
        foreach (byte octet in ListenerBench.Framed(ListenerBench.Www))
            socket.Send([octet]);
        Assert.Equal("c0000201", ListenerBench.Read(DnsExchange.ReceiveFramed(socket)).Answer[0].Rdata);
    }

    [Fact]
    public async Task A_megabyte_of_queries_is_answered_in_order()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync();
        using Socket socket = bench.Connect();
        byte[] one = ListenerBench.Framed(ListenerBench.Www);
        int count = (1 << 20) / one.Length;
        byte[] all = [.. Enumerable.Range(0, count).SelectMany(i => ListenerBench.Frame(ListenerBench.Www.Encode((ushort)i)))];
        var sending = Task.Run(() => socket.Send(all), TestContext.Current.CancellationToken);
        using var stream = new BufferedStream(new NetworkStream(socket), 1 << 16);
        byte[] head = new byte[4];
        byte[] rest = new byte[65_535];
        for (int i = 0; i < count; i++)
        {
            stream.ReadExactly(head);
            Assert.Equal((ushort)i, (ushort)((head[2] << 8) | head[3]));
            stream.ReadExactly(rest, 0, ((head[0] << 8) | head[1]) - 2);
        }
        Assert.Equal(all.Length, await sending);
    }

    [Fact]
    public async Task A_length_of_zero_ends_the_connection_after_what_came_before()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync();
        using Socket socket = bench.Connect();
        socket.Send([.. ListenerBench.Framed(ListenerBench.Www), 0, 0, .. ListenerBench.Framed(ListenerBench.Www)]);
        Assert.NotNull(DnsExchange.ReceiveFramed(socket));
        Assert.True(ListenerBench.IsClosedWithin(socket, Patience));
    }

    [Fact]
    public async Task What_a_client_asked_before_it_closed_its_half_is_answered()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync();
        using Socket socket = bench.Connect();
        socket.Send(ListenerBench.Framed(ListenerBench.Www, ListenerBench.Huge));
        socket.Shutdown(SocketShutdown.Send);
        Assert.NotNull(DnsExchange.ReceiveFramed(socket));
        Assert.InRange(DnsExchange.ReceiveFramed(socket)!.Length, 60_000, 65_535);
        Assert.Equal(0, socket.Receive(new byte[1]));
    }

    [Fact]
    public async Task A_silent_connection_is_closed()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync(Impatient);
        using Socket silent = bench.Connect();
        using Socket answered = bench.Connect();
        Assert.NotNull(DnsExchange.OverStream(answered, ListenerBench.Www.Encode(1)));
        Assert.True(ListenerBench.IsClosedWithin(silent, Patience));
        Assert.True(ListenerBench.IsClosedWithin(answered, Patience));
        await ListenerBench.UntilAsync(() => bench.Workers.Sum().ConnectionsClosed == 2, "not both are counted");
    }

    [Fact]
    public async Task A_message_that_trickles_in_is_not_waited_for()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync(Impatient with { Idle = TimeSpan.FromSeconds(60) });
        using Socket socket = bench.Connect();
        byte[] message = ListenerBench.Framed(ListenerBench.Www);
        bool closed = false;
        for (int i = 0; i < message.Length - 1 && !closed; i++)
        {
            try
            {
                socket.Send(message, i, 1, SocketFlags.None);
            }
            catch (SocketException)
            {
                break;
            }
            closed = ListenerBench.IsClosedWithin(socket, TimeSpan.FromMilliseconds(150));
        }
        Assert.True(closed || ListenerBench.IsClosedWithin(socket, TimeSpan.Zero) || !socket.Connected);
        Assert.Equal(0, bench.Workers.Sum().Queries);
        bench.AssertAnswers();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_never_reads_is_dropped_even_when_it_has_closed_its_half(bool halfClosed)
    {
        await using ListenerBench bench = await ListenerBench.StartAsync(Impatient);
        using Socket socket = bench.Connect();
        socket.ReceiveBufferSize = 4096;
        byte[] huge = ListenerBench.Framed(ListenerBench.Huge);
        socket.Send([.. Enumerable.Repeat(huge, 300).SelectMany(octets => octets)]);
        if (halfClosed)
            socket.Shutdown(SocketShutdown.Send);
        await ListenerBench.UntilAsync(() => bench.Workers.Sum().ConnectionsClosed == 1, "the connection is still open");
        bench.AssertAnswers();
        Assert.True(bench.Workers.Sum().Queries < 300, "all was answered into memory");
    }

    [Fact]
    public async Task A_stop_ends_idle_and_stuck_connections_in_time()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync();
        List<Socket> sockets = [.. Enumerable.Range(0, 100).Select(_ => bench.Connect())];
        sockets[0].Send([.. Enumerable.Repeat(ListenerBench.Framed(ListenerBench.Huge), 300).SelectMany(octets => octets)]);
        Assert.NotNull(DnsExchange.OverStream(sockets[1], ListenerBench.Www.Encode(1)));
        long started = Environment.TickCount64;
        await bench.StopAsync();
        Assert.InRange(Environment.TickCount64 - started, 0, 5000);
        foreach (Socket socket in sockets.Skip(1))
        {
            Assert.True(ListenerBench.IsClosedWithin(socket, Patience));
            socket.Dispose();
        }
        sockets[0].Dispose();
    }
}
