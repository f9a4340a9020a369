using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using RmxDns.Bench.Servers;

namespace RmxDns.Bench.Load;

/// <summary>One query, one response.</summary>
internal static class Exchange
{
    private const int Attempts = 20;

    /// <summary>Asks over UDP until there is an answer.</summary>
    /// <exception cref="TimeoutException">There is none within some seconds.</exception>
    public static byte[] Udp(Seat seat, byte[] query)
    {
        using var socket = new Socket(seat.Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 500 };
        byte[] response = new byte[ushort.MaxValue];
        for (int i = 0; i < Attempts; i++)
        {
            try
            {
                socket.SendTo(query, new IPEndPoint(seat.Address, seat.Port));
                return response[..socket.Receive(response)];
            }
            catch (SocketException)
            {
                // Not answered in time, or nobody listens at this moment; asked again.
            }
        }
        throw new TimeoutException($"no answer from {seat.Address}:{seat.Port}");
    }

    /// <summary>Asks once on a connection (RFC 1035 §4.2.2).</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="message">Room for a message and its length.</param>
    /// <exception cref="SocketException">The connection broke, or no answer came in time.</exception>
    /// <exception cref="IOException">The server closed it.</exception>
    public static void Tcp(Socket connection, byte[] query, byte[] message)
    {
        BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)query.Length);
        query.CopyTo(message, 2);
        _ = connection.Send(message.AsSpan(0, 2 + query.Length));
        int length = 0;
        while (length < 2 || length < 2 + BinaryPrimitives.ReadUInt16BigEndian(message))
        {
            int received = connection.Receive(message.AsSpan(length));
            if (received == 0)
                throw new IOException("the server closed the connection without an answer");
            length += received;
        }
    }
}
