using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using RmxDns.Answering;
using RmxDns.Server.Statistics;
using RmxDns.Snapshot;

namespace RmxDns.Server.Tcp;

/// <summary>
/// DNS on a stream: messages with two octets of length in front (RFC 1035 §4.2.2), as many as the client likes without
/// waiting (RFC 7766 §6.2.1.1), answered in order. A length of zero ends the connection. The client has only so long for
/// a message and for reading what it asked for.
/// </summary>
internal sealed class StreamHandler(CurrentZones zones, Workers workers, ConnectionRegistry registry) : ConnectionHandler
{
    private const int LengthPrefix = 2;

    // Answers that wait for the client to read; past this it has to read before more is answered.
    private const int MaxUnflushed = 64 << 10;

    private readonly TransportCounters _counters = workers.CreateCounters();

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        OpenConnection open = registry.Add(connection, out OpenConnection? evicted);
        if (evicted is not null)
            _counters.ConnectionsClosed++;
        CancellationToken stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        using CancellationTokenRegistration wake = stopping.Register(connection.Transport.Input.CancelPendingRead);
        try
        {
            await ExchangeAsync(connection.Transport, open, stopping);
        }
        catch (Exception exception) when (exception is ConnectionResetException or ConnectionAbortedException or OperationCanceledException or IOException)
        {
            _counters.ConnectionsClosed++;
        }
        finally
        {
            registry.Remove(open);
        }
    }

    private async Task ExchangeAsync(IDuplexPipe transport, OpenConnection open, CancellationToken stopping)
    {
        open.Deadline = Environment.TickCount64 + (long)TcpLimits.Idle.TotalMilliseconds;
        bool insideMessage = false;
        while (true)
        {
            ReadResult read = await transport.Input.ReadAsync(CancellationToken.None);
            ReadOnlySequence<byte> buffer = read.Buffer;
            bool keep = true;
            bool answered = false;
            while (keep && AnswerSome(ref buffer, transport.Output, out keep, ref answered))
                await FlushAsync(transport.Output, open);
            transport.Input.AdvanceTo(buffer.Start, buffer.End);
            if (answered)
                registry.Touch(open);
            if (!keep || read.IsCompleted || stopping.IsCancellationRequested)
                return;
            // The clock of a message runs from its first octet, not from its latest.
            if (answered || buffer.IsEmpty || !insideMessage)
                open.Deadline = Environment.TickCount64 + (long)(buffer.IsEmpty ? TcpLimits.Idle : TcpLimits.Message).TotalMilliseconds;
            insideMessage = !buffer.IsEmpty;
        }
    }

    private static async ValueTask FlushAsync(PipeWriter output, OpenConnection open)
    {
        open.Deadline = Environment.TickCount64 + (long)TcpLimits.Message.TotalMilliseconds;
        await output.FlushAsync();
    }

    /// <summary>Answers whole messages until there are none, or enough is waiting to be sent.</summary>
    /// <returns>Whether something is to be flushed, so that there may be more to do.</returns>
    private bool AnswerSome(ref ReadOnlySequence<byte> buffer, PipeWriter output, out bool keep, ref bool answered)
    {
        keep = true;
        ZoneSet current = zones.Value;
        Answerer answerer = workers.Rent();
        byte[] request = ArrayPool<byte>.Shared.Rent(ushort.MaxValue), response = ArrayPool<byte>.Shared.Rent(LengthPrefix + ushort.MaxValue);
        int unflushed = 0;
        while (unflushed < MaxUnflushed && TryCut(ref buffer, request, out int length))
        {
            keep = length > 0;
            if (!keep)
                break;
            answered = true;
            int answer = answerer.Answer(current, request.AsSpan(0, length), response.AsSpan(LengthPrefix), Transport.Stream);
            if (answer == 0)
                continue;
            BinaryPrimitives.WriteUInt16BigEndian(response, (ushort)answer);
            output.Write(response.AsSpan(0, LengthPrefix + answer));
            unflushed += answer;
        }
        ArrayPool<byte>.Shared.Return(request);
        ArrayPool<byte>.Shared.Return(response);
        workers.Return(answerer);
        return unflushed > 0;
    }

    private static bool TryCut(ref ReadOnlySequence<byte> buffer, byte[] request, out int length)
    {
        var reader = new SequenceReader<byte>(buffer);
        length = 0;
        if (!reader.TryReadBigEndian(out short prefix))
            return false;
        length = (ushort)prefix;
        if (!reader.TryCopyTo(request.AsSpan(0, length)))
            return false;
        buffer = buffer.Slice(LengthPrefix + length);
        return true;
    }
}
