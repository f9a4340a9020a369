using RmxDns.Rdata.Fields;
using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>
/// The table of record types: code, mnemonic, fields in wire order, and what messages do with the names inside.
/// Obsolete types stand here too, since zones and peers still have them. RMX has its code by a setting and is added
/// by <see cref="TypeTable"/>.
/// </summary>
internal static class KnownTypes
{
    private static readonly ushort[] Addresses = [RrType.A, RrType.Aaaa];

    /// <summary>A row of the table.</summary>
    /// <param name="Code">The type code.</param>
    /// <param name="Mnemonic">The mnemonic.</param>
    /// <param name="Fields">The fields in wire order.</param>
    public sealed record Row(ushort Code, string Mnemonic, params Field[] Fields)
    {
        /// <summary>Octets in front of the first compressible name, and the number of such names.</summary>
        public CompressibleNames Compressible { get; init; }

        /// <summary>The name, counted from 0, whose RRsets go into the additional section; -1 for none.</summary>
        public int AdditionalName { get; init; } = -1;

        /// <summary>The types of these RRsets.</summary>
        public IReadOnlyList<ushort> AdditionalTypes { get; init; } = Addresses;

        /// <summary>Keys by which a mapping may name the fields instead.</summary>
        public IReadOnlyList<string> OldKeys { get; init; } = [];
    }

