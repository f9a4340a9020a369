using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RmxDns.Server.Tests.Udp;

/// <summary>UDP datagrams from any source port, for which a system asks for root: headers and all (RFC 768, ip(7) IPPROTO_RAW).</summary>
internal sealed class RawDatagrams : IDisposable
{
    private const int HeaderLength = 8;

    private readonly Socket _socket;

    private RawDatagrams(Socket socket) => _socket = socket;

    /// <summary>Opens the socket; null where that is not allowed.</summary>
    public static RawDatagrams? TryOpen()
    {
        try
        {
            return new RawDatagrams(new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Udp));
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Sends a message from a port, without a checksum, which UDP over IPv4 allows.</summary>
    public void Send(ushort sourcePort, IPEndPoint to, ReadOnlySpan<byte> message)
    {
        byte[] datagram = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), (ushort)to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        message.CopyTo(datagram.AsSpan(HeaderLength));
        _socket.SendTo(datagram, new IPEndPoint(to.Address, 0));
    }

    public void Dispose() => _socket.Dispose();
}
