using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>What a mail server knows at MAIL FROM of who sends, and as whom. Immutable.</summary>
public sealed class RmxClient
{
    private readonly byte[] _address;

    /// <summary>A client and its envelope sender.</summary>
    /// <param name="address">Its address, 4 or 16 octets; an IPv4-mapped IPv6 address is taken as the IPv4 address.</param>
    /// <param name="sender">The envelope sender without angle brackets; empty for the null reverse path.</param>
    /// <param name="helo">The name it gave with HELO or EHLO, whose domain stands in for that of an empty sender (draft-danisch-dns-rr-smtp §4.3).</param>
    /// <exception cref="ArgumentException">An address of another length.</exception>
    public RmxClient(ReadOnlySpan<byte> address, string sender, string helo)
    {
        if (address.Length is not (4 or 16))
            throw new ArgumentException("an address has 4 or 16 octets", nameof(address));
        bool mapped = address.Length == 16 && AddressPrefix.TryParse("::ffff:0:0/96", out AddressPrefix? prefix) && prefix!.Contains(address);
        _address = mapped ? address[12..].ToArray() : address.ToArray();
        if (sender.Length == 0)
        {
            Domain = RmxAddress.TryParseDomain(helo, out Name name) ? name : null;
        }
        else if (RmxAddress.TryParse(sender, out RmxAddress? parsed))
        {
            Sender = parsed;
            Domain = parsed!.Domain;
        }
    }

    /// <summary>The address, 4 or 16 octets.</summary>
    public ReadOnlySpan<byte> Address => _address;

    /// <summary>The envelope sender; null when it is empty or not an address with a domain name.</summary>
    public RmxAddress? Sender { get; }

    /// <summary>The domain that is looked up; null when there is none, as with an address literal.</summary>
    public Name? Domain { get; }

    /// <summary>The certificate that the client showed in TLS, as DER; empty without one.</summary>
    public ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>The SASL mechanism with which the client authenticated, in any case; null when it did not.</summary>
    public string? SaslMechanism { get; init; }

    /// <summary>The address as text.</summary>
    public string AddressText => _address.Length == 4 ? Wire.AddressText.FormatIpv4(_address) : Wire.AddressText.FormatIpv6(_address);
}
