using System.Net;
using RmxDns.Tool.Output;

namespace RmxDns.Tool.Interop;

/// <summary>
/// The lines of configuration by which each resolver asks the authority for <c>test.</c>: what a configuration file holds, a row for each
/// of its lines.
/// </summary>
internal static class ResolverLines
{
    /// <summary>The name server of <c>test.</c> where the resolver iterates.</summary>
    private const string Delegated = "127.94.0.2";

    private const string UnboundServer = "server: do-not-query-localhost: no incoming-num-tcp: 200 domain-insecure: \"test.\" local-zone: \"test.\" nodefault";
    private const string BindOptions = "options { validate-except { \"test\"; }; };";

    /// <summary>PowerDNS Recursor asks no address of loopback or of a private network otherwise.</summary>
    private const string AskLoopback = "dont-query=";

    /// <summary>Prints the lines.</summary>
    /// <param name="authority">The authority, for those that forward.</param>
    /// <param name="delegated">Whether the resolver iterates, from the server of <c>test.</c> on.</param>
    /// <param name="screen">Where to.</param>
    public static void Write(IPEndPoint authority, bool delegated, Screen screen)
    {
        var sheet = new Sheet("resolver", "line");
        foreach ((string resolver, string line) in delegated ? Iterating() : Forwarding(authority))
            sheet.Add(resolver, line);
        sheet.WriteTo(screen);
    }

    private static IEnumerable<(string Resolver, string Line)> Forwarding(IPEndPoint authority)
    {
        (IPAddress address, int port) = (authority.Address, authority.Port);
        return
        [
            ("Unbound", $"forward-zone: name: \"test.\" forward-addr: {address}@{port}"),
            ("", UnboundServer),
            ("BIND", $"zone \"test\" {{ type forward; forward only; forwarders {{ {address} port {port}; }}; }};"),
            ("", BindOptions),
            ("Knot Resolver", $"policy.add(policy.suffix(policy.FORWARD('{address}@{port}'), {{todname('test.')}})) trust_anchors.set_insecure({{'test.'}})"),
            ("PowerDNS Recursor", $"forward-zones-recurse=test={authority}"),
            ("", AskLoopback),
            ("dnsmasq", $"server=/test/{address}#{port}"),
            ("dnsdist", $"newServer({{address='{authority}', pool='rmx'}}) addAction('test.', PoolAction('rmx'))"),
            ("Stubby", $"upstream_recursive_servers: [{{address_data: {address}, port: {port}}}]"),
            ("", "dns_transport_list: [GETDNS_TRANSPORT_UDP, GETDNS_TRANSPORT_TCP]"),
            ("", "tls_authentication: GETDNS_AUTHENTICATION_NONE"),
            ("systemd-resolved", $"DNS={authority}"),
            ("", "Domains=~test"),
            ("", "DNSSEC=no"),
        ];
    }

    private static IEnumerable<(string Resolver, string Line)> Iterating() =>
    [
        ("Unbound", $"stub-zone: name: \"test.\" stub-addr: {Delegated}"),
        ("", UnboundServer),
        ("BIND", $"zone \"test\" {{ type static-stub; server-addresses {{ {Delegated}; }}; }};"),
        ("", BindOptions),
        ("Knot Resolver", $"policy.add(policy.suffix(policy.STUB('{Delegated}'), {{todname('test.')}})) trust_anchors.set_insecure({{'test.'}}) option('ALLOW_LOCAL', true)"),
        ("PowerDNS Recursor", $"forward-zones=test={Delegated}"),
        ("", AskLoopback),
    ];
}
