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
}
