namespace RmxDns.Zones.Lint;

/// <summary>Rules on what the RRsets of a zone say together.</summary>
internal static class ZoneRules
{
    internal static readonly Rule SoaMissing = Rule.Info("soa-missing", "no SOA; one is made up", "RFC 1035 §5.2");

    internal static readonly Rule SoaSeveral = Rule.Refusing("soa-several", "several SOA records", "RFC 1035 §5.2");

    internal static readonly Rule SoaNotApex = Rule.Refusing("soa-not-apex", "SOA below the apex", "RFC 1034 §4.2.1");

    internal static readonly Rule NsMissing = Rule.Refusing("ns-missing", "no NS at the apex", "RFC 1034 §4.2.1");

    internal static readonly Rule CnameAndOther = Rule.Refusing("cname-and-other", "CNAME beside other data", "RFC 1034 §3.6.2, RFC 2181 §10.1");

    internal static readonly Rule CnameSeveral = Rule.Refusing("cname-several", "several CNAME records at one name", "RFC 2181 §10.1");

    internal static readonly Rule DnameAndOther = Rule.Refusing("dname-and-other", "DNAME beside CNAME, or beside NS below the apex", "RFC 6672 §2.3, §2.4");

    internal static readonly Rule DnameSeveral = Rule.Refusing("dname-several", "several DNAME records at one name", "RFC 6672 §2.4");

    internal static readonly Rule BelowDname = Rule.Refusing("below-dname", "data below a DNAME", "RFC 6672 §2.4");

    internal static readonly Rule DsAtApex = Rule.Refusing("ds-at-apex", "DS at the apex", "RFC 4034 §5, RFC 4035 §2.4");

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        SoaMissing, SoaSeveral, SoaNotApex, NsMissing, CnameAndOther, CnameSeveral, DnameAndOther, DnameSeveral, BelowDname, DsAtApex,
    ];
}
