using System.Buffers.Binary;
using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Server.Statistics;

/// <summary>
/// <c>--log-queries</c>: one of so many queries, at most 100 a second. Workers only copy what is to be logged; a log that
/// is slow to take lines loses some and holds no worker up. Names are in presentation form, so nothing in them reaches a
/// terminal.
/// </summary>
internal sealed class QueryLog(int oneOf, TypeTable types, ILogger logger, TimeProvider clock) : BackgroundService
{
    /// <summary>Lines of one second.</summary>
    public const int MostPerSecond = 100;

    private const int HeaderLength = 12;

    private readonly Lock _gate = new();
    private readonly Channel<Sample> _samples = Channel.CreateBounded<Sample>(
        new BoundedChannelOptions(MostPerSecond) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _seen;
    private long _windowStart;
    private int _inWindow;

    private sealed record Sample(EndPoint? Client, Transport Transport, byte[] Request, Rcode Rcode, int Octets);

    /// <summary>Counts a query.</summary>
    /// <returns>Whether it is one to log.</returns>
    public bool Takes()
    {
        if (Interlocked.Increment(ref _seen) % oneOf != 0)
            return false;
        lock (_gate)
        {
            if (_inWindow == 0 || clock.GetElapsedTime(_windowStart) >= TimeSpan.FromSeconds(1))
            {
                _windowStart = clock.GetTimestamp();
                _inWindow = 0;
            }
            return _inWindow++ < MostPerSecond;
        }
    }

    /// <summary>Hands a query over to be logged.</summary>
    public void Add(EndPoint? client, Transport transport, ReadOnlySpan<byte> request, ReadOnlySpan<byte> response)
    {
        var rcode = (Rcode)(response.Length > 3 ? response[3] & 0xF : 0);
        _ = _samples.Writer.TryWrite(new Sample(client, transport, request.ToArray(), rcode, response.Length));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (Sample sample in _samples.Reader.ReadAllAsync(stoppingToken))
                Write(sample);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
        while (_samples.Reader.TryRead(out Sample? last))
            Write(last);
    }

    private void Write(Sample sample)
    {
        (string name, string type) = QuestionOf(sample.Request);
        string client = sample.Client?.ToString() ?? "unknown";
        string transport = sample.Transport == Transport.Udp ? "UDP" : "TCP";
        if (sample.Octets == 0)
            logger.SilentQuery(client, transport, name, type);
        else
            logger.Query(client, transport, name, type, sample.Rcode, sample.Octets);
    }

    /// <summary>The question as far as it can be read.</summary>
    private (string Name, string Type) QuestionOf(ReadOnlySpan<byte> request)
    {
        const string Unreadable = "unreadable";
        int end = HeaderLength;
        while (end < request.Length && request[end] is > 0 and < 64)
            end += request[end] + 1;
        if (end + 3 > request.Length || Name.FromWire(request[HeaderLength..(end + 1)]) is not { } name)
            return (Unreadable, Unreadable);
        return (name.ToString(), types.NameOf(BinaryPrimitives.ReadUInt16BigEndian(request[(end + 1)..])));
    }
}
