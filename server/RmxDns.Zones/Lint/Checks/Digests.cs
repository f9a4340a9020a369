using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Digests whose kind has one length, and the algorithms of DNSSEC: DS, CDS, DLV, TLSA, SMIMEA, SSHFP, ZONEMD, DNSKEY.</summary>
internal static class Digests
{
    private const ushort Sshfp = 44, Dnskey = 48, Tlsa = 52, Smimea = 53, Cds = 59, Cdnskey = 60, Zonemd = 63, Dlv = 32769;

    /// <summary>Where kind and digest of a type start, and the token of the digest.</summary>
    private static readonly (ushort Type, int Kind, int Digest, int Token)[] Layouts =
    [
        (RrType.Ds, 3, 4, 3), (Cds, 3, 4, 3), (Dlv, 3, 4, 3), (Tlsa, 2, 3, 3), (Smimea, 2, 3, 3), (Sshfp, 1, 2, 2), (Zonemd, 5, 6, 3),
    ];

    public static void Check(LintContext context)
    {
        foreach ((ushort type, int kind, int digest, int token) in Layouts)
        {
            IEnumerable<RrSet> rrSets = type == RrType.Ds ? context.Zone.OfType(type) : context.Zone.Served(type);
            foreach (RrSet rrSet in rrSets)
            {
                foreach (SourceRecord record in rrSet.Records)
                {
                    bool delegation = type is RrType.Ds or Cds or Dlv;
                    if (IsDeletion(rrSet.Type, record.Rdata))
                        continue;
                    if (delegation)
                        CheckAlgorithms(context, rrSet, record);
                    CheckLength(context, rrSet, record, record.Rdata[kind], record.Rdata.Length - digest, token);
                }
            }
        }
        foreach (RrSet keys in context.Zone.Served(Dnskey).Concat(context.Zone.Served(Cdnskey)))
        {
            foreach (SourceRecord record in keys.Records.Where(record => !IsDeletion(keys.Type, record.Rdata)))
            {
                CheckAlgorithm(context, keys, record, record.Rdata[3], 2);
                CheckKey(context, keys, record);
            }
        }
    }

    /// <summary>CDS <c>0 0 0 00</c> and CDNSKEY <c>0 3 0 AA==</c>, which ask for the deletion of DS (RFC 8078 §4).</summary>
    public static bool IsDeletion(ushort type, ReadOnlySpan<byte> rdata) => type switch
    {
        Cds => rdata[2] == 0,
        Cdnskey => rdata[3] == 0,
        _ => false,
    };

    private static void CheckAlgorithms(LintContext context, RrSet rrSet, SourceRecord record)
    {
        byte digest = record.Rdata[3];
        string what = $"{context.Types.NameOf(rrSet.Type)} of {rrSet.Owner}";
        CheckAlgorithm(context, rrSet, record, record.Rdata[2], 1);
        if (digest is 1 or 3)
            context.Add(DnssecRules.DeprecatedAlgorithm, record.TokenMark(2), $"{what}: digest type {digest} ({(digest == 1 ? "SHA-1" : "GOST R 34.11-94")})", rrSet.Owner, $"digest {digest}");
        else if (digest is 0 or > 6)
            context.Add(DnssecRules.DsDigestUnknown, record.TokenMark(2), $"{what}: digest type {digest} has no meaning", rrSet.Owner, $"digest {digest}");
    }

    private static void CheckAlgorithm(LintContext context, RrSet rrSet, SourceRecord record, byte algorithm, int token)
    {
        string? name = algorithm switch { 1 => "RSAMD5", 3 or 6 => "DSA", 5 or 7 => "RSASHA1", 12 => "ECC-GOST", _ => null };
        if (name is not null)
            context.Add(DnssecRules.DeprecatedAlgorithm, record.TokenMark(token), $"{context.Types.NameOf(rrSet.Type)} of {rrSet.Owner}: algorithm {algorithm} ({name})", rrSet.Owner, $"algorithm {algorithm}");
    }

    private static void CheckKey(LintContext context, RrSet keys, SourceRecord record)
    {
        string what = $"{context.Types.NameOf(keys.Type)} of {keys.Owner}";
        if ((record.Rdata[0] & 1) == 0)
            context.Add(DnssecRules.DnskeyParameters, record.TokenMark(0), $"{what}: the zone key flag (256) is not set", keys.Owner, "flags");
        if (record.Rdata[2] != 3)
            context.Add(DnssecRules.DnskeyParameters, record.TokenMark(1), $"{what}: protocol {record.Rdata[2]}; it is 3", keys.Owner, "protocol");
        if (KeyFault(record.Rdata[3], record.Rdata.AsSpan(4)) is { } fault)
            context.Add(DnssecRules.DnskeyParameters, record.TokenMark(3), $"{what}: {fault}", keys.Owner, "key");
    }

    /// <summary>What is wrong with the octets of a public key (RFC 3110 §2, RFC 6605 §4, RFC 8080 §3).</summary>
    private static string? KeyFault(byte algorithm, ReadOnlySpan<byte> key)
    {
        int? right = algorithm switch { 13 => 64, 14 => 96, 15 => 32, 16 => 57, _ => null };
        if (right is { } length)
            return key.Length == length ? null : $"a key of {key.Length} octets; its algorithm has {length}";
        if (algorithm is not (5 or 7 or 8 or 10))
            return null;
        bool isLong = key.Length > 2 && key[0] == 0;
        int start = isLong ? 3 : 1, exponent = isLong ? (key[1] << 8) | key[2] : key.IsEmpty ? 0 : key[0];
        if (exponent == 0 || start + exponent >= key.Length)
            return $"a key of {key.Length} octets, too short for its exponent and modulus";
        return key[start] == 0 ? "the exponent begins with a zero octet" : key[start + exponent] == 0 ? "the modulus begins with a zero octet" : null;
    }

    private static void CheckLength(LintContext context, RrSet rrSet, SourceRecord record, byte kind, int octets, int token)
    {
        int? right = rrSet.Type switch
        {
            RrType.Ds or Cds or Dlv => kind switch { 1 => 20, 2 or 3 or 5 or 6 => 32, 4 => 48, _ => null },
            Tlsa or Smimea => kind switch { 1 => 32, 2 => 64, _ => null },
            Sshfp => kind switch { 1 => 20, 2 => 32, _ => null },
            _ => kind switch { 1 => 48, 2 => 64, _ => null },
        };
        if (right is { } length && length != octets)
            context.Add(DnssecRules.DigestLength, record.TokenMark(token), $"{context.Types.NameOf(rrSet.Type)} of {rrSet.Owner}: a digest of {octets} octets; its type has {length}", rrSet.Owner);
    }
}
