using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using RmxDns.Wire;

namespace RmxDns.Tool.Queries;

/// <summary>
/// The server to ask, as written: <c>@192.0.2.1</c>, <c>@192.0.2.1:5300</c>, <c>@2001:db8::1</c>, <c>@[2001:db8::1]:5300</c>,
/// <c>@ns.example.org</c> with or without a port; without one the first that the system is set up to ask. What is none gives false.
/// </summary>
internal static class ServerAddress
{
    private const ushort DefaultPort = 53;

    /// <summary>Reads a server; a name is looked up by the system.</summary>
    public static bool TryParse(string text, out IPEndPoint server, out string fault)
    {
        server = new IPEndPoint(IPAddress.Loopback, DefaultPort);
        string host = text.TrimStart('@');
        ushort port = DefaultPort;
        int colon = host.LastIndexOf(':');
        bool bracketed = host.StartsWith('[');
        if (colon > 0 && (bracketed ? host[colon - 1] == ']' : host.IndexOf(':', StringComparison.Ordinal) == colon))
        {
            if (!ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port == 0)
            {
                fault = "a port is a number from 1 to 65535";
                return false;
            }
            host = host[..colon];
        }
        if (bracketed && host.EndsWith(']'))
            host = host[1..^1];
        fault = "it is an address or a name, with or without a port, such as @192.0.2.1, @[2001:db8::1]:5300 or @ns.example.org";
        if (Find(host, out bool isName) is not { } address)
        {
            fault = isName ? "no address is found for that name" : fault;
            return false;
        }
        server = new IPEndPoint(address, port);
        return true;
    }

    /// <summary>The first server that the system is set up to ask; null when there is none.</summary>
    public static IPEndPoint? OfSystem()
    {
        IPAddress? address = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().DnsAddresses).FirstOrDefault();
        return address is null ? null : new IPEndPoint(address, DefaultPort);
    }

    /// <summary>The server as text.</summary>
    public static string Format(IPEndPoint server) => server.ToString();

    private static IPAddress? Find(string host, out bool isName)
    {
        isName = false;
        Span<byte> octets = stackalloc byte[16];
        if (AddressText.TryParseIpv4(host, octets[..4]))
            return new IPAddress(octets[..4]);
        if (AddressText.TryParseIpv6(host, octets))
            return new IPAddress(octets);
        // The system would read 192.0.2 as an address, too.
        if (host.Length == 0 || host.All(c => char.IsAsciiDigit(c) || c is '.' or ':') || !Name.TryParse(host, null, out _, out _))
            return null;
        isName = true;
        try
        {
            return Dns.GetHostAddresses(host).FirstOrDefault();
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
