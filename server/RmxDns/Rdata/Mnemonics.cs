using System.Collections.Frozen;

namespace RmxDns.Rdata;

/// <summary>Names that presentation form has for numbers, from the IANA registries; letter case does not matter.</summary>
internal static class Mnemonics
{
    /// <summary>DNSSEC algorithms (RFC 4034 appendix A.1 and its successors), in the spellings that servers read.</summary>
    public static readonly FrozenDictionary<string, uint> Algorithms = Table(
        ("RSAMD5", 1), ("DH", 2), ("DSA", 3), ("RSASHA1", 5), ("DSA-NSEC3-SHA1", 6), ("NSEC3DSA", 6),
        ("RSASHA1-NSEC3-SHA1", 7), ("NSEC3RSASHA1", 7), ("RSASHA256", 8), ("RSASHA512", 10), ("ECC-GOST", 12), ("ECCGOST", 12),
        ("ECDSAP256SHA256", 13), ("ECDSA256", 13), ("ECDSAP384SHA384", 14), ("ECDSA384", 14), ("ED25519", 15), ("ED448", 16),
        ("INDIRECT", 252), ("PRIVATEDNS", 253), ("PRIVATEOID", 254));

    /// <summary>Digest algorithms of DS.</summary>
    public static readonly FrozenDictionary<string, uint> Digests = Table(
        ("SHA-1", 1), ("SHA1", 1), ("SHA-256", 2), ("SHA256", 2), ("GOST", 3), ("SHA-384", 4), ("SHA384", 4));

    /// <summary>Hash algorithms of NSEC3 (RFC 5155 §11).</summary>
    public static readonly FrozenDictionary<string, uint> Hashes = Table(("SHA-1", 1));

    /// <summary>Protocols of KEY (RFC 2535 §7.1).</summary>
    public static readonly FrozenDictionary<string, uint> Protocols = Table(
        ("NONE", 0), ("TLS", 1), ("EMAIL", 2), ("DNSSEC", 3), ("IPSEC", 4), ("ALL", 255));

    /// <summary>Types of certificate (RFC 4398 §2.1).</summary>
    public static readonly FrozenDictionary<string, uint> Certificates = Table(
        ("PKIX", 1), ("SPKI", 2), ("PGP", 3), ("IPKIX", 4), ("ISPKI", 5), ("IPGP", 6), ("ACPKIX", 7), ("IACPKIX", 8), ("URI", 253), ("OID", 254));

    /// <summary>Schemes of DSYNC (RFC 9859 §2.1).</summary>
    public static readonly FrozenDictionary<string, uint> Schemes = Table(("NOTIFY", 1));

    private static FrozenDictionary<string, uint> Table(params (string Name, uint Value)[] rows) =>
        rows.ToFrozenDictionary(row => row.Name, row => row.Value, StringComparer.OrdinalIgnoreCase);
}
