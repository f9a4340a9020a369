using RmxDns.Rmx;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>Ranges that no mail client on the Internet has its address from (IANA IPv4 and IPv6 Special-Purpose Address Registries).</summary>
internal static class SpecialRanges
{
    private static readonly (AddressPrefix Prefix, string Name)[] Special =
    [
        Range("0.0.0.0/8", "\"this network\" (RFC 791)"),
        Range("10.0.0.0/8", "private (RFC 1918)"),
        Range("100.64.0.0/10", "shared address space (RFC 6598)"),
        Range("127.0.0.0/8", "loopback (RFC 1122)"),
        Range("169.254.0.0/16", "link-local (RFC 3927)"),
        Range("172.16.0.0/12", "private (RFC 1918)"),
        Range("192.0.0.0/24", "reserved for protocols (RFC 6890)"),
        Range("192.168.0.0/16", "private (RFC 1918)"),
        Range("198.18.0.0/15", "for benchmarks (RFC 2544)"),
        Range("224.0.0.0/4", "multicast (RFC 5771)"),
        Range("240.0.0.0/4", "reserved (RFC 1112)"),
        Range("::ffff:0:0/96", "IPv4-mapped, which receivers take as IPv4 (RFC 4291)"),
        Range("::/96", "unspecified, loopback, or the old IPv4-compatible form (RFC 4291)"),
        Range("64:ff9b:1::/48", "for local translation (RFC 8215)"),
        Range("100::/64", "discarded (RFC 6666)"),
        Range("fc00::/7", "unique local (RFC 4193)"),
        Range("fe80::/10", "link-local (RFC 4291)"),
        Range("fec0::/10", "site-local, given up (RFC 3879)"),
        Range("ff00::/8", "multicast (RFC 4291)"),
    ];

    private static readonly (AddressPrefix Prefix, string Name)[] ForDocumentation =
    [
        Range("192.0.2.0/24", "for documents (RFC 5737)"),
        Range("198.51.100.0/24", "for documents (RFC 5737)"),
        Range("203.0.113.0/24", "for documents (RFC 5737)"),
        Range("2001:db8::/32", "for documents (RFC 3849)"),
        Range("3fff::/20", "for documents (RFC 9637)"),
    ];

    /// <summary>What the whole of a prefix is; null when some of it is ordinary.</summary>
    public static string? Find(AddressPrefix prefix) => NameOf(Special, prefix);

    /// <summary>The same for the ranges that are for documents.</summary>
    public static string? FindDocumentation(AddressPrefix prefix) => NameOf(ForDocumentation, prefix);

    private static string? NameOf((AddressPrefix Prefix, string Name)[] ranges, AddressPrefix prefix)
    {
        foreach ((AddressPrefix range, string name) in ranges)
        {
            if (range.Contains(prefix))
                return name;
        }
        return null;
    }

    private static (AddressPrefix, string) Range(string text, string name) =>
        (AddressPrefix.TryParse(text, out AddressPrefix? prefix) ? prefix! : throw new FormatException(text), name);
}
