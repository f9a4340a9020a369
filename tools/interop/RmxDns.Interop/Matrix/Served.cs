using System.Net;
using System.Net.Sockets;
using RmxDns.Interop.Resolvers;
using RmxDns.Rdata;
using RmxDns.TestAuthority;
using RmxDns.TestAuthority.Sockets;

namespace RmxDns.Interop.Matrix;

/// <summary>The zones of the test authority, and an authority for each place: what one resolver has asked does not change what another sees.</summary>
internal sealed class Served
{
    private const int DnsPort = 53;

    /// <summary>The zones.</summary>
    public AuthorityZones Zones { get; }

    private Served(AuthorityZones zones) => Zones = zones;

    /// <summary>Reads the zones.</summary>
    /// <exception cref="InvalidOperationException">One is refused.</exception>
    public static Served Load() => AuthorityZones.TryLoad(Folders.Zones, new TypeTable(), out AuthorityZones zones, out var errors)
        ? new Served(zones) : throw new InvalidOperationException(string.Join('\n', errors));

    /// <summary>Starts an authority for a place; for an iterating resolver also on the addresses that the delegations name, port 53.</summary>
    /// <exception cref="InvalidOperationException">An address is in use or not to be had.</exception>
    public TestAuthorityServer Start(Place place)
    {
        IPEndPoint[] more = place.Mode == Resolver.Iterate ? [.. Zones.NameServers.Select(address => new IPEndPoint(address, DnsPort))] : [];
        return Start([place.Authority, .. more]);
    }

    /// <summary>Starts an authority that serves all zones on one address.</summary>
    public TestAuthorityServer Start(params IReadOnlyList<IPEndPoint> listen)
    {
        try
        {
            return TestAuthorityServer.Start(new Authority(Zones, TimeProvider.System), listen);
        }
        catch (SocketException fault)
        {
            throw new InvalidOperationException($"the authority cannot listen on {string.Join(", ", listen.Take(3))}{(listen.Count > 3 ? ", …" : "")}: {fault.Message}; port 53 needs root and must be free", fault);
        }
    }
}
