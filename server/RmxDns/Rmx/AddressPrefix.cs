using System.Globalization;
using RmxDns.Wire;

namespace RmxDns.Rmx;

/// <summary>A network prefix of IPv4 or IPv6: an address, and how many of its leading bits count. Immutable; text that is none gives false.</summary>
public sealed class AddressPrefix
{
    private readonly byte[] _network;

    private AddressPrefix(byte[] network, int length)
    {
        _network = network;
        Length = length;
        RmxEntry.ClearHostBits(_network, length);
    }

    /// <summary>The network, 4 or 16 octets, host bits zero.</summary>
    public ReadOnlySpan<byte> Network => _network;

    /// <summary>The bits that count: 0 to 32, or 0 to 128.</summary>
    public int Length { get; }

    /// <summary>The prefix of these octets; null unless they are 4 or 16, with no more bits than they have.</summary>
    public static AddressPrefix? FromOctets(ReadOnlySpan<byte> address, int length) =>
        address.Length is 4 or 16 && length >= 0 && length <= address.Length * 8 ? new AddressPrefix(address.ToArray(), length) : null;

    /// <summary>Reads <c>address</c> or <c>address/length</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AddressPrefix? prefix)
    {
        prefix = null;
        int slash = text.IndexOf('/');
        ReadOnlySpan<char> address = slash < 0 ? text : text[..slash];
        Span<byte> octets = stackalloc byte[16];
        if (AddressText.TryParseIpv4(address, octets[..4]))
            octets = octets[..4];
        else if (!AddressText.TryParseIpv6(address, octets))
            return false;
        uint most = (uint)octets.Length * 8, length = most;
        if (slash >= 0 && !DecimalText.TryReadPlain(text[(slash + 1)..], most, out length))
            return false;
        prefix = FromOctets(octets, (int)length);
        return true;
    }

    /// <summary>Whether an address of 4 or 16 octets is of the same family and in the prefix.</summary>
    public bool Contains(ReadOnlySpan<byte> address)
    {
        if (address.Length != _network.Length)
            return false;
        int full = Length / 8, bits = Length % 8;
        return address[..full].SequenceEqual(_network.AsSpan(0, full))
            && (bits == 0 || (address[full] ^ _network[full]) >> (8 - bits) == 0);
    }

    /// <summary>Whether every address of <paramref name="other"/> is in this prefix.</summary>
    public bool Contains(AddressPrefix other) => other.Length >= Length && Contains(other._network);

    /// <summary>The address, and the length when it is not the full one.</summary>
    public override string ToString()
    {
        string address = _network.Length == 4 ? AddressText.FormatIpv4(_network) : AddressText.FormatIpv6(_network);
        return Length == _network.Length * 8 ? address : string.Create(CultureInfo.InvariantCulture, $"{address}/{Length}");
    }
}
