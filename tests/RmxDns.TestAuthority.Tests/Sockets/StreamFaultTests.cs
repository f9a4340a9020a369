using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RmxDns.TestAuthority.Sockets;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.TestAuthority.Tests.Sockets;

/// <summary>What a client over TCP goes through at the names that are about it.</summary>
public class StreamFaultTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Where_other_zones_are_served_too_the_connection_is_reset_once_the_query_is_read()
    {
        await using var authority = RunningAuthority.WithInteropZones();
        using Socket socket = Send(authority, "tc-tcp-refused");
        SocketException reset = Assert.Throws<SocketException>(() => socket.Receive(new byte[10]));
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    [Fact]
    public async Task At_an_address_that_serves_nothing_else_the_connection_is_refused_and_udp_is_answered()
    {
        IPAddress own = IPAddress.Parse("127.94.1.2"), others = IPAddress.Parse("127.94.1.3");
        int port = FreeAddress.OwnPort().Port;
        await using TestAuthorityServer server = TestAuthorityServer.Start(new Authority(InteropZones.All, TimeProvider.System), [new(own, port), new(others, port)]);
        Assert.True(DnsExchange.Udp(new IPEndPoint(own, port), RunningAuthority.Query("tc-tcp-refused.interop.test."))!.IsTruncated);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => socket.Connect(own, port)).SocketErrorCode);
        using var open = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        open.Connect(others, port);
    }

    [Fact]
    public async Task A_hanging_connection_says_nothing_and_stays_open()
    {
        await using var authority = RunningAuthority.WithInteropZones();
        using Socket socket = Send(authority, "tc-tcp-hang");
        Assert.False(socket.Poll(Moment, SelectMode.SelectRead));
    }

    [Fact]
    public async Task The_connection_ends_in_the_middle_of_the_answer()
    {
        await using var authority = RunningAuthority.WithInteropZones();
        byte[] received = ReadToEnd(Send(authority, "tc-tcp-close"));
        int promised = BinaryPrimitives.ReadUInt16BigEndian(received);
        Assert.InRange(received.Length - 2, 12, promised - 1);
    }

    [Theory]
    [InlineData("tc-tcp-long", 7)]
    [InlineData("tc-tcp-short", -7)]
    public async Task The_length_in_front_is_wrong(string name, int by)
    {
        await using var authority = RunningAuthority.WithInteropZones();
        using Socket socket = Send(authority, name);
        byte[] buffer = new byte[1_000];
        int received = 0;
        while (socket.Poll(Moment, SelectMode.SelectRead))
            received += socket.Receive(buffer, received, buffer.Length - received, SocketFlags.None);
        Assert.Equal(received - 2 + by, BinaryPrimitives.ReadUInt16BigEndian(buffer));
        _ = MessageDecoder.Decode(buffer[2..received]);
    }

    [Fact]
    public async Task One_octet_at_a_time_is_the_right_answer_in_the_end()
    {
        await using var authority = RunningAuthority.WithInteropZones();
        using Socket socket = Send(authority, "tc-tcp-octets");
        byte[] first = new byte[100];
        Assert.InRange(socket.Receive(first), 1, 40);
        DnsMessage whole = MessageDecoder.Decode(DnsExchange.Tcp(authority.Address, RunningAuthority.Query("r5.tc-tcp-octets.interop.test.").Encode(1))!);
        Assert.Equal("0118c0000203046d61696c07696e7465726f70047465737400", Assert.Single(whole.Answer).Rdata.ToLowerInvariant());
    }

    [Fact]
    public async Task A_delay_holds_over_tcp_too()
    {
        await using var authority = RunningAuthority.WithZone("late: {type: RMX, value: unused, rmxdns: {delay: 200}}");
        var clock = Stopwatch.StartNew();
        Assert.NotNull(DnsExchange.Tcp(authority.Address, RunningAuthority.Query("late.lab.test.").Encode(1)));
        Assert.InRange(clock.ElapsedMilliseconds, 195, 5_000);
    }

    [Fact]
    public async Task Queries_of_one_connection_are_answered_one_after_the_other()
    {
        await using var authority = RunningAuthority.WithInteropZones();
        using Socket socket = Connect(authority);
        byte[] first = Framed("canary", 1), second = Framed("plain-one", 2);
        socket.Send([.. first, .. second]);
        Assert.Equal(1, BinaryPrimitives.ReadUInt16BigEndian(DnsExchange.ReceiveFramed(socket)));
        Assert.Equal(2, BinaryPrimitives.ReadUInt16BigEndian(DnsExchange.ReceiveFramed(socket)));
    }

    private static Socket Send(RunningAuthority authority, string name)
    {
        Socket socket = Connect(authority);
        socket.Send(Framed(name, 1));
        return socket;
    }

    private static Socket Connect(RunningAuthority authority)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        socket.Connect(authority.Address);
        return socket;
    }

    private static byte[] Framed(string name, ushort id)
    {
        byte[] query = RunningAuthority.Query($"{RunningAuthority.FreshLabel()}.{name}.interop.test.").Encode(id);
        return [(byte)(query.Length >> 8), (byte)query.Length, .. query];
    }

    private static byte[] ReadToEnd(Socket socket)
    {
        using (socket)
        {
            var received = new List<byte>();
            byte[] buffer = new byte[1_000];
            for (int count; (count = socket.Receive(buffer)) > 0;)
                received.AddRange(buffer[..count]);
            return [.. received];
        }
    }
}
