using System.Net.Sockets;
using System.Runtime.InteropServices;
using RmxDns.Answering;
using RmxDns.Server.Statistics;
using RmxDns.Snapshot;

namespace RmxDns.Server.Udp;

/// <summary>
/// One thread with a socket, an answerer and buffers of its own: takes as many datagrams as there are, answers them on one
/// snapshot, sends the answers, and starts again. Linux only. A datagram that cannot be answered or sent is counted and
/// costs the others nothing.
/// </summary>
internal sealed unsafe class BatchedUdpWorker(
    Socket socket, bool wildcard, int responseSize, CurrentZones zones, Workers workers) : IUdpWorker
{
    private static readonly TimeSpan FaultPause = TimeSpan.FromMilliseconds(100);

    private readonly Responder _responder = workers.CreateResponder();
    private readonly TransportCounters _counters = workers.CreateCounters();

    /// <summary>How long to rest between batches under load (<see cref="BatchPauses"/>); zero for never.</summary>
    public TimeSpan Pause { get; init; }

    public void Run(CancellationToken stop)
    {
        var pause = new LinuxSockets.TimeSpec { Nanoseconds = (nint)Pause.TotalNanoseconds };
        var pauses = new BatchPauses();
        using var buffers = new BatchBuffers(responseSize, wildcard);
        while (!stop.IsCancellationRequested)
        {
            // Waits for one datagram, at most as long as the socket's timeout, and takes all that are there.
            int received = LinuxSockets.Receive(socket.SafeHandle, buffers.Messages, BatchBuffers.Count, LinuxSockets.MsgWaitForOne, null);
            if (received <= 0)
            {
                WaitAfterFault(stop);
                continue;
            }
            Send(socket, buffers, Answer(buffers, received), _counters);
            buffers.Rearm(received);
            // When it is interrupted the pause is shorter, which does no harm.
            if (pause.Nanoseconds > 0 && pauses.After(received))
                _ = LinuxSockets.Sleep(&pause, null);
        }
    }

    /// <summary>Nothing to take is no fault; anything else is counted, and must not turn into a loop without rest.</summary>
    private void WaitAfterFault(CancellationToken stop)
    {
        if (Marshal.GetLastPInvokeError() is LinuxSockets.Eintr or LinuxSockets.Eagain)
            return;
        _counters.CountSendError();
        _ = stop.WaitHandle.WaitOne(FaultPause);
    }

    private int Answer(BatchBuffers buffers, int received)
    {
        ZoneSet current = zones.Value;
        int queued = 0, foreseen = 0;
        for (int i = 0; i < received; i++)
        {
            for (; foreseen < received && foreseen < i + Answerer.ForesightDepth; foreseen++)
                _responder.Answerer.Foresee(current, buffers.Request(foreseen), foreseen);
            if ((buffers.Messages[i].Header.Flags & LinuxSockets.MsgTrunc) != 0 || ReflectionPorts.Contains(buffers.SourcePort(i)))
            {
                _counters.CountDropped();
                continue;
            }
            int length = _responder.Respond(current, buffers.Request(i), buffers.Response(i), Transport.Udp, i);
            if (_responder.IsSampled)
                _responder.Log(buffers.Source(i), Transport.Udp, buffers.Request(i), buffers.Response(i)[..length]);
            if (length > 0)
                buffers.Queue(queued++, i, length);
        }
        _responder.Answerer.Forget();
        return queued;
    }

    /// <summary>
    /// The call stops in front of a datagram that it cannot send, and reports the fault only when it is asked again from
    /// there; that one is passed over and the rest go out.
    /// </summary>
    internal static void Send(Socket socket, BatchBuffers buffers, int count, TransportCounters counters)
    {
        int sent = 0;
        while (sent < count)
        {
            int now = LinuxSockets.Send(socket.SafeHandle, buffers.Messages + sent, (uint)(count - sent), 0);
            if (now > 0)
            {
                sent += now;
            }
            else if (Marshal.GetLastPInvokeError() != LinuxSockets.Eintr)
            {
                sent++;
                counters.CountSendError();
            }
        }
    }
}