    public static IReadOnlyList<Row> Rows { get; } =
    [
        // RFC 1035 and RFC 3596: the first types. Names here are the ones that messages may compress.
        new(1, "A", Ipv4("address")),
        new(2, "NS", Compressible("name server")) { Compressible = new(0, 1), AdditionalName = 0 },
        new(3, "MD", Compressible("mail destination")) { Compressible = new(0, 1) },
        new(4, "MF", Compressible("mail forwarder")) { Compressible = new(0, 1) },
        new(5, "CNAME", Compressible("canonical name")) { Compressible = new(0, 1) },
        new(6, "SOA", Compressible("primary name server").Keyed("mname"), Mailbox("mailbox").Keyed("rname").Or("hostmaster"),
            U32("serial").Keyed("serial"), Time("refresh").Keyed("refresh").Or("7200"), Time("retry").Keyed("retry").Or("900"),
            Time("expire").Keyed("expire").Or("1209600"), Time("minimum").Keyed("minimum").Or("3600")) { Compressible = new(0, 2) },
        new(7, "MB", Compressible("mailbox host")) { Compressible = new(0, 1) },
        new(8, "MG", Compressible("mail group member")) { Compressible = new(0, 1) },
        new(9, "MR", Compressible("new mailbox name")) { Compressible = new(0, 1) },
        new(10, "NULL", Opaque("data")),
        new(11, "WKS", Ipv4("address"), new ServicesField("services")),
        new(12, "PTR", Compressible("name")) { Compressible = new(0, 1) },
        new(13, "HINFO", Text("CPU"), Text("operating system")),
        new(14, "MINFO", Compressible("responsible mailbox"), Compressible("error mailbox")) { Compressible = new(0, 2) },
        new(15, "MX", U16("preference").Keyed("preference", "priority"), Compressible("mail exchange").Keyed("exchange", "value"))
            { Compressible = new(2, 1), AdditionalName = 0 },
        new(16, "TXT", Texts("text")),

        // RFC 1183, 1348, 1664, 1706, 1712, 1876: the nineties. ISDN's second string may be missing.
        new(17, "RP", Name("mailbox"), Name("text owner")),
        new(18, "AFSDB", U16("subtype"), Name("host")) { AdditionalName = 0 },
        new(19, "X25", new DigitsField("PSDN address")),
        new(20, "ISDN", Text("ISDN address"), new StringField("subaddress", optional: true)),
        new(21, "RT", U16("preference"), Name("intermediate host")) { AdditionalName = 0, AdditionalTypes = [RrType.X25, RrType.Isdn, .. Addresses] },
        new(22, "NSAP", new NsapField("NSAP address")),
        new(23, "NSAP-PTR", Name("name")),
        new(24, "SIG", Signature()),
        new(25, "KEY", new KeyField("key")),
        new(26, "PX", U16("preference"), Name("RFC 822 domain"), Name("X.400 domain")),
        new(27, "GPOS", Text("longitude"), Text("latitude"), Text("altitude")),
        new(28, "AAAA", Ipv6("address")),
        new(29, "LOC", new LocationField("location")),
        new(30, "NXT", Name("next name"), new OldBitmapField("types")),
        new(31, "EID", Hex("endpoint identifier")),
        new(32, "NIMLOC", Hex("Nimrod locator")),
        new(33, "SRV", U16("priority").Keyed("priority"), U16("weight").Keyed("weight"), U16("port").Keyed("port"), Name("target").Keyed("target"))
            { AdditionalName = 0 },
        new(34, "ATMA", new AtmField("ATM address")),

        // RFC 3403, 2230, 4398, 2874, 6672, 3123.
        new(35, "NAPTR", U16("order").Keyed("order"), U16("preference").Keyed("preference"), Text("flags").Keyed("flags"),
            Text("service").Keyed("service"), Text("regexp").Keyed("regexp"), Name("replacement").Keyed("replacement")) { AdditionalName = 0 },
        new(36, "KX", U16("preference"), Name("key exchanger")) { AdditionalName = 0 },
        new(37, "CERT", U16("certificate type", Mnemonics.Certificates), U16("key tag"), Algorithm(), Base64("certificate")),
        new(38, "A6", new PrefixedAddressField("address suffix")),
        new(39, "DNAME", Name("target")),
        new(40, "SINK", U8("meaning"), U8("coding"), U8("subcoding"), new Base64Field("data", min: 0)),
        new(42, "APL", new AddressPrefixesField("prefixes")),

        // DNSSEC and keys: RFC 4034, 4255, 4025, 5155, 4701, 6698, 8162, 8005, 7344, 7477, 7929, 8976.
        new(43, "DS", Digest()) { OldKeys = ["flags", "protocol", "algorithm", "public_key"] },
        new(44, "SSHFP", U8("algorithm").Keyed("algorithm"), U8("fingerprint type").Keyed("fingerprint_type"), Hex("fingerprint").Keyed("fingerprint")),
        new(45, "IPSECKEY", U8("precedence"), new GatewayField("gateway")),
        new(46, "RRSIG", Signature()),
        new(47, "NSEC", Name("next name"), new BitmapField("types", empty: false)),
        new(48, "DNSKEY", PublicKey()),
        new(49, "DHCID", Base64("digest")),
        new(50, "NSEC3", U8("hash algorithm", Mnemonics.Hashes), U8("flags"), U16("iterations"), new SaltField("salt"), new HashField("next hashed owner"), new BitmapField("types")),
        new(51, "NSEC3PARAM", U8("hash algorithm", Mnemonics.Hashes), U8("flags"), U16("iterations"), new SaltField("salt")),
        new(52, "TLSA", Association()),
        new(53, "SMIMEA", Association()),
        new(55, "HIP", new HostIdentityField("host identity tag"), new NamesField("rendezvous server")),
        new(56, "NINFO", Texts("status")),
        new(57, "RKEY", U16("flags"), U8("protocol", Mnemonics.Protocols), Algorithm(), Base64("public key")),
        new(58, "TALINK", Name("previous name"), Name("next name")),
        new(59, "CDS", Digest()) { OldKeys = ["flags", "protocol", "algorithm", "public_key"] },
        new(60, "CDNSKEY", PublicKey()),
        new(61, "OPENPGPKEY", Base64("key")),
        new(62, "CSYNC", U32("serial"), U16("flags"), new BitmapField("types")),
        new(63, "ZONEMD", U32("serial"), U8("scheme"), U8("hash algorithm"), Hex("digest", 12)),

        // RFC 9460, 9859, 9886.
        new(64, "SVCB", Service()) { AdditionalName = 0 },
        new(65, "HTTPS", Service()) { AdditionalName = 0 },
        new(66, "DSYNC", new TypeField("type"), U8("scheme", Mnemonics.Schemes), U16("port"), Name("target")),
        new(67, "HHIT", Base64("data")),
        new(68, "BRID", Base64("data")),

        // RFC 7208, 6742, 7043, and four names that never had a definition.
        new(99, "SPF", Texts("text")),
        new(100, "UINFO", Opaque("data")),
        new(101, "UID", Opaque("data")),
        new(102, "GID", Opaque("data")),
        new(103, "UNSPEC", Opaque("data")),
        new(104, "NID", U16("preference"), new LocatorField("node identifier")),
        new(105, "L32", U16("preference"), Ipv4("locator")),
        new(106, "L64", U16("preference"), new LocatorField("locator")),
        new(107, "LP", U16("preference"), Name("name")),
        new(108, "EUI48", new EuiField("address", 6)),
        new(109, "EUI64", new EuiField("address", 8)),

        // Meta types and QTYPEs (RFC 6895 §3.1): never in a zone.
        new(41, "OPT", Opaque("options")),
        new(128, "NXNAME", Opaque("data")),
        new(249, "TKEY", Opaque("data")),
        new(250, "TSIG", Opaque("data")),
        new(251, "IXFR", Opaque("data")),
        new(252, "AXFR", Opaque("data")),
        new(253, "MAILB", Opaque("data")),
        new(254, "MAILA", Opaque("data")),
        new(255, "ANY", Opaque("data")),

        // RFC 7553, 8659, 8777, 9606 and registrations without an RFC.
        new(256, "URI", U16("priority").Keyed("priority"), U16("weight").Keyed("weight"), new LongStringField("target", min: 1).Keyed("target")),
        new(257, "CAA", U8("flags").Keyed("flags").Or("0"), new TagField("tag").Keyed("tag"), new LongStringField("value").Keyed("value")),
        new(258, "AVC", Texts("text")),
        new(259, "DOA", U32("enterprise"), U32("type"), U8("location"), Text("media type"), new Base64Field("data", min: 0, dash: true)),
        new(260, "AMTRELAY", U8("precedence"), new RelayField("relay")),
        new(261, "RESINFO", Texts("text")),
        new(262, "WALLET", Texts("text")),
        new(32768, "TA", Digest()),
        new(32769, "DLV", Digest()),
        new(65533, "KEYDATA", Timestamp("refresh"), Timestamp("add hold-down"), Timestamp("remove hold-down"), new KeyField("key", placeholder: true)),
    ];

