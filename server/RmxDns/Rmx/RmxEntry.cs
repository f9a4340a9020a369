using RmxDns.Wire;

namespace RmxDns.Rmx;

/// <summary>One entry of an RMX record. Immutable; made by <see cref="RmxWire"/> and <see cref="RmxText"/>, which let only valid ones be.</summary>
public sealed class RmxEntry
{
    private readonly byte[] _value;

    internal RmxEntry(RmxCode code, bool negated, byte[] value)
    {
        Code = code;
        Negated = negated;
        _value = value;
    }

    /// <summary>The code, 1 to 9 or 64 to 127.</summary>
    public RmxCode Code { get; }

    /// <summary>Whether a match denies instead of granting.</summary>
    public bool Negated { get; }

    /// <summary>Whether the code is of the range whose entries carry their length.</summary>
    public bool IsExperimental => Code >= RmxCode.TlsFp;

    /// <summary>Whether nobody knows the code: the entry never matches.</summary>
    public bool IsUnknown => Code > RmxCode.Sig;

    /// <summary>Whether a receiver has to look something up for it.</summary>
    public bool NeedsLookup => Code is RmxCode.Host or RmxCode.Apl or RmxCode.Domain or RmxCode.Full or RmxCode.Mx or RmxCode.Ipmap;

    /// <summary>
    /// The parameters: of a prefix its length in bits and its octets; of an entry with a name the name in wire form;
    /// of an experimental entry what follows its length octet; else nothing.
    /// </summary>
    public ReadOnlySpan<byte> Value => _value;

    /// <summary>The name; null for entries without one.</summary>
    public Name? Name => Code is RmxCode.Host or RmxCode.Apl or RmxCode.Domain or RmxCode.Ipmap or RmxCode.Ldap
        ? Name.FromWire(_value)
        : null;

    /// <summary>The prefix; null for other entries than <c>ipv4</c> and <c>ipv6</c>.</summary>
    public AddressPrefix? Prefix
    {
        get
        {
            if (Code is not (RmxCode.Ipv4 or RmxCode.Ipv6))
                return null;
            Span<byte> network = stackalloc byte[Code == RmxCode.Ipv4 ? 4 : 16];
            network.Clear();
            _value.AsSpan(1).CopyTo(network);
            return AddressPrefix.FromOctets(network, _value[0]);
        }
    }

    /// <summary>Whether pad bits of the last octet are set; they mean nothing, and an encoder leaves them clear.</summary>
    public bool HasPadBits =>
        Code is RmxCode.Ipv4 or RmxCode.Ipv6 && _value[0] % 8 != 0 && (_value[^1] & (0xFF >> (_value[0] % 8))) != 0;

    internal static void ClearHostBits(Span<byte> address, int prefixLength)
    {
        int full = prefixLength / 8;
        if (full == address.Length)
            return;
        address[full] &= (byte)~(0xFF >> (prefixLength % 8));
        address[(full + 1)..].Clear();
    }
}
