using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RmxDns.Server.Udp;

/// <summary>Makes the sockets of the UDP workers.</summary>
internal static class UdpSockets
{
    private const int ReceiveBuffer = 4 << 20;
    private const int WakeUp = 250;

    /// <summary>A bound socket that shares its address with those of other workers where <paramref name="shared"/>.</summary>
    /// <exception cref="SocketException">The address is in use or not this machine's.</exception>
    public static Socket Bind(IPEndPoint address, bool shared)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.ReceiveBufferSize = ReceiveBuffer;
            socket.ReceiveTimeout = WakeUp;
            if (OperatingSystem.IsLinux())
                SetLinuxOptions(socket, shared, IsWildcard(address));
            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address stands for all of the machine's.</summary>
    public static bool IsWildcard(IPEndPoint address) => address.Address.Equals(IPAddress.Any) || address.Address.Equals(IPAddress.IPv6Any);

    /// <summary>Datagrams that the system dropped at a socket since its buffer was full; 0 where it does not tell.</summary>
    public static long Overflowed(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        Span<byte> counts = stackalloc byte[(LinuxSockets.MemInfoDrops + 1) * sizeof(uint)];
        try
        {
            int length = socket.GetRawSocketOption(LinuxSockets.SolSocket, LinuxSockets.SoMemInfo, counts);
            return length == counts.Length ? MemoryMarshal.Cast<byte, uint>(counts)[LinuxSockets.MemInfoDrops] : 0;
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static void SetLinuxOptions(Socket socket, bool shared, bool wildcard)
    {
        bool v6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        if (shared)
            Set(socket, LinuxSockets.SolSocket, LinuxSockets.SoReusePort, 1);
        if (v6)
            Set(socket, LinuxSockets.IpProtoIpv6, LinuxSockets.Ipv6MtuDiscover, LinuxSockets.PmtuDiscOmit);
        else
            Set(socket, LinuxSockets.IpProtoIp, LinuxSockets.IpMtuDiscover, LinuxSockets.PmtuDiscOmit);
        if (wildcard && v6)
            Set(socket, LinuxSockets.IpProtoIpv6, LinuxSockets.Ipv6RecvPktInfo, 1);
        else if (wildcard)
            Set(socket, LinuxSockets.IpProtoIp, LinuxSockets.IpPktInfo, 1);
    }

    private static void Set(Socket socket, int level, int option, int value) =>
        socket.SetRawSocketOption(level, option, BitConverter.GetBytes(value));
}
