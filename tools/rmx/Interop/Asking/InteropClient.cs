using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Channels;
using RmxDns.Rdata;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Interop.Asking;

/// <summary>
/// Asks as a receiver's stub does: over UDP it sends once more after two seconds, and behind TC it asks over TCP. Unlike
/// <see cref="Queries.DnsClient"/> it keeps every octet and judges nothing, many questions can be under way at once, and each has a
/// socket of its own. Every wait is bounded; what goes wrong is told in the conversation, and nothing is thrown.
/// </summary>
/// <param name="server">Whom to ask.</param>
/// <param name="types">The record types.</param>
/// <param name="patience">How long to wait for a response over UDP, and again over TCP.</param>
internal sealed class InteropClient(IPEndPoint server, TypeTable types, TimeSpan patience)
{
    /// <summary>The connections that one client has at once; a resolver may allow as few as ten in all.</summary>
    private const int MostConnections = 4;

    private const int MostStrays = 20;

    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(2);

    /// <summary>An element for each connection that is open; full when no more may be.</summary>
    private readonly Channel<bool> _connections = Channel.CreateBounded<bool>(MostConnections);

    /// <summary>Asks one question.</summary>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public async Task<Conversation> AskAsync(Name name, ushort type, bool overTcp, int? ednsSize, CancellationToken ending)
    {
        var clock = Stopwatch.StartNew();
        var messages = new List<Carried>();
        Message? response = null;
        string? silence = null;
        bool fellBack = false;
        TimeSpan queued = TimeSpan.Zero;
        if (!overTcp)
        {
            (response, silence) = await TryAsync(AskOverUdpAsync, name, type, ednsSize, messages, ending);
            fellBack = response is { Truncated: true };
        }
        bool cameOverTcp = false;
        if (overTcp || fellBack)
        {
            TimeSpan asked = clock.Elapsed;
            await _connections.Writer.WriteAsync(true, ending);
            queued = clock.Elapsed - asked;
            (Message? Response, string? Silence) over = await TryAsync(AskOverTcpAsync, name, type, ednsSize, messages, ending);
            cameOverTcp = over.Response is not null;
            _ = _connections.Reader.TryRead(out _);
            (response, silence) = (over.Response ?? response, over.Silence);
        }
        return new Conversation(name, type, ednsSize)
        {
            Messages = messages,
            Response = response,
            OverTcp = cameOverTcp,
            FellBack = fellBack,
            Silence = silence,
            Elapsed = clock.Elapsed - queued,
        };
    }

    private async Task<(Message? Response, string? Silence)> TryAsync(
        Func<byte[], List<Carried>, CancellationToken, Task<byte[]?>> ask, Name name, ushort type, int? ednsSize, List<Carried> messages, CancellationToken ending)
    {
        byte[] query = QueryMessage.Encode((ushort)RandomNumberGenerator.GetInt32(0x10000), name, type, ednsSize, recursion: true);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
        limit.CancelAfter(patience);
        try
        {
            return await ask(query, messages, limit.Token) is { } octets ? (MessageReader.Read(octets, types), null)
                : (null, messages is [.., { Outward: false }] ? "no response among the messages that came" : "the connection was closed before a response was whole");
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            return (null, $"no response within {patience.TotalSeconds:0.###} s");
        }
        catch (SocketException fault)
        {
            return (null, $"no response: {fault.SocketErrorCode}");
        }
    }

    private async Task<byte[]?> AskOverUdpAsync(byte[] query, List<Carried> messages, CancellationToken limit)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(server);
        byte[] buffer = new byte[ushort.MaxValue];
        messages.Add(new Carried(true, false, query));
        _ = await socket.SendAsync(query, limit);
        Task? again = Task.Delay(ResendAfter, limit);
        for (int strays = 0; strays < MostStrays; strays++)
        {
            Task<int> receiving = socket.ReceiveAsync(buffer, limit).AsTask();
            if (again is not null && await Task.WhenAny(receiving, again) == again)
            {
                again = null;
                limit.ThrowIfCancellationRequested();
                messages.Add(new Carried(true, false, query));
                _ = await socket.SendAsync(query, limit);
            }
            byte[] came = buffer[..await receiving];
            messages.Add(new Carried(false, false, came));
            if (Answers(came, query))
                return came;
        }
        return null;
    }

    private async Task<byte[]?> AskOverTcpAsync(byte[] query, List<Carried> messages, CancellationToken limit)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, limit);
        byte[] framed = new byte[query.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
        query.CopyTo(framed, 2);
        messages.Add(new Carried(true, true, query));
        _ = await socket.SendAsync(framed, limit);
        for (int strays = 0; strays < MostStrays; strays++)
        {
            byte[] length = new byte[2];
            if (!await FillAsync(socket, length, limit))
                return null;
            byte[] came = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            if (!await FillAsync(socket, came, limit))
                return null;
            messages.Add(new Carried(false, true, came));
            if (Answers(came, query))
                return came;
        }
        return null;
    }

    private static async Task<bool> FillAsync(Socket socket, Memory<byte> buffer, CancellationToken limit)
    {
        while (!buffer.IsEmpty)
        {
            int count = await socket.ReceiveAsync(buffer, limit);
            if (count == 0)
                return false;
            buffer = buffer[count..];
        }
        return true;
    }

    private static bool Answers(byte[] came, byte[] query) => came.Length >= Header.Length && Header.Id(came) == Header.Id(query);
}
