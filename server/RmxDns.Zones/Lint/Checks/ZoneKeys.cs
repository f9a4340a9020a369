using System.Buffers.Binary;
using System.Security.Cryptography;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Keys and signatures: where they stand, whether CDS, CDNSKEY and DNSKEY agree (RFC 7344 §4), and that nothing here is served signed.</summary>
internal static class ZoneKeys
{
    private const ushort Dnskey = 48, Nsec3 = 50, Nsec3Param = 51, Cds = 59, Cdnskey = 60, Csync = 62, Zonemd = 63;

    public static void Check(LintContext context)
    {
        foreach (ushort type in (ushort[])[Dnskey, Nsec3Param, Csync, Zonemd])
        {
            foreach (RrSet rrSet in context.Zone.Served(type).Where(rrSet => !rrSet.Owner.Equals(context.Zone.Origin)))
                context.Add(DnssecRules.DnskeyNotApex, rrSet.Mark, $"{context.Types.NameOf(type)} at {rrSet.Owner}; it speaks of the zone {context.Zone.Origin} and stands at its apex", rrSet.Owner, context.Types.NameOf(type));
        }
        CheckUnsigned(context);
        RrSet? cds = AtApex(context, Cds), cdnskey = AtApex(context, Cdnskey);
        if ((cds is not null || cdnskey is not null) && !context.MayLack(context.Zone.Origin))
            CheckAgreement(context, cds, cdnskey, context.Zone.Served(Dnskey).FirstOrDefault(keys => keys.Owner.Equals(context.Zone.Origin)));
    }

    /// <summary>Said once for a zone, at the first such record.</summary>
    private static void CheckUnsigned(LintContext context)
    {
        ushort[] types = [RrType.Rrsig, RrType.Nsec, Nsec3, Nsec3Param, Dnskey];
        List<RrSet> found = [.. types.SelectMany(context.Zone.OfType).Where(rrSet => rrSet.Type != Dnskey || rrSet.Owner.Equals(context.Zone.Origin))
            .Where(rrSet => rrSet.Type != Nsec3Param || rrSet.Owner.Equals(context.Zone.Origin))];
        if (found.Count == 0)
            return;
        string names = string.Join(", ", found.Select(rrSet => rrSet.Type).Distinct().Select(context.Types.NameOf));
        context.Add(DnssecRules.DnssecDataUnsigned, found.MinBy(rrSet => rrSet.Mark.Line)!.Mark, $"the zone holds {names} ({found.Count} RRsets) and is served unsigned", context.Zone.Origin);
    }

    private static RrSet? AtApex(LintContext context, ushort type)
    {
        RrSet? atApex = null;
        foreach (RrSet rrSet in context.Zone.Served(type))
        {
            if (rrSet.Owner.Equals(context.Zone.Origin))
                atApex = rrSet;
            else
                context.Add(DnssecRules.CdsConsistency, rrSet.Mark, $"{context.Types.NameOf(type)} at {rrSet.Owner}; it stands at the apex {context.Zone.Origin} alone", rrSet.Owner, context.Types.NameOf(type));
        }
        return atApex;
    }

    private static void CheckAgreement(LintContext context, RrSet? cds, RrSet? cdnskey, RrSet? keys)
    {
        void Report(SourceMark mark, string message, ushort type) =>
            context.Add(DnssecRules.CdsConsistency, mark, message, context.Zone.Origin, context.Types.NameOf(type));

        foreach (RrSet rrSet in new[] { cds, cdnskey }.OfType<RrSet>())
        {
            int deletions = rrSet.Records.Count(record => Digests.IsDeletion(rrSet.Type, record.Rdata));
            if (deletions > 0 && rrSet.Records.Count > 1)
                Report(rrSet.Mark, $"{context.Types.NameOf(rrSet.Type)} asks for the deletion of DS and names keys at once", rrSet.Type);
            if (deletions > 0)
                continue;
            foreach (SourceRecord record in rrSet.Records)
            {
                if (rrSet.Type == Cds && cdnskey is not null && !cdnskey.Records.Any(key => Matches(context.Zone.Origin, record.Rdata, key.Rdata)))
                    Report(record.Mark, $"CDS (key tag {Tag(record.Rdata)}) belongs to no key of CDNSKEY", Cds);
                else if (keys is not null && !keys.Records.Any(key => rrSet.Type == Cds ? Matches(context.Zone.Origin, record.Rdata, key.Rdata) : key.Rdata.AsSpan().SequenceEqual(record.Rdata)))
                    Report(record.Mark, $"{context.Types.NameOf(rrSet.Type)} belongs to no key of DNSKEY", rrSet.Type);
            }
        }
        if (cds is not null && cdnskey is null)
            Report(cds.Mark, "CDS without CDNSKEY; parents that make the digest themselves look for that", Cds);
        if (cds is null && cdnskey is not null)
            Report(cdnskey.Mark, "CDNSKEY without CDS; parents that take the digest look for that", Cdnskey);
    }

    private static int Tag(ReadOnlySpan<byte> cds) => BinaryPrimitives.ReadUInt16BigEndian(cds);

    /// <summary>Whether a CDS is the digest of a key (RFC 4034 §5.1.4); one of a digest unknown here is taken to be.</summary>
    private static bool Matches(Name origin, ReadOnlySpan<byte> cds, ReadOnlySpan<byte> key)
    {
        if (cds[2] != key[3])
            return false;
        byte[] owner = origin.Wire.ToArray();
        for (int i = 0; i < owner.Length; i++)
            owner[i] = NameOctets.Fold(owner[i]);
        byte[] hashed = [.. owner, .. key];
        byte[]? digest = cds[3] switch { 1 => Sha1(hashed), 2 => SHA256.HashData(hashed), 4 => SHA384.HashData(hashed), _ => null };
        return digest is null || cds[4..].SequenceEqual(digest);
    }

    private static byte[] Sha1(byte[] hashed)
    {
        // The digest that old parents ask for; nothing is protected by it here.
        using var algorithm = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        algorithm.AppendData(hashed);
        return algorithm.GetHashAndReset();
    }
}