    private static NumberField U8(string label, IReadOnlyDictionary<string, uint>? mnemonics = null) => new NumberField(label, 1, mnemonics);

    private static NumberField U16(string label, IReadOnlyDictionary<string, uint>? mnemonics = null) => new NumberField(label, 2, mnemonics);

    private static NumberField U32(string label) => new NumberField(label, 4);

    private static TimeField Time(string label) => new TimeField(label);

    private static TimestampField Timestamp(string label) => new TimestampField(label);

    private static NameField Name(string label) => new NameField(label);

    private static NameField Compressible(string label) => new NameField(label, compressible: true);

    private static MailboxField Mailbox(string label) => new MailboxField(label);

    private static Ipv4Field Ipv4(string label) => new Ipv4Field(label);

    private static Ipv6Field Ipv6(string label) => new Ipv6Field(label);

    private static StringField Text(string label) => new StringField(label);

    private static StringsField Texts(string label) => new StringsField(label);

    private static HexField Hex(string label, int min = 1) => new HexField(label, min);

    private static Base64Field Base64(string label) => new Base64Field(label);

    private static OpaqueField Opaque(string label) => new OpaqueField(label);

    private static NumberField Algorithm() => new NumberField("algorithm", 1, Mnemonics.Algorithms);

    private static Field[] Signature() =>
    [
        new TypeField("type covered"), Algorithm(), U8("labels"), new TimeField("original TTL"), Timestamp("expiration"), Timestamp("inception"),
        U16("key tag"), Name("signer"), Base64("signature"),
    ];

    private static Field[] PublicKey() => [U16("flags"), U8("protocol", Mnemonics.Protocols), Algorithm(), Base64("public key")];

    private static Field[] Digest() =>
    [
        U16("key tag").Keyed("key_tag"), Algorithm().Keyed("algorithm"), U8("digest type", Mnemonics.Digests).Keyed("digest_type"),
        Hex("digest").Keyed("digest"),
    ];

    private static Field[] Association() =>
    [
        U8("certificate usage").Keyed("certificate_usage"), U8("selector").Keyed("selector"), U8("matching type").Keyed("matching_type"),
        Hex("certificate association data").Keyed("certificate_association_data"),
    ];

    private static Field[] Service() =>
    [
        U16("priority").Keyed("svcpriority"), Name("target").Keyed("targetname"), new ServiceParametersField("parameters").Keyed("svcparams").Or(""),
    ];
}
