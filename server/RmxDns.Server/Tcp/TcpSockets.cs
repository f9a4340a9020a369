using System.Net;
using System.Net.Sockets;

namespace RmxDns.Server.Tcp;

/// <summary>Makes the sockets that Kestrel accepts streams from.</summary>
internal static class TcpSockets
{
    /// <summary>
    /// A bound socket for addresses of its own family alone, so that <c>0.0.0.0</c> and <c>[::]</c> can be listened on
    /// with one port and no client appears under an IPv4-mapped address.
    /// </summary>
    /// <exception cref="ListenException">The address is in use or not this machine's.</exception>
    public static Socket Bind(EndPoint address)
    {
        var endPoint = (IPEndPoint)address;
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.Bind(endPoint);
            return socket;
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw ListenException.For(endPoint, fault);
        }
    }
}
