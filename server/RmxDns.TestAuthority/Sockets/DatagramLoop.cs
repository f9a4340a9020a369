using System.Net;
using System.Net.Sockets;
using RmxDns.Answering;

namespace RmxDns.TestAuthority.Sockets;

/// <summary>Answers over UDP, one datagram after the other; those that are to wait are sent later, as many as may wait.</summary>
internal sealed class DatagramLoop(Socket socket, Authority authority, AuthorityBounds bounds, Action<Exception>? report)
{
    private readonly byte[] _request = new byte[ushort.MaxValue];
    private readonly IPAddress _local = ((IPEndPoint)socket.LocalEndPoint!).Address;
    private readonly IPEndPoint _any = new(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult received = await socket.ReceiveFromAsync(_request, SocketFlags.None, _any, stop);
                var client = (IPEndPoint)received.RemoteEndPoint;
                Reaction reaction = authority.Answer(_request.AsSpan(0, received.ReceivedBytes), Transport.Udp, client.Address, _local);
                if (reaction.Messages.Count > 0 && bounds.TryAnswer(client.Address))
                    await SendAsync(reaction, client, stop);
            }
            catch (SocketException)
            {
                // An answer that could not be sent costs no other one.
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception fault)
            {
                report?.Invoke(fault);
            }
        }
    }

    private async ValueTask SendAsync(Reaction reaction, IPEndPoint client, CancellationToken stop)
    {
        if (reaction.Delay == TimeSpan.Zero)
            await SendNowAsync(reaction, client, stop);
        else if (bounds.TryHold(client.Address))
            _ = SendLaterAsync(reaction, client, stop);
    }

    private async Task SendLaterAsync(Reaction reaction, IPEndPoint client, CancellationToken stop)
    {
        try
        {
            await Task.Delay(reaction.Delay, stop);
            await SendNowAsync(reaction, client, stop);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody waits for it any more.
        }
        finally
        {
            bounds.Release(client.Address);
        }
    }

    private async ValueTask SendNowAsync(Reaction reaction, IPEndPoint client, CancellationToken stop)
    {
        foreach (byte[] message in reaction.Messages)
            _ = await socket.SendToAsync(message, SocketFlags.None, client, stop);
    }
}
