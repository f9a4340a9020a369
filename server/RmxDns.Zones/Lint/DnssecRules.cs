namespace RmxDns.Zones.Lint;

/// <summary>Rules on the records of DNSSEC, and on digests in general.</summary>
internal static class DnssecRules
{
    internal static readonly Rule DigestLength = Rule.Error("digest-length", "a digest of the wrong length", "RFC 4034 §5.1.4, RFC 6698 §2.1.4, RFC 4255 §3.1.3, RFC 8976 §2.2") with
    {
        Why = "Each kind of digest has its one length. One that is longer or shorter was cut or mistyped and never equals what it is compared with; with DS the whole zone below fails to validate.",
        Advice = "Copy the digest again from the key or certificate that it belongs to.",
    };

    internal static readonly Rule DsDigestUnknown = Rule.Warning("ds-digest-unknown", "a digest type that has no meaning", "RFC 4509 §3, RFC 8976 §2.2.3") with
    {
        Why = "Validators ignore a DS whose digest type they do not know. If no other is there, the zone counts as unsigned.",
        Advice = "Use digest type 2 (SHA-256) or 4 (SHA-384).",
    };

    internal static readonly Rule DeprecatedAlgorithm = Rule.Warning("deprecated-algorithm", "an algorithm that is no longer to be used", "RFC 8624 §3.1, §3.3, RFC 9905") with
    {
        Why = "Validators drop such algorithms one after the other; where one has, the zone counts as unsigned or fails.",
        Advice = "Use algorithm 13 (ECDSAP256SHA256) or 15 (ED25519), and digest type 2 (SHA-256).",
    };

    internal static readonly Rule DnskeyNotApex = Rule.Warning("dnskey-not-apex", "a zone's key below the apex", "RFC 4034 §2, RFC 5155 §4, RFC 7477 §2.1, RFC 8976 §2") with
    {
        Why = "DNSKEY, NSEC3PARAM, CSYNC and ZONEMD speak of a whole zone and stand at its apex; anywhere else nobody looks for them.",
        Advice = "Move the record to the apex of the zone that it speaks of.",
    };

    internal static readonly Rule DnskeyParameters = Rule.Warning("dnskey-parameters", "a key that validators do not use", "RFC 4034 §2.1.1, §2.1.2") with
    {
        Why = "A DNSKEY whose zone key flag is not set, or whose protocol is not 3, must not be used to validate anything.",
        Advice = "The flags are 256 or 257, the protocol is 3.",
    };

    internal static readonly Rule CdsConsistency = Rule.Warning("cds-consistency", "CDS and CDNSKEY that do not agree", "RFC 7344 §4, RFC 8078 §4") with
    {
        Why = "The parent takes its DS from CDS and CDNSKEY. When they are not at the apex, do not agree with each other or with the zone's keys, it refuses them or breaks the zone.",
        Advice = "Publish CDS and CDNSKEY at the apex for the same keys, keys that are in the zone's DNSKEY; to delete the DS, '0 8 0 00' or '0 3 0 AA==' alone.",
    };

    internal static readonly Rule DnssecDataUnsigned = Rule.Warning("dnssec-data-unsigned", "signatures or keys in a zone that is not served signed", "RFC 4035 §2.1, §3.1") with
    {
        Why = "This server adds no signatures and no proofs to its answers. With DS at the parent, validators refuse every answer of the zone.",
        Advice = "Delete the DNSSEC records here, and have no DS at the parent.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        DigestLength, DsDigestUnknown, DeprecatedAlgorithm, DnskeyNotApex, DnskeyParameters, CdsConsistency, DnssecDataUnsigned,
    ];
}
