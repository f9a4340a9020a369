using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RmxDns.Bench.Servers;

namespace RmxDns.Bench.Load;

/// <summary>
/// Asks each query on a connection of its own, by some threads, each of which waits for its answer. (dnsperf waits between a client's
/// connections, and opens a hundred a second.)
/// </summary>
internal static class NewConnections
{
    private const int Threads = 8;
    private const int SourceAddresses = 200;

    /// <summary>Runs for a time.</summary>
    /// <returns>How many queries were answered.</returns>
    public static long Run(Seat seat, byte[][] queries, int seconds)
    {
        using var core = new ClientCore();
        long answered = 0;
        var clock = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            byte[] message = new byte[ushort.MaxValue + 2];
            for (int i = number; clock.Elapsed.TotalSeconds < seconds; i += Threads)
            {
                if (TryAsk(seat, queries[i % queries.Length], i, message))
                    Interlocked.Increment(ref answered);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return answered;
    }

    private static bool TryAsk(Seat seat, byte[] query, int number, byte[] message)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 1000 };
        try
        {
            // Several addresses, so that ports do not run out while closed connections linger.
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(1 + (number % SourceAddresses))]), 0));
            socket.Connect(new IPEndPoint(seat.Address, seat.Port));
            Exchange.Tcp(socket, query, message);
            return true;
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return false;
        }
    }
}
