using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>A server that answers each query with the messages that a test gives it, right or wrong: any number over UDP, over TCP the octets as they are.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly Socket _udp, _tcp;

    /// <param name="overUdp">The datagrams that answer a query.</param>
    /// <param name="overTcp">The octets that answer a query on a connection, length included; the connection is closed behind them.</param>
    public ScriptedServer(Func<byte[], IEnumerable<byte[]>> overUdp, Func<byte[], byte[]>? overTcp = null)
    {
        EndPoint = FreeAddress.OwnAddress();
        _udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _udp.Bind(EndPoint);
        _tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _tcp.Bind(EndPoint);
        if (overTcp is not null)
            _tcp.Listen();
        _ = Task.Run(() => ServeUdp(overUdp));
        if (overTcp is not null)
            _ = Task.Run(() => ServeTcp(overTcp));
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>How the command line names it.</summary>
    public string Argument => $"@{EndPoint}";

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }

    private void ServeUdp(Func<byte[], IEnumerable<byte[]>> answer)
    {
        byte[] buffer = new byte[65535];
        EndPoint client = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                int length = _udp.ReceiveFrom(buffer, ref client);
                foreach (byte[] datagram in answer(buffer[..length]))
                    _ = _udp.SendTo(datagram, client);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Disposed: the end.
        }
    }

    private void ServeTcp(Func<byte[], byte[]> answer)
    {
        try
        {
            while (true)
            {
                using Socket client = _tcp.Accept();
                byte[] buffer = new byte[65535];
                int length = client.Receive(buffer);
                if (length >= 2 + BinaryPrimitives.ReadUInt16BigEndian(buffer))
                    _ = client.Send(answer(buffer[2..length]));
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Disposed: the end.
        }
    }
}
