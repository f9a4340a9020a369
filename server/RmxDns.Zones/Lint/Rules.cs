namespace RmxDns.Zones.Lint;

/// <summary>
/// The one list of rules. A rule that refuses its zone names something that cannot be served or that the file does not say
/// clearly enough to be served; no other rule keeps a zone from being served.
/// </summary>
public static class Rules
{
    private const string Format = "zones/README.md";

    // The file.
    internal static readonly Rule FileUnreadable = Refusing("file-unreadable", "the file cannot be read", Format);
    internal static readonly Rule FileNameOrigin = Refusing("file-name-origin", "the file's name gives no zone name", Format);
    internal static readonly Rule DuplicateZone = Refusing("duplicate-zone", "another file holds this zone", Format);
    internal static readonly Rule YamlSyntax = Refusing("yaml-syntax", "not YAML in UTF-8, or beyond the reader's limits", "YAML 1.2.2");
    internal static readonly Rule AliasBomb = Refusing("alias-bomb", "aliases repeat too much", "YAML 1.2.2 §7.1");
    internal static readonly Rule DuplicateKey = Refusing("duplicate-key", "a key for the second time", "YAML 1.2.2 §3.2.1.3");
    internal static readonly Rule ZoneFormat = Refusing("zone-format", "YAML, but not the zone format", Format);
    internal static readonly Rule IgnoredKey = new("ignored-key", Severity.Warning, false, "a key that this server does not act on", Format);

    // Records.
    internal static readonly Rule NameSyntax = Refusing("name-syntax", "not a domain name", "RFC 1035 §5.1, RFC 5891");
    internal static readonly Rule TtlSyntax = Refusing("ttl-syntax", "not a TTL", "RFC 2181 §8");
    internal static readonly Rule UnknownType = Refusing("unknown-type", "not a record type, or one that no zone holds", "RFC 3597 §5, RFC 6895 §3.1");
    internal static readonly Rule RdataSyntax = Refusing("rdata-syntax", "a value that its type does not allow", "RFC 1035 §5.1");
    internal static readonly Rule TxtOver255 = Refusing("txt-over-255", "a quoted string over 255 octets", "RFC 1035 §3.3");
    internal static readonly Rule TwoRecordsOfOneType = Refusing("two-records-of-one-type", "one type twice at one name", "RFC 2181 §5.2");
    internal static readonly Rule DuplicateRecord = new("duplicate-record", Severity.Warning, false, "the same value again", "RFC 2181 §5");

    // The zone.
    internal static readonly Rule OutOfZone = Refusing("out-of-zone", "an owner outside the zone", "RFC 1035 §5.2");
    internal static readonly Rule SoaMissing = new("soa-missing", Severity.Info, false, "no SOA; one is made up", "RFC 1035 §5.2");
    internal static readonly Rule SoaSeveral = Refusing("soa-several", "several SOA records", "RFC 1035 §5.2");
    internal static readonly Rule SoaNotApex = Refusing("soa-not-apex", "SOA below the apex", "RFC 1034 §4.2.1");
    internal static readonly Rule NsMissing = Refusing("ns-missing", "no NS at the apex", "RFC 1034 §4.2.1");
    internal static readonly Rule CnameAndOther = Refusing("cname-and-other", "CNAME beside other data", "RFC 1034 §3.6.2, RFC 2181 §10.1");
    internal static readonly Rule CnameSeveral = Refusing("cname-several", "several CNAME records at one name", "RFC 2181 §10.1");
    internal static readonly Rule DnameAndOther = Refusing("dname-and-other", "DNAME beside CNAME, or beside NS below the apex", "RFC 6672 §2.3, §2.4");
    internal static readonly Rule DnameSeveral = Refusing("dname-several", "several DNAME records at one name", "RFC 6672 §2.4");
    internal static readonly Rule BelowDname = Refusing("below-dname", "data below a DNAME", "RFC 6672 §2.4");
    internal static readonly Rule DsAtApex = Refusing("ds-at-apex", "DS at the apex", "RFC 4034 §5, RFC 4035 §2.4");

    // Sizes.
    /// <summary>The answer forces clients without EDNS to TCP.</summary>
    public static readonly Rule AnswerOver512 = new("answer-over-512", Severity.Error, false, "the answer does not fit in 512 octets", "RFC 1035 §4.2.1");

    /// <summary>The answer forces nearly all clients to TCP.</summary>
    public static readonly Rule AnswerOverEdns = new("answer-over-edns", Severity.Warning, false, "the answer does not fit in a UDP response with EDNS", "RFC 6891 §6.2.5, RFC 9715 §3.1");

    /// <summary>The answer cannot be sent at all.</summary>
    public static readonly Rule AnswerOver65535 = Refusing("answer-over-65535", "the answer does not fit in any message", "RFC 1035 §4.2.2");

    /// <summary>Additional data does not fit beside the answer.</summary>
    public static readonly Rule AdditionalDropped = new("additional-dropped", Severity.Info, false, "additional data does not fit in 512 octets", "RFC 2181 §9");

    // RMX.
    internal static readonly Rule RmxTxtNotPublished = new("rmx-txt-not-published", Severity.Warning, false, "no TXT alternative for an RMX record", "draft-danisch-dns-rr-smtp-03 §7.1");

    /// <summary>All rules, in the order in which they are documented.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        FileUnreadable, FileNameOrigin, DuplicateZone, YamlSyntax, AliasBomb, DuplicateKey, ZoneFormat, IgnoredKey,
        NameSyntax, TtlSyntax, UnknownType, RdataSyntax, TxtOver255, TwoRecordsOfOneType, DuplicateRecord,
        OutOfZone, SoaMissing, SoaSeveral, SoaNotApex, NsMissing, CnameAndOther, CnameSeveral, DnameAndOther, DnameSeveral,
        BelowDname, DsAtApex,
        AnswerOver512, AnswerOverEdns, AnswerOver65535, AdditionalDropped,
        RmxTxtNotPublished,
    ];

    private static Rule Refusing(string id, string title, string reference) => new(id, Severity.Error, true, title, reference);
}
