using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Server.Tests.Reload;

/// <summary>
/// Zones change while clients ask over UDP and TCP: no answer is lost, late, wrong, older than one that was seen before, or made of
/// two versions. An RMX record in one zone and the address that it brings along from another change together.
/// </summary>
public sealed class ReloadUnderLoadTests
{
    private const int Changes = 20;
    private const int ClientsOfEachKind = 2;

    /// <summary>Past this an answer counts as late; generous, since the machine may be busy with other tests.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    private static readonly DnsQuery Query = new(Name.Parse("rmx.test").Wire.ToArray(), RrType.DefaultRmx) { EdnsSize = 1232 };

    private int _served;
    private long _answers;

    [Theory]
    [InlineData("HUP")]
    [InlineData("poll")]
    public async Task Every_answer_is_of_one_version_and_none_is_older_than_one_seen_before(string how)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs mv -T and signals");
        using var folder = new LinkedFolder();
        folder.Turn(Version(1));
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, "--poll", how == "poll" ? "1s" : "0");
        _served = 1;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var clients = new List<Task>();
        for (int i = 0; i < ClientsOfEachKind; i++)
        {
            clients.Add(Task.Run(() => Ask(server.EndPoint, SocketType.Dgram, stop.Token), CancellationToken.None));
            clients.Add(Task.Run(() => Ask(server.EndPoint, SocketType.Stream, stop.Token), CancellationToken.None));
        }
        for (int version = 2; version <= Changes + 1; version++)
        {
            folder.Turn(Version(version));
            if (how == "HUP")
                server.Signal("HUP");
            await SeeAsync(version, clients, server);
        }
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.True(Interlocked.Read(ref _answers) > 50 * Changes, $"{_answers} answers");
        Assert.False(server.Process.HasExited, server.Log);
    }

    /// <summary>Waits until a client has seen a version.</summary>
    private async Task SeeAsync(int version, List<Task> clients, ServerProcess server)
    {
        var clock = Stopwatch.StartNew();
        while (Volatile.Read(ref _served) < version)
        {
            if (clients.Find(client => client.IsFaulted) is { } failed)
                await failed;
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"version {version} is not served:\n{server.Log}");
            await Task.Delay(5);
        }
    }

    private void Ask(IPEndPoint server, SocketType type, CancellationToken stop)
    {
        using var socket = new Socket(server.AddressFamily, type, type == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
        socket.ReceiveTimeout = socket.SendTimeout = (int)Late.TotalMilliseconds;
        socket.Connect(server);
        byte[] buffer = new byte[65_535];
        for (ushort id = 0; !stop.IsCancellationRequested; id++)
        {
            int before = Volatile.Read(ref _served);
            byte[]? answer;
            if (type == SocketType.Stream)
                answer = DnsExchange.OverStream(socket, Query.Encode(id));
            else
            {
                _ = socket.Send(Query.Encode(id));
                answer = buffer[..socket.Receive(buffer)];
            }
            Assert.NotNull(answer);
            int version = VersionOf(MessageDecoder.Decode(answer), id);
            Assert.True(version >= before, $"version {version} after {before} was served");
            RaiseTo(version);
            _ = Interlocked.Increment(ref _answers);
        }
    }

    private void RaiseTo(int version)
    {
        for (int seen = _served; seen < version; seen = _served)
            _ = Interlocked.CompareExchange(ref _served, version, seen);
    }

    private static int VersionOf(DnsMessage answer, ushort id)
    {
        string shown = answer.ToString();
        Assert.True(answer is { Rcode: 0, IsAuthoritative: true, IsTruncated: false } && answer.Id == id, shown);
        DnsRecord rmx = Assert.Single(answer.Answer);
        DnsRecord address = Assert.Single(answer.Additional);
        Assert.Equal("host.hosts.test.", address.Owner);
        // 192.0.2.N as an entry of the record and as the address of the host.
        int version = Convert.ToInt32(address.Rdata[^2..], 16);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"c00002{version:x2}"), rmx.Rdata.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Equal(version, (int)address.Ttl);
        return version;
    }

    private static Dictionary<string, string> Version(int version) => new()
    {
        ["rmx.test.yaml"] = string.Create(CultureInfo.InvariantCulture, $$"""
            '':
              - {type: NS, value: ns.example.net.}
              - {type: RMX, value: ['ipv4:192.0.2.{{version}}', 'host:host.hosts.test.']}

            """),
        ["hosts.test.yaml"] = string.Create(CultureInfo.InvariantCulture, $$"""
            '': {type: NS, value: ns.example.net.}
            host: {type: A, ttl: {{version}}, value: 192.0.2.{{version}}}

            """),
    };
}
