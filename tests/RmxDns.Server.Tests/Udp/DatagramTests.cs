using System.Net;
using System.Net.Sockets;
using RmxDns.Answering;
using RmxDns.Server.Settings;
using RmxDns.Server.Statistics;
using RmxDns.Server.Tests.Reload;
using RmxDns.Server.Udp;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Server.Tests.Udp;

/// <summary>Datagrams in and out: from the address that was asked, whole ones only, on either path.</summary>
public class DatagramTests
{
    private static readonly Func<ServerSettings, ServerSettings> Portable = settings => settings with { PortableUdp = true };

    public static TheoryData<bool> Paths => OperatingSystem.IsLinux() ? [false, true] : [true];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_datagram_longer_than_any_query_is_dropped_and_counted(bool portable)
    {
        await using ListenerBench bench = await ListenerBench.StartAsync(change: portable ? Portable : null);
        byte[] overlong = new byte[BatchBuffers.RequestSize + 1];
        ListenerBench.Www.Encode(7).CopyTo(overlong, 0);
        Assert.Null(DnsExchange.Udp(bench.Address, overlong, TimeSpan.FromMilliseconds(300)));
        bench.AssertAnswers();
        Assert.Equal((1, 2), (bench.Workers.Sum().Dropped, bench.Workers.Sum().Queries));
    }

