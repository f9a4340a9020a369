namespace RmxDns.Zones.Lint;

/// <summary>Rules on what the RRsets of a zone say together.</summary>
internal static class ZoneRules
{
    internal static readonly Rule SoaMissing = Rule.Info("soa-missing", "no SOA; one is made up", "RFC 1035 §5.2") with
    {
        Why = "The server makes one up, with a serial of its own. Secondaries and people see other times and another mailbox than you might want.",
        Advice = "Write an SOA record if the values shown are not yours.",
    };

    internal static readonly Rule SoaSeveral = Rule.Refusing("soa-several", "several SOA records", "RFC 1035 §5.2") with
    {
        Why = "A zone has one SOA: it gives the serial, by which secondaries tell whether anything changed. With two, each server picks one.",
        Advice = "Keep one SOA record.",
    };

    internal static readonly Rule SoaNotApex = Rule.Refusing("soa-not-apex", "SOA below the apex", "RFC 1034 §4.2.1") with
    {
        Why = "An SOA begins a zone. Below the apex it would begin another one, which is a file of its own.",
        Advice = "Move the records from there on into a file of their own, or delete the SOA.",
    };

    internal static readonly Rule NsMissing = Rule.Refusing("ns-missing", "no NS at the apex", "RFC 1034 §4.2.1") with
    {
        Why = "Without NS at the apex nobody knows who answers for the zone; resolvers and registries refuse it.",
        Advice = "Add NS at the apex, the key $ns, or the setting --default-ns.",
    };

    internal static readonly Rule CnameAndOther = Rule.Refusing("cname-and-other", "CNAME beside other data", "RFC 1034 §3.6.2, RFC 2181 §10.1") with
    {
        Why = "An alias stands for all data of its name. Beside it, other records are answered by some servers and by others not.",
        Advice = "Put the other records at the name that the alias leads to, or replace the alias by A and AAAA records.",
    };

    internal static readonly Rule CnameSeveral = Rule.Refusing("cname-several", "several CNAME records at one name", "RFC 2181 §10.1") with
    {
        Why = "An alias leads to one name. With two, some resolvers take either, others refuse both.",
        Advice = "Keep one of them; to share load, give one name several addresses.",
    };

    internal static readonly Rule DnameAndOther = Rule.Refusing("dname-and-other", "DNAME beside CNAME, or beside NS below the apex", "RFC 6672 §2.3, §2.4") with
    {
        Why = "DNAME redirects all below its name, CNAME the name itself, NS delegates it: they contradict each other.",
        Advice = "Keep one of them.",
    };

    internal static readonly Rule DnameSeveral = Rule.Refusing("dname-several", "several DNAME records at one name", "RFC 6672 §2.4") with
    {
        Why = "A subtree is redirected to one place.",
        Advice = "Keep one DNAME.",
    };

    internal static readonly Rule BelowDname = Rule.Refusing("below-dname", "data below a DNAME", "RFC 6672 §2.4") with
    {
        Why = "Names below a DNAME are redirected, so data there would never be answered.",
        Advice = "Move the data to the place that the DNAME leads to, or delete the DNAME.",
    };

    internal static readonly Rule DsAtApex = Rule.Refusing("ds-at-apex", "DS at the apex", "RFC 4034 §5, RFC 4035 §2.4") with
    {
        Why = "DS says for the parent's resolvers how this zone is signed; in the zone itself nobody looks for it.",
        Advice = "Give the DS to the parent zone, most often at the registrar.",
    };

    internal static readonly Rule SoaTimers = Rule.Warning("soa-timers", "times of the SOA that hurt", "RFC 1912 §2.2, RFC 2308 §5") with
    {
        Why = "Secondaries go by these times. Asking again less often than usual after a failure, giving the zone up within days, or remembering for more than a day that a name is missing makes every fault last longer.",
        Advice = "A good choice is refresh 2h, retry 15m, expire 2w, minimum 1h.",
    };

    internal static readonly Rule SoaMnameAlias = Rule.Warning("soa-mname-alias", "the primary server of the SOA is an alias", "RFC 1912 §2.2, RFC 2136 §4.3") with
    {
        Why = "Updates and notifications go to the server named there, and programs that compare it with the NS records do not follow aliases.",
        Advice = "Name the server itself.",
    };

    internal static readonly Rule TtlRange = Rule.Warning("ttl-range", "a TTL of 0, or of more than a week", "RFC 1035 §3.2.1, RFC 2181 §8") with
    {
        Why = "With 0 nothing is cached and every use costs a question. With more than a week a mistake stays in caches that long, and many cut it anyway.",
        Advice = "Write a TTL from a minute to a week.",
    };

    internal static readonly Rule MaxTtl = Rule.Warning("max-ttl", "a TTL above the limit", "RFC 1912 §2.2") with
    {
        Set = RuleSet.Strict,
        Why = "A change reaches everybody only when the TTL has passed. The limit is a day unless it is set.",
        Advice = "Lower the TTL.",
    };

    internal static readonly Rule SoaMnameMissing = Rule.Warning("soa-mname-missing", "the primary server of the SOA has no address", "RFC 1996 §3.3, RFC 2136 §4.3") with
    {
        Why = "Updates go to the server named there, and so do people who look for the source of the zone. A zone that takes no updates can say so with '.'.",
        Advice = "Name the server that holds the zone, or add its address.",
    };

    internal static readonly Rule SoaRnameUndeliverable = Rule.Warning("soa-rname-undeliverable", "the mailbox of the SOA takes no mail", "RFC 1035 §3.3.13, RFC 2142 §7").Strictly() with
    {
        Why = "Whoever finds a fault in the zone writes there. The zones at hand say that the domain of the mailbox has neither MX nor an address.",
        Advice = "Name a mailbox that somebody reads.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        SoaMissing, SoaSeveral, SoaNotApex, NsMissing, CnameAndOther, CnameSeveral, DnameAndOther, DnameSeveral, BelowDname, DsAtApex,
        SoaTimers, SoaMnameAlias, SoaMnameMissing, SoaRnameUndeliverable, TtlRange, MaxTtl,
    ];
}
