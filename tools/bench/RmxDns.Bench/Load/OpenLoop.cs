using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RmxDns.Server.Udp;

namespace RmxDns.Bench.Load;

/// <summary>What an open loop saw.</summary>
/// <param name="Sent">Queries sent.</param>
/// <param name="Answered">Answers received; SERVFAIL, REFUSED and the like are none.</param>
/// <param name="Seconds">How long queries were sent.</param>
/// <param name="Times">From the moment a query was due to its answer.</param>
internal sealed record OpenLoopResult(long Sent, long Answered, double Seconds, Histogram Times)
{
    /// <summary>Answers a second.</summary>
    public double Goodput => Answered / Seconds;
}

/// <summary>
/// Sends queries at fixed times whether answers come or not, so that a slow server cannot slow its questioner; a query that is sent
/// late counts from when it was due. One thread and many sockets, since servers share load by source port. Linux only.
/// </summary>
internal sealed unsafe class OpenLoop
{
    private const int Sockets = 16;
    private const int Identifiers = 1 << 16;
    private const int Batch = 32;
    private const int ResponseSize = 2048;
    private const int DontWait = 0x40;
    private const int RcodeMask = 15;
    private const int NoError = 0;
    private const int NameError = 3;

    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private readonly Socket[] _sockets = new Socket[Sockets];
    private readonly byte[][] _queries;
    private readonly long[] _due = new long[Sockets * Identifiers];
    private readonly int[] _identifiers = new int[Sockets];
    private readonly Histogram _times = new();
    private long _answered;

    private OpenLoop(IPEndPoint server, byte[][] queries)
    {
        _queries = queries;
        for (int i = 0; i < Sockets; i++)
        {
            _sockets[i] = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false, ReceiveBufferSize = 4 << 20 };
            _sockets[i].Connect(server);
        }
    }

    /// <summary>Runs at a rate for a time, and waits for stragglers.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="queries">The queries, taken in turn.</param>
    /// <param name="rate">Queries a second.</param>
    /// <param name="duration">How long.</param>
    /// <param name="stop">Ends the sending before.</param>
    public static OpenLoopResult Run(IPEndPoint server, byte[][] queries, double rate, TimeSpan duration, CancellationToken stop = default)
    {
        var loop = new OpenLoop(server, queries);
        using var core = new ClientCore();
        try
        {
            return loop.Run(rate, duration, stop);
        }
        finally
        {
            Array.ForEach(loop._sockets, socket => socket.Dispose());
        }
    }

    private OpenLoopResult Run(double rate, TimeSpan duration, CancellationToken stop)
    {
        byte[] send = GC.AllocateArray<byte>(Batch * ResponseSize, pinned: true), receive = GC.AllocateArray<byte>(Batch * ResponseSize, pinned: true);
        var vectors = stackalloc LinuxSockets.IoVector[2 * Batch];
        var toSend = stackalloc LinuxSockets.MultiMessage[Batch];
        var received = stackalloc LinuxSockets.MultiMessage[Batch];
        fixed (byte* sendAt = send, receiveAt = receive)
        {
            for (int i = 0; i < Batch; i++)
            {
                vectors[i] = new LinuxSockets.IoVector { Base = sendAt + (i * ResponseSize) };
                vectors[Batch + i] = new LinuxSockets.IoVector { Base = receiveAt + (i * ResponseSize), Length = ResponseSize };
                toSend[i].Header = new LinuxSockets.MessageHeader { Vectors = &vectors[i], VectorCount = 1 };
                received[i].Header = new LinuxSockets.MessageHeader { Vectors = &vectors[Batch + i], VectorCount = 1 };
            }
            double ticksPerQuery = Stopwatch.Frequency / rate;
            long started = Stopwatch.GetTimestamp(), end = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
            long next = 0;
            for (int turn = 0; ; turn = (turn + 1) % Sockets)
            {
                long now = Stopwatch.GetTimestamp();
                if (stop.IsCancellationRequested)
                    end = Math.Min(end, now);
                if (now > end + Stopwatch.Frequency || (now > end && _answered >= next))
                    break;
                long due = (long)((Math.Min(now, end) - started) / ticksPerQuery);
                if (due > next)
                    next += Send(turn, next, (int)Math.Min(due - next, Batch), started, ticksPerQuery, toSend, vectors);
                for (int socket = 0; socket < Sockets; socket++)
                    Receive(socket, received);
            }
            return new OpenLoopResult(next, _answered, (double)(end - started) / Stopwatch.Frequency, _times);
        }
    }

    private int Send(
        int socket, long first, int count, long started, double ticksPerQuery, LinuxSockets.MultiMessage* messages, LinuxSockets.IoVector* vectors)
    {
        for (int i = 0; i < count; i++)
        {
            long number = first + i;
            byte[] query = _queries[number % _queries.Length];
            var at = new Span<byte>(vectors[i].Base, ResponseSize);
            query.CopyTo(at);
            // The identifiers of a socket come round only after all others, so that one still open is lost by then.
            int identifier = (_identifiers[socket] + i) % Identifiers;
            BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)identifier);
            vectors[i].Length = (nuint)query.Length;
            _due[(socket * Identifiers) + identifier] = started + (long)(number * ticksPerQuery);
        }
        int sent = Math.Max(LinuxSockets.Send(_sockets[socket].SafeHandle, messages, (uint)count, 0), 0);
        _identifiers[socket] += sent;
        return sent;
    }

    private void Receive(int socket, LinuxSockets.MultiMessage* messages)
    {
        int count = LinuxSockets.Receive(_sockets[socket].SafeHandle, messages, Batch, DontWait, null);
        long now = count > 0 ? Stopwatch.GetTimestamp() : 0;
        for (int i = 0; i < count; i++)
        {
            var header = new ReadOnlySpan<byte>(messages[i].Header.Vectors->Base, 4);
            int identifier = BinaryPrimitives.ReadUInt16BigEndian(header);
            ref long due = ref _due[(socket * Identifiers) + identifier];
            if (due == 0 || (header[3] & RcodeMask) is not (NoError or NameError))
                continue;
            _times.Add((long)((now - due) * NanosecondsPerTick));
            due = 0;
            _answered++;
        }
    }
}
