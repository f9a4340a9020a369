using System.Net;
using System.Net.NetworkInformation;

namespace RmxDns.Server.Udp;

/// <summary>The addresses that a wildcard stands for, where a socket cannot tell which of them was asked.</summary>
internal static class MachineAddresses
{
    /// <summary>The address itself, or for a wildcard each of the machine's of its family.</summary>
    public static IEnumerable<IPEndPoint> Expand(IPEndPoint address)
    {
        if (!UdpSockets.IsWildcard(address))
            return [address];
        return NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Where(own => own.Address.AddressFamily == address.AddressFamily)
            .Select(own => new IPEndPoint(own.Address, address.Port))
            .Distinct();
    }
}
