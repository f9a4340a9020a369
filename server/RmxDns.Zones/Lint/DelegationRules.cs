namespace RmxDns.Zones.Lint;

/// <summary>Rules on name servers, zone cuts and glue.</summary>
internal static class DelegationRules
{
    internal static readonly Rule NsTargetMissing = Rule.Error("ns-target-missing", "a name server that has no address", "RFC 1034 §4.2.1, RFC 1912 §2.8") with
    {
        Why = "The name lies in the zones at hand and has neither A nor AAAA there, so nobody can ask this server. Resolvers that try it lose time, and with several such names the zone is gone.",
        Advice = "Add the address of the server, or correct its name in the NS record.",
    };

    internal static readonly Rule GlueMissing = Rule.Error("glue-missing", "a delegation to a server inside the delegated zone, without its address", "RFC 1034 §4.2.1, RFC 9471 §2") with
    {
        Why = "The address of a server inside the delegated zone can only be learnt from that very server. Without an A or AAAA record here no resolver gets past the delegation.",
        Advice = "Add A or AAAA for the server to this zone, the one above the cut.",
    };

    internal static readonly Rule BelowCut = Rule.Warning("below-cut", "data at or below a zone cut, which is never answered", "RFC 1034 §4.2.1, RFC 2181 §6.1") with
    {
        Why = "Everything at or below a delegation belongs to the delegated zone. Such a record is never in an answer of this zone: it only looks as if it were.",
        Advice = "Move the record into the delegated zone, or take the NS record away if there is none.",
    };

    internal static readonly Rule GlueUnneeded = Rule.Warning("glue-unneeded", "an address below a zone cut that no NS record names", "RFC 1034 §4.2.1") with
    {
        Set = RuleSet.Strict,
        Why = "Below a delegation this zone only needs the addresses of name servers. Another address there is never sent, and it grows old unnoticed.",
        Advice = "Delete the address here; the delegated zone has it.",
    };

    internal static readonly Rule DsWithoutNs = Rule.Warning("ds-without-ns", "DS where there is no delegation", "RFC 4035 §2.4") with
    {
        Why = "DS says how a delegated zone is signed. With no NS beside it there is no delegated zone, and validators never look at it.",
        Advice = "Add the NS records of the delegation, or delete the DS.",
    };

    internal static readonly Rule NsWithoutIpv4 = Rule.Warning("ns-without-ipv4", "no name server has an IPv4 address", "RFC 3901 §3") with
    {
        Why = "Resolvers that have IPv4 alone, and there are many, cannot reach any of these servers: for them the zone does not exist.",
        Advice = "Give at least one of the name servers an A record.",
    };

    internal static readonly Rule NsWithoutIpv6 = Rule.Warning("ns-without-ipv6", "no name server has an IPv6 address", "RFC 3901 §3") with
    {
        Set = RuleSet.Strict,
        Why = "Resolvers in networks without IPv4 reach none of these servers unless somebody translates for them.",
        Advice = "Give at least one of the name servers an AAAA record.",
    };

    internal static readonly Rule NsSingle = Rule.Warning("ns-single", "one name server alone", "RFC 1034 §4.1, RFC 2182 §5") with
    {
        Set = RuleSet.Strict,
        Why = "When the one server or its network is down, the zone is gone, and mail and web with it. Registries ask for two at least.",
        Advice = "Add a second name server, in another network.",
    };

    internal static readonly Rule NsSameAddress = Rule.Warning("ns-same-address", "two name servers with one address", "RFC 2182 §3.1") with
    {
        Set = RuleSet.Strict,
        Why = "Two names for one address are one server: nothing is left when it is down.",
        Advice = "Run the second name server on a machine of its own.",
    };

    internal static readonly Rule WildcardDelegation = Rule.Warning("wildcard-delegation", "NS or DNAME at a wildcard", "RFC 4592 §4.2, §4.4") with
    {
        Why = "What a delegation or redirection at a wildcard means was left undefined. Servers and resolvers treat it differently, so the names below it work for some people only.",
        Advice = "Write the names out that are meant, each with its own NS or DNAME.",
    };

    internal static readonly Rule NsSpecialAddress = Rule.Warning("ns-special-address", "a name server with an address that the Internet does not reach", "RFC 6890 §2.2, RFC 5737").Strictly() with
    {
        Why = "A resolver elsewhere that picks this server waits for an answer that never comes. In a zone for an own network such an address is right.",
        Advice = "Give the server a public address, or take it from the NS records that the public sees.",
    };

    internal static readonly Rule NsWithoutPtr = Rule.Info("ns-without-ptr", "the address of a name server has no PTR", "RFC 1912 §2.1").Strictly() with
    {
        Why = "The reverse zone is at hand and has no name for the address. Some networks look at it when they judge who asks them.",
        Advice = "Add a PTR record for the address to the reverse zone.",
    };

    internal static readonly Rule DelegationMissing = Rule.Warning("delegation-missing", "a zone that the zone above it does not delegate", "RFC 1034 §4.2.1") with
    {
        Why = "The zone above is at hand and has no NS at this name. Resolvers only find the zone where one server happens to hold both; everywhere else its names do not exist.",
        Advice = "Add the NS records of this zone to the zone above, at this name.",
    };

    internal static readonly Rule DelegationDiffers = Rule.Warning("delegation-differs", "the zone above names other name servers", "RFC 1034 §4.2.2, RIPE-114 §2.3") with
    {
        Why = "Resolvers begin with the servers that the zone above names, and go on with those named here. A server that is only in one of the lists is missed by some, or asked though it no longer answers.",
        Advice = "Write the same NS records in both zones.",
    };

    internal static readonly Rule GlueDiffers = Rule.Warning("glue-differs", "the zone above has other addresses for a name server", "RFC 1034 §4.2.2") with
    {
        Why = "The addresses above are what resolvers begin with. An old one leads them to a machine that does not answer for the zone, or answers with old data.",
        Advice = "Write the same addresses in both zones.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        NsTargetMissing, GlueMissing, BelowCut, GlueUnneeded, DsWithoutNs, NsWithoutIpv4, NsWithoutIpv6, NsSingle, NsSameAddress, NsSpecialAddress, NsWithoutPtr,
        WildcardDelegation, DelegationMissing, DelegationDiffers, GlueDiffers,
    ];
}
