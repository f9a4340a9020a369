using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RmxDns.Testing.Dns;

/// <summary>
/// Sends messages to a server over real sockets and gives back what came, as octets. A time limit bounds every wait; no answer
/// within it is null, never an exception.
/// </summary>
public static class DnsExchange
{
    /// <summary>How long one attempt waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int Window = 32;
    private const int Attempts = 3;

    /// <summary>One message over UDP, one attempt: whatever datagram comes back first.</summary>
    public static byte[]? Udp(IPEndPoint server, ReadOnlySpan<byte> message, TimeSpan? patience = null)
    {
        using Socket socket = Connect(server, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Send(message);
            byte[] buffer = new byte[65_535];
            return socket.Poll(patience ?? Patience, SelectMode.SelectRead) ? buffer[..socket.Receive(buffer)] : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>One message over a TCP connection of its own; null when none came back.</summary>
    public static byte[]? Tcp(IPEndPoint server, ReadOnlySpan<byte> message)
    {
        try
        {
            using Socket socket = Connect(server, SocketType.Stream, ProtocolType.Tcp);
            return OverStream(socket, message);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>One query over UDP, several attempts, read.</summary>
    public static DnsMessage? Udp(IPEndPoint server, DnsQuery query) =>
        UdpBatch(server, [query])[0] is byte[] octets ? MessageDecoder.Decode(octets) : null;

    /// <summary>One query over TCP, read.</summary>
    public static DnsMessage? Tcp(IPEndPoint server, DnsQuery query) =>
        TcpBatch(server, [query])[0] is byte[] octets ? MessageDecoder.Decode(octets) : null;

    /// <summary>Many queries over UDP from one socket, some under way at a time; lost ones are sent again.</summary>
    /// <returns>An answer for each query, in their order; null where none came.</returns>
    public static byte[]?[] UdpBatch(IPEndPoint server, IReadOnlyList<DnsQuery> queries)
    {
        byte[]?[] answers = new byte[]?[queries.Count];
        using Socket socket = Connect(server, SocketType.Dgram, ProtocolType.Udp);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            int[] open = [.. Enumerable.Range(0, queries.Count).Where(i => answers[i] is null)];
            foreach (int[] window in open.Chunk(Window))
            {
                foreach (int index in window)
                    TrySend(socket, queries[index].Encode((ushort)index));
                Collect(socket, window.ToDictionary(i => (ushort)i), answers);
            }
        }
        return answers;
    }

    /// <summary>Waits for the answers to what is under way, told apart by ID.</summary>
    private static void Collect(Socket socket, Dictionary<ushort, int> awaited, byte[]?[] answers)
    {
        byte[] buffer = new byte[65_535];
        long deadline = Stopwatch.GetTimestamp() + (long)(Patience.TotalSeconds * Stopwatch.Frequency);
        while (awaited.Count > 0 && Remaining(deadline) is TimeSpan left && socket.Poll(left, SelectMode.SelectRead))
        {
            if (TryReceive(socket, buffer) is int length and >= 2
                && awaited.Remove(BinaryPrimitives.ReadUInt16BigEndian(buffer), out int index))
                answers[index] = buffer[..length];
        }
    }

    /// <summary>Many queries over one TCP connection, one after the other; a closed connection is opened again.</summary>
    public static byte[]?[] TcpBatch(IPEndPoint server, IReadOnlyList<DnsQuery> queries)
    {
        byte[]?[] answers = new byte[]?[queries.Count];
        Socket? socket = null;
        try
        {
            for (int i = 0; i < queries.Count; i++)
            {
                for (int attempt = 0; attempt < Attempts && answers[i] is null; attempt++)
                {
                    try
                    {
                        socket ??= Connect(server, SocketType.Stream, ProtocolType.Tcp);
                        answers[i] = OverStream(socket, queries[i].Encode((ushort)i));
                    }
                    catch (SocketException)
                    {
                        answers[i] = null;
                    }
                    if (answers[i] is not null)
                        continue;
                    socket?.Dispose();
                    socket = null;
                }
            }
        }
        finally
        {
            socket?.Dispose();
        }
        return answers;
    }

    /// <summary>One message over an open connection, framed as in RFC 1035 §4.2.2; null when it was closed or time ran out.</summary>
    public static byte[]? OverStream(Socket socket, ReadOnlySpan<byte> message)
    {
        byte[] framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed.AsSpan(2));
        socket.ReceiveTimeout = socket.SendTimeout = (int)Patience.TotalMilliseconds;
        socket.Send(framed);
        return ReceiveFramed(socket);
    }

    /// <summary>The next framed message of a connection; null when it was closed first.</summary>
    public static byte[]? ReceiveFramed(Socket socket)
    {
        byte[] length = new byte[2];
        if (!Fill(socket, length))
            return null;
        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        return Fill(socket, message) ? message : null;
    }

    private static bool Fill(Socket socket, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = socket.Receive(buffer);
            if (count == 0)
                return false;
            buffer = buffer[count..];
        }
        return true;
    }

    private static Socket Connect(IPEndPoint server, SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(server.AddressFamily, type, protocol);
        try
        {
            socket.Connect(server);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static void TrySend(Socket socket, byte[] message)
    {
        try
        {
            socket.Send(message);
        }
        catch (SocketException)
        {
            // A refusal (ICMP) of an earlier datagram; this one counts as lost and is sent again.
        }
    }

    private static int? TryReceive(Socket socket, byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static TimeSpan? Remaining(long deadline)
    {
        long left = deadline - Stopwatch.GetTimestamp();
        return left > 0 ? TimeSpan.FromSeconds((double)left / Stopwatch.Frequency) : null;
    }
}
