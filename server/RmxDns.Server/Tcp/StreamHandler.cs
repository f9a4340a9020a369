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
    private const int LengthPrefix = 2;

    // Answers that wait for the client to read; past this it has to read before more is answered.
    private const int MaxUnflushed = 64 << 10;

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
            open.Latest = Environment.TickCount64 + (long)StopPatience.TotalMilliseconds;
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

    private async Task ExchangeAsync(ConnectionContext connection, OpenConnection open, CancellationToken stopping)
    {
        IDuplexPipe transport = connection.Transport;
        bool insideMessage = false;
        while (true)
        {
            ReadResult read = await transport.Input.ReadAsync(CancellationToken.None);
            ReadOnlySequence<byte> buffer = read.Buffer;
            bool answered = false, keep, flush;
            do
            {
                flush = AnswerSome(ref buffer, connection, out keep, ref answered);
                if (!flush)
                    break;
                registry.Touch(open);
                keep &= await FlushAsync(transport.Output, open);
            }
            while (keep);
            transport.Input.AdvanceTo(buffer.Start, buffer.End);
            if (!keep || read.IsCompleted || stopping.IsCancellationRequested)
                return;
            // The clock of a message runs from its first octet, not from its latest.
            if (answered || buffer.IsEmpty || !insideMessage)
                open.Deadline = Environment.TickCount64 + (long)(buffer.IsEmpty ? gate.Limits.Idle : gate.Limits.Message).TotalMilliseconds;
            insideMessage = !buffer.IsEmpty;
        }
    }

    /// <summary>Waits until the system has taken everything, so that a connection is forgotten only when nothing of it is left here.</summary>
    /// <returns>Whether the connection still takes answers.</returns>
    private async ValueTask<bool> FlushAsync(PipeWriter output, OpenConnection open)
    {
        open.Deadline = Environment.TickCount64 + (long)gate.Limits.Message.TotalMilliseconds;
        FlushResult flushed = await output.FlushAsync();
        return !flushed.IsCompleted;
    }

    /// <summary>Answers whole messages until there are none, or enough is waiting to be sent.</summary>
    /// <returns>Whether something is to be flushed, so that there may be more to do.</returns>
    private bool AnswerSome(ref ReadOnlySequence<byte> buffer, ConnectionContext connection, out bool keep, ref bool answered)
    {
        keep = true;
        ZoneSet current = zones.Value;
        Responder responder = workers.Rent();
        byte[] request = ArrayPool<byte>.Shared.Rent(ushort.MaxValue), response = ArrayPool<byte>.Shared.Rent(LengthPrefix + ushort.MaxValue);
        int unflushed = 0;
        while (unflushed < MaxUnflushed && TryCut(ref buffer, request, out int length))
        {
            keep = length > 0;
            if (!keep)
            {
                _counters.CountClosed();
                break;
            }
            answered = true;
            int answer = responder.Respond(current, request.AsSpan(0, length), response.AsSpan(LengthPrefix), Transport.Stream);
            if (responder.IsSampled)
                responder.Log(connection.RemoteEndPoint, Transport.Stream, request.AsSpan(0, length), response.AsSpan(LengthPrefix, answer));
            if (answer == 0)
                continue;
            BinaryPrimitives.WriteUInt16BigEndian(response, (ushort)answer);
            connection.Transport.Output.Write(response.AsSpan(0, LengthPrefix + answer));
            unflushed += answer;
        }
        ArrayPool<byte>.Shared.Return(request);
        ArrayPool<byte>.Shared.Return(response);
        workers.Return(responder);
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
