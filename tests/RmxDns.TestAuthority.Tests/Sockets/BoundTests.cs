using System.Net;
using System.Net.Sockets;
using RmxDns.TestAuthority.Sockets;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.TestAuthority.Tests.Sockets;

/// <summary>What keeps a test authority from being a weapon: where it listens, and how much it sends and holds.</summary>
public class BoundTests
{
    private const int Floods = 100_000;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.1")]
    [InlineData("::")]
    public async Task It_refuses_addresses_that_are_not_loopback_unless_told(string address)
    {
        var authority = new Authority(InteropZones.All, TimeProvider.System);
        var endPoint = new IPEndPoint(IPAddress.Parse(address), FreeAddress.OwnPort().Port);
        Assert.Contains("not a loopback address", Assert.Throws<ArgumentException>(() => TestAuthorityServer.Start(authority, [endPoint])).Message, StringComparison.Ordinal);
        await using var open = new TestAuthorityServer(authority, anyAddress: true);
        if (address == "0.0.0.0")
            open.Listen(endPoint);
    }

    [Fact]
    public async Task An_address_in_use_leaves_nothing_bound()
    {
        await using var first = RunningAuthority.WithInteropZones();
        IPEndPoint free = FreeAddress.OwnAddress();
        Assert.Throws<SocketException>(() => TestAuthorityServer.Start(first.Server.Authority, [free, first.Address]));
        await using TestAuthorityServer again = TestAuthorityServer.Start(first.Server.Authority, [free]);
    }

    [Fact]
    public void Answers_to_one_address_are_bounded_and_others_get_theirs()
    {
        var bounds = new AuthorityBounds();
        IPAddress one = IPAddress.Parse("127.0.0.1"), other = IPAddress.Parse("127.0.0.2");
        // A second may end in between.
        Assert.InRange(Enumerable.Range(0, Floods).Count(_ => bounds.TryAnswer(one)), AuthorityBounds.AnswersPerSecond, 3 * AuthorityBounds.AnswersPerSecond);
        Assert.True(bounds.TryAnswer(other));
        Assert.InRange(bounds.Refused, Floods - (3 * AuthorityBounds.AnswersPerSecond), Floods);
    }

    [Fact]
    public void Held_answers_and_connections_are_bounded_in_all_and_for_one_address()
    {
        var bounds = new AuthorityBounds();
        IPAddress one = IPAddress.Parse("127.0.0.1");
        Assert.Equal(AuthorityBounds.MostHeldPerAddress, Enumerable.Range(0, Floods).Count(_ => bounds.TryHold(one)));
        IEnumerable<IPAddress> many = Enumerable.Range(0, 10_000).Select(i => new IPAddress([127, 1, (byte)(i >> 8), (byte)i]));
        Assert.Equal(AuthorityBounds.MostHeld - AuthorityBounds.MostHeldPerAddress, many.Count(bounds.TryHold));
        bounds.Release(one);
        Assert.True(bounds.TryHold(one));
        Assert.Equal(AuthorityBounds.MostConnectionsPerAddress, Enumerable.Range(0, Floods).Count(_ => bounds.TryConnect(one)));
        Assert.Equal(AuthorityBounds.MostConnections - AuthorityBounds.MostConnectionsPerAddress, many.Count(bounds.TryConnect));
    }

    [Fact]
    public async Task A_hundred_thousand_delayed_queries_leave_memory_flat()
    {
        await using var authority = RunningAuthority.WithZone("late: {type: RMX, value: unused, rmxdns: {delay: 60000, rdata-size: 4000}}\n'*.late': {type: RMX, value: unused, rmxdns: {delay: 60000, rdata-size: 4000}}\nsoon: {type: RMX, value: unused}");
        Flood(authority, 2_000);
        long before = Settled();
        Flood(authority, Floods);
        // Sent again where the full queue lost it.
        Assert.NotNull(DnsExchange.Udp(authority.Address, RunningAuthority.Query("soon.lab.test.")));
        // 1,024 answers of 4 KB at most are held; what is remembered of names is bounded too.
        Assert.InRange(Settled() - before, long.MinValue, 12 << 20);
        Assert.True(authority.Server.Refused > 0);
    }

    private static void Flood(RunningAuthority authority, int queries)
    {
        // From several addresses, since one alone is held to its bound.
        Socket[] sockets = [.. Enumerable.Range(1, 8).Select(host =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(new IPAddress([127, 2, 0, (byte)host]), 0));
            socket.Connect(authority.Address);
            return socket;
        })];
        for (int i = 0; i < queries; i++)
            sockets[i % sockets.Length].Send(RunningAuthority.Query($"{RunningAuthority.FreshLabel()}.late.lab.test.", ednsSize: 4096).Encode((ushort)i));
        foreach (Socket socket in sockets)
            socket.Dispose();
    }

    private static long Settled() => GC.GetTotalMemory(forceFullCollection: true);
}
