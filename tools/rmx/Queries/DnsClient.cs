using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using RmxDns.Rdata;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Queries;

/// <summary>How to ask.</summary>
/// <param name="Server">Whom.</param>
/// <param name="EdnsSize">The UDP size that OPT advertises; null for no EDNS.</param>
/// <param name="OverTcp">Whether to ask over TCP at once.</param>
/// <param name="IgnoreTruncation">Whether a response with TC is taken as it is.</param>
/// <param name="Timeout">How long one attempt waits.</param>
/// <param name="Tries">How often to ask over UDP.</param>
internal sealed record QuerySettings(IPEndPoint Server, int? EdnsSize = 1232, bool OverTcp = false, bool IgnoreTruncation = false, TimeSpan Timeout = default, int Tries = 3);

/// <summary>What came of one question.</summary>
/// <param name="Answer">The response; null when none came.</param>
/// <param name="Transport"><c>UDP</c> or <c>TCP</c>: how it came.</param>
/// <param name="Truncated">The response with TC that was taken as a reason to ask over TCP; null without one.</param>
/// <param name="Notes">What else happened, in order.</param>
internal sealed record Exchange(Message? Answer, string Transport, Message? Truncated, IReadOnlyList<string> Notes);

/// <summary>
/// Asks one server, over sockets of its own: ARSoft.Tools.Net's client gives no octets, so that neither sizes nor what is
/// malformed could be shown, and reads names as ASCII. Every wait and every count is bounded; what a server does against the rules
/// is told in the notes, and nothing is thrown. A response is one only with the id and the question that were sent, from the
/// address that was asked.
/// </summary>
/// <param name="settings">How to ask.</param>
/// <param name="types">The record types.</param>
internal sealed class DnsClient(QuerySettings settings, TypeTable types)
{
    private const int MostStrays = 100;
    private const int PlainUdpSize = 512;

    private readonly List<string> _notes = [];

    /// <summary>Asks one question.</summary>
    public Exchange Ask(Name name, ushort type)
    {
        _notes.Clear();
        byte[] query = QueryMessage.Encode((ushort)RandomNumberGenerator.GetInt32(0x10000), name, type, settings.EdnsSize, recursion: true);
        Message? answer = null, truncated = null;
        for (int i = 0; i < settings.Tries && answer is null && !settings.OverTcp; i++)
            answer = AskOverUdp(query);
        string transport = "UDP";
        if (settings.OverTcp || (answer is { Truncated: true } && !settings.IgnoreTruncation))
        {
            truncated = answer;
            if (answer is not null)
                _notes.Add($"the response over UDP is truncated (TC, {answer.Length} octets); asked again over TCP");
            (answer, transport) = (AskOverTcp(query), "TCP");
        }
        if (answer is { Fault: { } fault })
            _notes.Add($"the response is malformed at octet {fault.Offset}: {fault.Message}");
        if (answer is { Trailing: > 0 })
            _notes.Add($"{answer.Trailing} octets stand behind the message");
        if (answer is { Rcode: (int)Rcode.FormErr or (int)Rcode.NotImp, Opt: null } && settings.EdnsSize is not null)
            _notes.Add("the server may not know EDNS; --no-edns asks without");
        return new Exchange(answer, transport, truncated, [.. _notes]);
    }

    private Message? AskOverUdp(byte[] query)
    {
        try
        {
            using var socket = new Socket(settings.Server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(settings.Server);
            _ = socket.Send(query);
            return AwaitDatagram(socket, query);
        }
        catch (SocketException fault)
        {
            Note($"no response over UDP: {fault.SocketErrorCode}");
            return null;
        }
    }

    private Message? AwaitDatagram(Socket socket, byte[] query)
    {
        var clock = Stopwatch.StartNew();
        byte[] buffer = new byte[ushort.MaxValue];
        for (int strays = 0; strays < MostStrays; strays++)
        {
            TimeSpan left = settings.Timeout - clock.Elapsed;
            if (left <= TimeSpan.Zero || !socket.Poll(left, SelectMode.SelectRead))
            {
                Note($"no response over UDP within {settings.Timeout.TotalSeconds:0.###} s");
                return null;
            }
            int length = socket.Receive(buffer);
            if (Accept(buffer.AsSpan(0, length), query) is not { } answer)
                continue;
            int budget = Math.Max(settings.EdnsSize ?? PlainUdpSize, PlainUdpSize);
            if (length > budget)
                Note($"the response has {length} octets, {length - budget} more than the {budget} that were allowed");
            return answer;
        }
        Note($"over {MostStrays} datagrams that answer nothing; given up");
        return null;
    }

    private Message? AskOverTcp(byte[] query)
    {
        try
        {
            using var socket = new Socket(settings.Server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            using var limit = new CancellationTokenSource(settings.Timeout);
            socket.ConnectAsync(settings.Server, limit.Token).AsTask().GetAwaiter().GetResult();
            byte[] framed = new byte[query.Length + 2];
            BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
            query.CopyTo(framed, 2);
            _ = socket.Send(framed);
            byte[] length = new byte[2];
            if (!Fill(socket, length, limit.Token))
                return null;
            byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            return Fill(socket, message, limit.Token) ? Accept(message, query) : null;
        }
        catch (SocketException fault)
        {
            Note($"no response over TCP: {fault.SocketErrorCode}");
        }
        catch (OperationCanceledException)
        {
            Note($"no response over TCP within {settings.Timeout.TotalSeconds:0.###} s");
        }
        return null;
    }

    private bool Fill(Socket socket, Memory<byte> buffer, CancellationToken limit)
    {
        while (!buffer.IsEmpty)
        {
            int count = socket.ReceiveAsync(buffer, limit).AsTask().GetAwaiter().GetResult();
            if (count == 0)
            {
                Note("the server closed the TCP connection before its response was whole");
                return false;
            }
            buffer = buffer[count..];
        }
        return true;
    }

    /// <summary>The message, if it answers the query; else a note says why not.</summary>
    private Message? Accept(ReadOnlySpan<byte> octets, byte[] query)
    {
        if (MessageReader.Read(octets, types) is not { } message)
        {
            Note($"{octets.Length} octets that are no message were ignored");
            return null;
        }
        Question asked = MessageReader.Read(query, types)!.Questions[0];
        string? stray = message.Id != Header.Id(query) ? "another id"
            : (message.Flags & Header.Qr) == 0 ? "QR clear"
            : message.Questions is [{ } question] && question.Name.Equals(asked.Name) && question.Type == asked.Type && question.Class == asked.Class ? null
            // A server that cannot read a query may leave the question out.
            : message.Questions.Count == 0 && (message.Rcode is (int)Rcode.FormErr or (int)Rcode.NotImp or (int)Rcode.ServFail or (int)Rcode.Refused || message.Fault is not null) ? null
            : "another question";
        if (stray is null)
            return message;
        Note($"a message with {stray} was ignored");
        return null;
    }

    /// <summary>A note, once.</summary>
    private void Note(string note)
    {
        if (!_notes.Contains(note))
            _notes.Add(note);
    }
}
