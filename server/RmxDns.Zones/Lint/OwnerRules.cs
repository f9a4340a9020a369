namespace RmxDns.Zones.Lint;

/// <summary>Rules on what names look like: those of owners, and those of hosts that records refer to.</summary>
internal static class OwnerRules
{
    internal static readonly Rule LabelRepeatsZone = Rule.Warning("label-repeats-zone", "a name that ends in the zone's name twice", "RFC 1035 §5.1") with
    {
        Why = "A name without a final dot is relative, so the zone's name is put behind it once more. Nobody asks for the name that comes of it.",
        Advice = "Write a dot behind the name, or leave the zone's name away.",
    };

    internal static readonly Rule UnderscoreHost = Rule.Warning("underscore-host", "an underscore in the name of a host", "RFC 952, RFC 1123 §2.1, RFC 8552 §1.2") with
    {
        Why = "Names of hosts have letters, digits and hyphens. With an underscore some clients, mail servers and certificate authorities refuse the name.",
        Advice = "Write a hyphen in place of the underscore.",
    };

    internal static readonly Rule HostnameSyntax = Rule.Warning("hostname-syntax", "not the name of a host", "RFC 952, RFC 1123 §2.1") with
    {
        Why = "Names of hosts have letters, digits and hyphens, no hyphen first or last in a label. Many clients refuse any other before they ask for it.",
        Advice = "Rename the host.",
    };

    internal static readonly Rule Hyphens34 = Rule.Warning("hyphens-3-4", "hyphens in third and fourth place", "RFC 5891 §4.2.3.1") with
    {
        Why = "Labels with hyphens in these two places are reserved for encodings such as xn--. Registries and certificate authorities refuse others.",
        Advice = "Rename the host.",
    };

    internal static readonly Rule WildcardInside = Rule.Warning("wildcard-inside", "an asterisk that is no wildcard", "RFC 4592 §2.1.1") with
    {
        Why = "Only a first label that is one asterisk stands for other names. Anywhere else it is an ordinary character, and the name answers for itself alone.",
        Advice = "Put the asterisk in front as a label of its own, or write the names out.",
    };

    internal static readonly Rule SrvOwner = Rule.Warning("srv-owner", "SRV at a name without service and protocol", "RFC 2782, RFC 6763 §4.1") with
    {
        Why = "Clients ask for SRV at _service._protocol.name only; at any other name nobody looks for it.",
        Advice = "Put the record at a name such as _imaps._tcp.example.com.",
    };

    internal static readonly Rule TlsaOwner = Rule.Warning("tlsa-owner", "TLSA at a name without port and protocol", "RFC 6698 §3") with
    {
        Why = "Clients ask for TLSA at _port._protocol.host only; at any other name nobody looks for it.",
        Advice = "Put the record at a name such as _25._tcp.mail.example.com.",
    };

    internal static readonly Rule SmimeaOwner = Rule.Warning("smimea-owner", "SMIMEA at a name that belongs to no mail address", "RFC 8162 §3") with
    {
        Why = "Clients ask for SMIMEA below _smimecert, at the first 28 octets of the SHA2-256 of the local part in hexadecimal; at any other name nobody looks for it.",
        Advice = "Put the record at that name.",
    };

    internal static readonly Rule UriOwner = Rule.Warning("uri-owner", "URI at a name without service", "RFC 7553 §4.1") with
    {
        Why = "Clients ask for URI at _service._protocol.name, or a name with an enumservice in front; at any other name nobody looks for it.",
        Advice = "Put the record at a name such as _ftp._tcp.example.com.",
    };

    internal static readonly Rule PtrOwner = Rule.Warning("ptr-owner", "PTR at a name that no address has", "RFC 1035 §3.5, RFC 3596 §2.5") with
    {
        Why = "The reverse name of an IPv4 address has four numbers from 0 to 255 in front of in-addr.arpa, that of an IPv6 address 32 hexadecimal digits in front of ip6.arpa. Nobody asks for another: most often the whole address was written where the zone gives part of it already.",
        Advice = "Write only the part of the address that the zone leaves open, last number or digit first.",
    };

    internal static readonly Rule ServiceName = Rule.Info("service-name", "the label of a service that cannot be registered", "RFC 6335 §5.1, RFC 2782").Strictly() with
    {
        Why = "Names of services have 15 letters, digits and hyphens at most, with a letter among them and no hyphen first, last or twice in a row. Clients that look names up in the registry do not find this one.",
        Advice = "Check the name against the registry of the client; some well-known ones are longer.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        LabelRepeatsZone, UnderscoreHost, HostnameSyntax, Hyphens34, WildcardInside, SrvOwner, TlsaOwner, SmimeaOwner, UriOwner,
        PtrOwner, ServiceName,
    ];
}
