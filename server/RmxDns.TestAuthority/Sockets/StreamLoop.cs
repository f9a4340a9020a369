using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using RmxDns.Answering;
using RmxDns.Zones.Faults;

namespace RmxDns.TestAuthority.Sockets;

/// <summary>
/// Answers over TCP (RFC 1035 §4.2.2), a task for each connection and its messages in order, with what a fault does to a
/// connection. A connection has so long for a message, and so long in all when it hangs.
/// </summary>
internal sealed class StreamLoop(Socket listener, Authority authority, AuthorityBounds bounds, Action<Exception>? report)
{
    private const int LengthPrefix = 2;
    private const int WrongBy = 7;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenOctets = TimeSpan.FromMilliseconds(1);

    private readonly IPAddress _local = ((IPEndPoint)listener.LocalEndPoint!).Address;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Socket connection = await listener.AcceptAsync(stop);
                _ = ServeAsync(connection, stop);
            }
            catch (SocketException)
            {
                // A client that broke off before it was let in.
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken stop)
    {
        using Socket held = connection;
        IPAddress? client = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (client is null || !bounds.TryConnect(client))
            return;
        try
        {
            connection.NoDelay = true;
            while (await ReceiveAsync(connection, stop) is { } request)
            {
                if (!bounds.TryAnswer(client) || !await ReactAsync(connection, authority.Answer(request, Transport.Stream, client, _local), stop))
                    return;
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client broke off or was too slow.
        }
        catch (Exception fault)
        {
            report?.Invoke(fault);
        }
        finally
        {
            bounds.Disconnect(client);
        }
    }

    /// <summary>The next message; null at the end of the connection.</summary>
    private static async Task<byte[]?> ReceiveAsync(Socket connection, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        byte[] prefix = new byte[LengthPrefix];
        if (!await FillAsync(connection, prefix, limit.Token))
            return null;
        byte[] request = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        return request.Length > 0 && await FillAsync(connection, request, limit.Token) ? request : null;
    }

    private static async Task<bool> FillAsync(Socket connection, Memory<byte> buffer, CancellationToken limit)
    {
        while (!buffer.IsEmpty)
        {
            int count = await connection.ReceiveAsync(buffer, SocketFlags.None, limit);
            if (count == 0)
                return false;
            buffer = buffer[count..];
        }
        return true;
    }

    /// <summary>Sends what is to be sent; false when the connection is to end.</summary>
    private static async Task<bool> ReactAsync(Socket connection, Reaction reaction, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(reaction.Delay + Patience);
        await Task.Delay(reaction.Delay, limit.Token);
        switch (reaction.Stream)
        {
            case FaultKey.Refused:
                connection.LingerState = new LingerOption(true, 0);
                return false;
            case "hang":
                _ = await FillAsync(connection, new byte[1], limit.Token);
                return false;
        }
        foreach (byte[] octets in Framed(reaction))
            await SendAsync(connection, octets, reaction.Stream == "octets" ? 1 : octets.Length, limit.Token);
        return reaction.Stream != "close";
    }

    /// <summary>What a connection carries of a reaction: each message behind its length, as far as the fault lets it.</summary>
    internal static IEnumerable<byte[]> Framed(Reaction reaction)
    {
        IEnumerable<byte[]> whole = reaction.Messages.Select(message => Frame(message, reaction.Stream));
        return reaction.Stream switch
        {
            FaultKey.Refused or "hang" => [],
            "close" => whole.Select(framed => framed[..(framed.Length / 2)]),
            _ => whole,
        };
    }

    private static byte[] Frame(byte[] message, string? fault)
    {
        int length = message.Length + (fault switch { "long" => WrongBy, "short" => -WrongBy, _ => 0 });
        byte[] framed = new byte[LengthPrefix + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)length);
        message.CopyTo(framed, LengthPrefix);
        return framed;
    }

    private static async Task SendAsync(Socket connection, ReadOnlyMemory<byte> octets, int atOnce, CancellationToken limit)
    {
        while (!octets.IsEmpty)
        {
            int sent = await connection.SendAsync(octets[..Math.Min(atOnce, octets.Length)], SocketFlags.None, limit);
            octets = octets[sent..];
            if (!octets.IsEmpty && atOnce == 1)
                await Task.Delay(BetweenOctets, limit);
        }
    }
}
