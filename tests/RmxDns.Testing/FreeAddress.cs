using System.Net;
using System.Net.Sockets;

namespace RmxDns.Testing;

/// <summary>
/// Addresses to serve on in tests: an address of 127/8 of one's own where the program takes any, else a port of
/// 127.0.0.1 below the range that the system gives to clients. Free for UDP and TCP at the moment of the call.
/// </summary>
public static class FreeAddress
{
    /// <summary>The port used with an address of one's own.</summary>
    public const int Port = 5300;

    /// <summary>An address of 127.64.0.0/10 that nobody serves on, port 5300.</summary>
    public static IPEndPoint OwnAddress() => First(() =>
    {
        int host = Random.Shared.Next(1, 1 << 22);
        return new IPEndPoint(new IPAddress([127, (byte)(64 + (host >> 16)), (byte)(host >> 8), (byte)host]), Port);
    });

    /// <summary>A port of 127.0.0.1 that nobody serves on.</summary>
    public static IPEndPoint OwnPort() => First(() => new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(10_000, 32_000)));

    private static IPEndPoint First(Func<IPEndPoint> next)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            IPEndPoint candidate = next();
            if (IsFree(candidate))
                return candidate;
        }
        throw new InvalidOperationException("no free loopback address in 100 attempts");
    }

    private static bool IsFree(IPEndPoint address)
    {
        try
        {
            using var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(address);
            using var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
