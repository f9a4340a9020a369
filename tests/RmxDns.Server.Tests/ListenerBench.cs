using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using RmxDns.Answering;
using RmxDns.Server.Settings;
using RmxDns.Server.Statistics;
using RmxDns.Server.Tcp;
using RmxDns.Server.Tests.Reload;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;
using DnsMessage = RmxDns.Testing.Dns.DnsMessage;

namespace RmxDns.Server.Tests;

/// <summary>The server's listeners in the test's own process, with limits of the test's choice, over real sockets.</summary>
internal sealed class ListenerBench : IAsyncDisposable
{
    private const string Lines = """
        @ TXT apex
        www A 192.0.2.1
        big TXT "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        """;

    private readonly WebApplication _app;
    private readonly ConnectionGate _gate;

    private ListenerBench(WebApplication app, ConnectionGate gate, IPEndPoint address, Workers workers, CollectedLog log) =>
        (_app, _gate, Address, Workers, Log) = (app, gate, address, workers, log);

    public IPEndPoint Address { get; }

    public Workers Workers { get; }

    public CollectedLog Log { get; }

    public static DnsQuery Www { get; } = new(Name.Parse("www.bench.test.").Wire.ToArray(), RrType.A);

    /// <summary>A query whose answer takes nearly all of 64 KiB.</summary>
    public static DnsQuery Huge { get; } = new(Name.Parse("huge.bench.test.").Wire.ToArray(), RrType.Txt);

    /// <summary>Starts listeners on an address of their own.</summary>
    public static async Task<ListenerBench> StartAsync(TcpLimits? limits = null, Func<ServerSettings, ServerSettings>? change = null)
    {
        IPEndPoint address = FreeAddress.OwnAddress();
        var settings = new ServerSettings { Zones = [], Listen = [address] };
        settings = change?.Invoke(settings) ?? settings;
        string huge = string.Join('\n', Enumerable.Range(0, 290).Select(i => $"huge TXT {i:D3}{new string('x', 200)}"));
        var zones = new CurrentZones { Value = ZoneText.Set(("bench.test.", $"{Lines}\n{huge}")) };
        var log = new CollectedLog();
        var queries = settings.LogQueries > 0 ? new QueryLog(settings.LogQueries, ZoneText.Types, log, TimeProvider.System) : null;
        var workers = new Workers(new AnswerSettings(settings.EdnsSize), new FaultLog(log, TimeProvider.System), queries);
        var gate = new ConnectionGate();
        WebApplication app = Listeners.Build(
            settings, gate, Serilog.Core.Logger.None, zones, workers, queries is null ? [] : [queries]);
        await app.StartAsync();
        gate.Open(limits ?? new TcpLimits(1000, 256));
        return new ListenerBench(app, gate, settings.Listen[0], workers, log);
    }

    /// <summary>A connection, from an address of one's choice.</summary>
    public Socket Connect(IPAddress? from = null)
    {
        var socket = new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000, SendTimeout = 10_000 };
        if (from is not null)
            socket.Bind(new IPEndPoint(from, 0));
        socket.Connect(Address);
        return socket;
    }

    /// <summary>Whether it answers over UDP and over a new connection.</summary>
    public void AssertAnswers()
    {
        Assert.Equal("c0000201", DnsExchange.Udp(Address, Www)?.Answer[0].Rdata);
        using Socket socket = Connect(IPAddress.Parse("127.200.0.1"));
        Assert.NotNull(DnsExchange.OverStream(socket, Www.Encode(1)));
    }

    /// <summary>Whether the server closes a connection in time, whatever it sends before.</summary>
    public static bool IsClosedWithin(Socket socket, TimeSpan patience)
    {
        byte[] buffer = new byte[65_536];
        long deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        try
        {
            while (Environment.TickCount64 < deadline)
            {
                if (socket.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectRead) && socket.Receive(buffer) == 0)
                    return true;
            }
        }
        catch (SocketException fault) when (fault.SocketErrorCode != SocketError.TimedOut)
        {
            return true;
        }
        return false;
    }

    /// <summary>Waits for something to become true.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        long deadline = Environment.TickCount64 + 30_000;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, what);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static byte[] Framed(params DnsQuery[] queries) =>
        [.. queries.SelectMany((query, i) => Frame(query.Encode((ushort)i)))];

    public static byte[] Frame(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    public static DnsMessage Read(byte[]? message) => MessageDecoder.Decode(message!);

    public async Task StopAsync() => await _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _gate.Dispose();
    }
}
