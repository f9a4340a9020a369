using System.Net;
using System.Net.Sockets;
using System.Reflection;
using RmxDns.Rdata;
using RmxDns.TestAuthority;
using RmxDns.TestAuthority.Sockets;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Interop;

/// <summary>
/// The authority that a run starts for itself, from the zones that the program carries (zones/interop). What keeps it from starting is
/// told, not thrown.
/// </summary>
internal static class OwnAuthority
{
    private const string Folder = "interop/zones/";
    private const int DnsPort = 53;

    /// <summary>Starts it; null, and why, when an address cannot be had.</summary>
    /// <param name="listen">Where it serves all zones.</param>
    /// <param name="delegated">Whether to serve each zone at the addresses of its name servers, too, on port 53.</param>
    /// <param name="types">The record types.</param>
    /// <param name="fault">Why it did not start.</param>
    public static TestAuthorityServer? Start(IPEndPoint listen, bool delegated, TypeTable types, out string fault)
    {
        fault = "";
        if (!AuthorityZones.TryCompile([.. Zones(AuthorityZones.Loader(types))], types, out AuthorityZones zones, out IReadOnlyList<Finding> errors))
            throw new InvalidOperationException($"the zones of the test authority: {errors[0]}");
        IPEndPoint[] addresses = [listen, .. delegated ? zones.NameServers.Select(address => new IPEndPoint(address, DnsPort)) : []];
        try
        {
            return TestAuthorityServer.Start(new Authority(zones, TimeProvider.System), addresses);
        }
        catch (SocketException refused)
        {
            string who = delegated ? $"the authority cannot listen on {listen} and on port {DnsPort} of {zones.NameServers.Count} addresses from {zones.NameServers[0]} on" : $"the authority cannot listen on {listen}";
            fault = $"{who}: {refused.SocketErrorCode}{(refused.SocketErrorCode == SocketError.AccessDenied ? "; port 53 needs root, or net.ipv4.ip_unprivileged_port_start=53" : "")}";
        }
        catch (ArgumentException refused)
        {
            fault = refused.Message;
        }
        return null;
    }

    private static IEnumerable<ZoneFile> Zones(ZoneFileLoader loader)
    {
        Assembly program = typeof(OwnAuthority).Assembly;
        foreach (string name in program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var text = new StreamReader(program.GetManifestResourceStream(name)!);
            yield return loader.LoadText(name[Folder.Length..], text.ReadToEnd());
        }
    }
}