    [Fact]
    public async Task Both_paths_answer_the_same()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is one path only on this system");
        await using ListenerBench batched = await ListenerBench.StartAsync();
        await using ListenerBench portable = await ListenerBench.StartAsync(change: Portable);
        string[] names = ["www.bench.test.", "huge.bench.test.", "big.bench.test.", "none.bench.test.", "bench.test.", "elsewhere.test.", "."];
        foreach (string name in names)
        {
            foreach (ushort? size in (ushort?[])[null, 512, 1232, 4096])
            {
                byte[] query = new DnsQuery(Name.Parse(name).Wire.ToArray(), RrType.Txt) { EdnsSize = size }.Encode(9);
                Assert.Equal(DnsExchange.Udp(batched.Address, query), DnsExchange.Udp(portable.Address, query)!);
            }
        }
    }

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.5", false)]
    [InlineData("0.0.0.0", "127.77.0.5", false)]
    [InlineData("::", "::1", false)]
    [InlineData("::1", "::1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    public async Task The_answer_comes_from_the_address_that_was_asked(string listen, string asked, bool portable)
    {
        if (!Socket.OSSupportsIPv6 && listen.Contains(':', StringComparison.Ordinal))
            Assert.Skip("this machine has no IPv6");
        Assert.SkipUnless(portable || OperatingSystem.IsLinux(), "needs the batched calls");
        int port = FreeAddress.OwnPort().Port;
        await using ListenerBench bench = await ListenerBench.StartAsync(
            change: settings => settings with { Listen = [new IPEndPoint(IPAddress.Parse(listen), port)], PortableUdp = portable });
        var address = new IPEndPoint(IPAddress.Parse(asked), port);
        // Not connected, so that an answer from anywhere arrives and is seen to come from there.
        using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        socket.SendTo(ListenerBench.Www.Encode(1), address);
        EndPoint from = new IPEndPoint(address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        Assert.True(socket.ReceiveFrom(new byte[512], ref from) > 12);
        Assert.Equal(address, from);
        Assert.NotNull(DnsExchange.Tcp(address, ListenerBench.Www.Encode(2)));
    }

    [Fact]
    public async Task Both_wildcards_can_have_one_port()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "this machine has no IPv6");
        int port = FreeAddress.OwnPort().Port;
        await using ListenerBench bench = await ListenerBench.StartAsync(
            change: settings => settings with { Listen = [new(IPAddress.Any, port), new(IPAddress.IPv6Any, port)] });
        foreach (IPAddress address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            Assert.NotNull(DnsExchange.Udp(new IPEndPoint(address, port), ListenerBench.Www.Encode(1)));
            Assert.NotNull(DnsExchange.Tcp(new IPEndPoint(address, port), ListenerBench.Www.Encode(1)));
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void The_sockets_never_ask_for_unfragmented_datagrams(string address)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "an option of Linux");
        if (!Socket.OSSupportsIPv6 && address.Contains(':', StringComparison.Ordinal))
            Assert.Skip("this machine has no IPv6");
        using Socket socket = UdpSockets.Bind(new IPEndPoint(IPAddress.Parse(address), 0), shared: false);
        bool v6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        // ip(7) and ipv6(7): IP_MTU_DISCOVER is 10 at level 0, IPV6_MTU_DISCOVER 23 at level 41; IP_PMTUDISC_OMIT is 5.
        Span<byte> value = stackalloc byte[4];
        Assert.Equal(4, socket.GetRawSocketOption(v6 ? 41 : 0, v6 ? 23 : 10, value));
        Assert.Equal(5, BitConverter.ToInt32(value));
    }

    [Fact]
    public void What_buffers_held_before_never_comes_out()
    {
        var zones = ZoneText.Set(("bench.test.", "www A 192.0.2.1\nwww TXT some-text\nmail MX 10 www"));
        byte[] query = new DnsQuery(Name.Parse("www.bench.test.").Wire.ToArray(), RrType.Txt) { EdnsSize = 1232 }.Encode(3);
        byte[] last = new byte[65_535];
        Array.Fill(last, (byte)0xA5);
        byte[] clean = new byte[65_535];
        var answerer = new Answerer(new AnswerSettings());
        foreach (Transport transport in (Transport[])[Transport.Udp, Transport.Stream])
        {
            for (int length = 0; length <= query.Length; length++)
            {
                // A short request in a buffer that held a longer one; a response over an older one.
                byte[] request = [.. query.AsSpan(0, length), .. Enumerable.Repeat((byte)0xA5, 64)];
                byte[] response = [.. last];
                int dirty = answerer.Answer(zones, request.AsSpan(0, length), response, transport);
                int expected = answerer.Answer(zones, query.AsSpan(0, length), clean, transport);
                Assert.Equal(clean[..expected], response[..dirty]);
                Assert.DoesNotContain((byte)0xA5, response[..dirty]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_fault_of_the_program_costs_one_message_and_is_logged_once(bool portable)
    {
        var log = new CollectedLog();
        var zones = new CurrentZones { Value = ZoneText.Set(("bench.test.", "")) };
        var workers = new Workers(new AnswerSettings(), new FaultLog(log, TimeProvider.System));
        IPEndPoint address = FreeAddress.OwnAddress();
        using Socket socket = UdpSockets.Bind(address, shared: false);
        // Room for 40 octets, less than the answerer is promised, makes it fail for all but short questions.
        IUdpWorker worker = portable
            ? new PortableUdpWorker(socket, 40, zones, workers)
            : new BatchedUdpWorker(socket, false, 40, zones, workers);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => worker.Run(stop.Token), TestContext.Current.CancellationToken);
        byte[] faulty = new DnsQuery(Name.Parse("a-long-name-of-more-than-forty-octets.in-all.test.").Wire.ToArray(), RrType.A).Encode(1);
        byte[] fine = new DnsQuery(Name.Root.Wire.ToArray(), RrType.A).Encode(2);
        for (int i = 0; i < 5; i++)
        {
            Assert.Null(DnsExchange.Udp(address, faulty, TimeSpan.FromMilliseconds(50)));
            Assert.NotNull(DnsExchange.Udp(address, fine));
        }
        await stop.CancelAsync();
        await running;
        Assert.Single(log.Take());
    }

    [Fact]
    public async Task Queries_are_logged_one_of_so_many_and_at_most_a_hundred_a_second()
    {
        await using ListenerBench bench = await ListenerBench.StartAsync(change: settings => settings with { LogQueries = 2 });
        byte[] hostile = new DnsQuery([4, 0x1B, (byte)'[', 10, (byte)'m', 0], RrType.A).Encode(1);
        Assert.NotNull(DnsExchange.Udp(bench.Address, hostile));
        Assert.NotNull(DnsExchange.Udp(bench.Address, hostile));
        await ListenerBench.UntilAsync(() => bench.Workers.Sum().Queries == 2, "two queries");
        var lines = new List<string>();
        await ListenerBench.UntilAsync(() => { lines.AddRange(bench.Log.Take()); return lines.Count > 0; }, "no line");
        string line = Assert.Single(lines);
        Assert.Contains(@"UDP \027[\010m. A Refused", line, StringComparison.Ordinal);
        long started = Environment.TickCount64;
        _ = DnsExchange.UdpBatch(bench.Address, [.. Enumerable.Repeat(ListenerBench.Www, 1000)]);
        long seconds = 1 + ((Environment.TickCount64 - started) / 1000);
        await bench.StopAsync();
        Assert.InRange(bench.Log.Take().Count, 50, (int)(seconds + 1) * QueryLog.MostPerSecond);
    }
}
