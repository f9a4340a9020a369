using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>Names made of an address read backwards: octets in decimal, of IPv6 nibbles (RFC 1035 §3.5, RFC 3596 §2.5, RFC 5782 §2.1).</summary>
internal static class ReverseName
{
    private static readonly Name Ipv4Tree = Name.Parse("in-addr.arpa."), Ipv6Tree = Name.Parse("ip6.arpa.");

    /// <summary>Where the PTR records of an address are.</summary>
    public static Name Of(ReadOnlySpan<byte> address) => Below(address.Length == 4 ? Ipv4Tree : Ipv6Tree, address)!;

    /// <summary>The address below a name; null when that is over 255 octets.</summary>
    public static Name? Below(Name tree, ReadOnlySpan<byte> address)
    {
        Name? name = tree;
        foreach (byte octet in address)
        {
            if (address.Length == 4)
                name = name?.Prepend(Encoding.ASCII.GetBytes(octet.ToString(CultureInfo.InvariantCulture)));
            else
                name = name?.Prepend([Digit(octet >> 4)])?.Prepend([Digit(octet & 0xF)]);
        }
        return name;
    }

    private static byte Digit(int nibble) => "0123456789abcdef"u8[nibble];
}
