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
internal sealed class StreamHandler(CurrentZones zones, Workers workers, ConnectionRegistry registry, ConnectionGate gate) : ConnectionHandler
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly TransportCounters _counters = workers.CreateCounters();

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        OpenConnection open = registry.Add(connection, out OpenConnection? evicted);
        if (evicted is not null)
            _counters.CountClosed();
        CancellationToken stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        using CancellationTokenRegistration wake = stopping.Register(() =>
        {
            // Idle connections end at once; one that is being answered has a moment more.
            open.Latest = DeadlineIn(StopPatience);
            connection.Transport.Input.CancelPendingRead();
        });
        try
        {
            await ExchangeAsync(connection, open, stopping);
        }
        catch (Exception exception) when (exception is ConnectionResetException or ConnectionAbortedException or OperationCanceledException or IOException)
        {
            // The client broke off, or a limit did, which is counted where it is kept.
        }
        catch (Exception fault)
        {
            workers.Faults.Report(fault);
        }
        finally
        {
            registry.Remove(open);
        }
    }

    /// <summary>
    /// Reads, answers and sends until the connection is to end. The sending is awaited here and not in a method of its own,
    /// which would cost an object for each time that it has to wait.
    /// </summary>
    private async Task ExchangeAsync(ConnectionContext connection, OpenConnection open, CancellationToken stopping)
    {
        IDuplexPipe transport = connection.Transport;
        bool insideMessage = false;
        while (true)
        {
            ReadResult read = await transport.Input.ReadAsync(CancellationToken.None);
            ReadOnlySequence<byte> buffer = read.Buffer;
            bool answered = false, keep = true;
            while (keep && AnswerSome(ref buffer, connection, out keep, ref answered))
            {
                registry.Touch(open);
                open.Deadline = DeadlineIn(gate.Limits.Message);
                // Waits until the system has taken everything, so that a connection is forgotten only when nothing of it is left here.
                FlushResult flushed = await transport.Output.FlushAsync(CancellationToken.None);
                keep &= !flushed.IsCompleted;
            }
            transport.Input.AdvanceTo(buffer.Start, buffer.End);
            if (!keep || read.IsCompleted || stopping.IsCancellationRequested)
                return;
            // The clock of a message runs from its first octet, not from its latest.
            if (answered || buffer.IsEmpty || !insideMessage)
                open.Deadline = DeadlineIn(buffer.IsEmpty ? gate.Limits.Idle : gate.Limits.Message);
            insideMessage = !buffer.IsEmpty;
        }
    }

    private static long DeadlineIn(TimeSpan patience) => Environment.TickCount64 + (long)patience.TotalMilliseconds;

    /// <summary>Answers whole messages until there are none, or enough is waiting to be sent; what they get goes out in one piece.</summary>
    /// <returns>Whether something is to be flushed, so that there may be more to do.</returns>
    private bool AnswerSome(ref ReadOnlySequence<byte> buffer, ConnectionContext connection, out bool keep, ref bool answered)
    {
        keep = true;
        ZoneSet current = zones.Value;
        StreamBuffers buffers = workers.Rent();
        var messages = new StreamMessages(buffer, buffers.Request);
        int unflushed = 0;
        while (unflushed < StreamBuffers.MaxUnflushed && messages.TryCut(out ReadOnlySpan<byte> request))
        {
            keep = request.Length > 0;
            if (!keep)
            {
                _counters.CountClosed();
                break;
            }
            answered = true;
            Span<byte> room = buffers.Responses.AsSpan(unflushed);
            int answer = buffers.Responder.Respond(current, request, room[StreamMessages.LengthPrefix..], Transport.Stream);
            if (buffers.Responder.IsSampled)
                buffers.Responder.Log(connection.RemoteEndPoint, Transport.Stream, request, room.Slice(StreamMessages.LengthPrefix, answer));
            if (answer == 0)
                continue;
            BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)answer);
            unflushed += StreamMessages.LengthPrefix + answer;
        }
        connection.Transport.Output.Write(buffers.Responses.AsSpan(0, unflushed));
        buffer = buffer.Slice(messages.End);
        workers.Return(buffers);
        return unflushed > 0;
    }
}
