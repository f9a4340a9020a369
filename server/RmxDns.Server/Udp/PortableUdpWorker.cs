using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using RmxDns.Answering;
using RmxDns.Server.Statistics;

namespace RmxDns.Server.Udp;

/// <summary>
/// The same with .NET's sockets, a datagram a call, on any system. The socket must be bound to an address of its own,
/// since nothing here tells which address was asked.
/// </summary>
internal sealed class PortableUdpWorker(Socket socket, int responseSize, CurrentZones zones, Workers workers) : IUdpWorker
{
    private const int PollMicroseconds = 250_000;

    private readonly Responder _responder = workers.CreateResponder();
    private readonly TransportCounters _counters = workers.CreateCounters();
    private readonly IPEndPoint _anyAddress = new(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
    private readonly byte[] _request = new byte[BatchBuffers.RequestSize];
    private readonly byte[] _response = new byte[responseSize];

    public void Run(CancellationToken stop)
    {
        var source = new SocketAddress(socket.AddressFamily);
        while (!stop.IsCancellationRequested)
        {
            if (socket.Poll(PollMicroseconds, SelectMode.SelectRead))
                Exchange(source);
        }
    }

    private void Exchange(SocketAddress source)
    {
        try
        {
            int received = socket.ReceiveFrom(_request, SocketFlags.None, source);
            // Full to the brim may mean cut; no request of that length is worth an answer.
            if (received == _request.Length || ReflectionPorts.Contains(BinaryPrimitives.ReadUInt16BigEndian(source.Buffer.Span[2..])))
            {
                _counters.CountDropped();
                return;
            }
            int length = _responder.Respond(zones.Value, _request.AsSpan(0, received), _response, Transport.Udp);
            if (_responder.IsSampled)
                _responder.Log(_anyAddress.Create(source), Transport.Udp, _request.AsSpan(0, received), _response.AsSpan(0, length));
            if (length > 0)
                socket.SendTo(_response.AsSpan(0, length), SocketFlags.None, source);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.MessageSize)
        {
            _counters.CountDropped();
        }
        catch (SocketException)
        {
            _counters.CountSendError();
        }
    }
}
