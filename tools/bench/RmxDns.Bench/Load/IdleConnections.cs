using System.Net;
using System.Net.Sockets;
using RmxDns.Bench.Servers;

namespace RmxDns.Bench.Load;

/// <summary>TCP connections that have asked one query each and are held open. One that gets no answer is a fault: it may not be held at all.</summary>
internal sealed class IdleConnections : IDisposable
{
    private const int PatienceMilliseconds = 5000;

    private readonly List<Socket> _sockets = [];

    /// <summary>Opens them.</summary>
    /// <exception cref="SocketException">One is refused, or gets no answer in time.</exception>
    /// <exception cref="IOException">One is closed by the server.</exception>
    public IdleConnections(Seat seat, byte[] query, int count)
    {
        byte[] message = new byte[ushort.MaxValue + 2];
        try
        {
            for (int i = 0; i < count; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = PatienceMilliseconds };
                _sockets.Add(socket);
                socket.Connect(new IPEndPoint(seat.Address, seat.Port));
                Exchange.Tcp(socket, query, message);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}
