using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>A zone as a master file.</summary>
/// <param name="Text">The file, ASCII.</param>
/// <param name="Findings">What could not be written; only the TXT alternative of RMX leaves anything out.</param>
public sealed record WrittenMasterFile(string Text, IReadOnlyList<Finding> Findings);

/// <summary>
/// Zones to master files that BIND, Knot, NSD and PowerDNS load unchanged: one record a line, SOA and NS of the apex first, names in data
/// absolute, types that one of them does not know by name in the generic form (RFC 3597 §5).
/// </summary>
/// <param name="types">The record types.</param>
/// <param name="form">How RMX is written.</param>
public sealed class MasterFileWriter(TypeTable types, RmxForm form)
{
    private const int OwnerColumns = 24, TtlColumns = 8, TypeColumns = 8;

    /// <summary>The types that all of them read in presentation form as it is written here.</summary>
    private static readonly FrozenSet<string> Known =
        new[] { "A", "NS", "CNAME", "SOA", "PTR", "HINFO", "MX", "TXT", "RP", "AFSDB", "AAAA", "LOC", "SRV", "NAPTR", "CERT", "DNAME", "DS", "SSHFP", "RRSIG", "NSEC", "DNSKEY", "NSEC3PARAM", "TLSA", "SMIMEA", "CDS", "CDNSKEY", "OPENPGPKEY", "SPF", "EUI48", "EUI64", "URI", "CAA", "APL", "SVCB", "HTTPS", "MINFO", "IPSECKEY", "DHCID", "CSYNC", "ZONEMD", "KX", "KEY", "NID", "L32", "L64", "LP" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes a zone.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="automaticSerial">The serial in place of one that the file leaves to the server; null to keep what is there.</param>
    public WrittenMasterFile Write(ZoneContents zone, uint? automaticSerial)
    {
        ZoneContents written = automaticSerial is { } serial ? zone.WithSerial(serial) : zone;
        var findings = new FindingList(zone.File) { Zone = zone.Origin };
        IReadOnlyList<RrSet> rrSets = form == RmxForm.Txt ? WithTextAlternative(written, findings) : written.RrSets;
        uint ttl = MostCommonTtl(rrSets);
        var text = new StringBuilder();
        _ = text.Append(CultureInfo.InvariantCulture, $"$ORIGIN {PortableName.Of(zone.Origin, null)}\n$TTL {ttl}\n");
        foreach (RrSet rrSet in rrSets.OrderBy(rrSet => Rank(rrSet, zone.Origin)))
            Append(text, rrSet, zone.Origin, ttl);
        return new WrittenMasterFile(text.ToString(), findings.InOrder());
    }

    private static int Rank(RrSet rrSet, Name origin) =>
        !rrSet.Owner.Equals(origin) ? 3 : rrSet.Type switch { RrType.Soa => 0, RrType.Ns => 1, _ => 2 };

    private List<RrSet> WithTextAlternative(ZoneContents zone, FindingList findings)
    {
        var rrSets = new RrSetList(zone.RrSets);
        // What $rmx-txt published already would be taken for a TXT record of the owner's own.
        HashSet<Name> published = [.. rrSets.Where(rrSet => rrSet.Type == types.RmxType).Select(rrSet => rrSet.Owner.Prepend("_rmx"u8)).OfType<Name>()];
        bool already = rrSets.Any(rrSet => rrSet.Type == RrType.Txt && published.Contains(rrSet.Owner));
        if (!already)
            new TextAlternative(new ZoneContext(types, zone.Origin, LoadSettings.DefaultTtl, findings), rrSets).Publish();
        return [.. rrSets.Where(rrSet => rrSet.Type != types.RmxType)];
    }

    private void Append(StringBuilder text, RrSet rrSet, Name origin, uint defaultTtl)
    {
        RdataType row = types[rrSet.Type];
        string owner = PortableName.Of(rrSet.Owner, origin);
        string ttl = rrSet.Ttl == defaultTtl ? "" : rrSet.Ttl.ToString(CultureInfo.InvariantCulture);
        foreach (SourceRecord record in rrSet.Records)
        {
            (string type, string data) = Written(row, record.Rdata);
            _ = text.Append(owner.PadRight(OwnerColumns - 1)).Append(' ')
                .Append(ttl.PadRight(TtlColumns - 1)).Append(' ').Append("IN ").Append(type.PadRight(TypeColumns - 1)).Append(' ').Append(data).Append('\n');
        }
    }

    private (string Type, string Data) Written(RdataType row, byte[] rdata)
    {
        string presentation = row.Format(rdata);
        if (row.Code == types.RmxType)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"TYPE{row.Code}");
            return form == RmxForm.Text ? (row.Mnemonic, presentation) : (number, $"{RdataType.FormatGeneric(rdata)} ; {row.Mnemonic} {presentation}");
        }
        bool generic = presentation.Length == 0 || presentation.StartsWith(@"\#", StringComparison.Ordinal) || IsRefusedByName(row, presentation);
        if (Known.Contains(row.Mnemonic) && !generic)
            return (row.Mnemonic, WithPortableTypes(row, WithPortableNames(row, rdata, presentation)));
        return (string.Create(CultureInfo.InvariantCulture, $"TYPE{row.Code}"), RdataType.FormatGeneric(rdata) + (generic ? "" : $" ; {row.Mnemonic} {presentation}"));
    }

    /// <summary>The names of data with the escapes that all servers need. A string with a word like such a name gets them too, and means the same.</summary>
    private static string WithPortableNames(RdataType row, byte[] rdata, string presentation)
    {
        string[]? words = null;
        foreach (Name name in row.NamesIn(rdata))
        {
            string written = name.ToString(), portable = PortableName.Of(name, null);
            if (written == portable)
                continue;
            words ??= presentation.Split(' ');
            for (int i = 0; i < words.Length; i++)
                words[i] = words[i] == written ? portable : words[i];
        }
        return words is null ? presentation : string.Join(' ', words);
    }

    /// <summary>NSD takes no capitals in the tag of CAA, and neither Knot nor NSD a KEY that says that there is none (RFC 2535 §3.1.2).</summary>
    private static bool IsRefusedByName(RdataType row, string presentation) => row.Mnemonic switch
    {
        "CAA" => presentation.Split(' ')[1].Any(char.IsAsciiLetterUpper),
        "KEY" => presentation.Count(c => c == ' ') < 3,
        _ => false,
    };

    /// <summary>The types that signatures and lists of types name, by number where a server may not know the name; in SVCB also the key that PowerDNS does not know.</summary>
    private string WithPortableTypes(RdataType row, string presentation)
    {
        if (row.Code is RrType.Svcb or RrType.Https)
            return presentation.Replace(" dohpath=", " key7=", StringComparison.Ordinal);
        if (row.Code is not (RrType.Rrsig or RrType.Nsec) && row.Mnemonic != "CSYNC")
            return presentation;
        string[] words = presentation.Split(' ');
        int first = row.Code == RrType.Rrsig ? 0 : row.Code == RrType.Nsec ? 1 : 2, behind = row.Code == RrType.Rrsig ? 1 : words.Length;
        for (int i = first; i < behind; i++)
        {
            if (!Known.Contains(words[i]) && types.TryParseType(words[i], out ushort code))
                words[i] = string.Create(CultureInfo.InvariantCulture, $"TYPE{code}");
        }
        return string.Join(' ', words);
    }

    private static uint MostCommonTtl(IReadOnlyList<RrSet> rrSets) =>
        rrSets.CountBy(rrSet => rrSet.Ttl).OrderByDescending(ttl => ttl.Value).ThenBy(ttl => ttl.Key).First().Key;
}
