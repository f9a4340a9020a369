namespace RmxDns.Zones.Lint;

/// <summary>Rules on what records tell clients of mail and web: DMARC, service bindings, certificates.</summary>
internal static class ServiceRules
{
    internal static readonly Rule DmarcSyntax = Rule.Error("dmarc-syntax", "a DMARC policy that receivers ignore", "RFC 7489 §6.3, §6.6.3") with
    {
        Why = "A policy that cannot be read, and several at one name, count as none: forged mail passes as if there were no DMARC.",
        Advice = "Write one TXT record: v=DMARC1 first, then p=none, p=quarantine or p=reject, then the other tags, with semicolons between.",
    };

    internal static readonly Rule DmarcMissing = Rule.Warning("dmarc-missing", "a mail domain without DMARC", "RFC 7489 §6.1") with
    {
        Set = RuleSet.Strict,
        Why = "Without a policy, receivers are left to guess what to do with forged mail, and large ones refuse mail in bulk from such domains.",
        Advice = "Publish TXT at _dmarc; v=DMARC1; p=none; rua=mailto:… is a beginning.",
    };

    internal static readonly Rule NoMailDomain = Rule.Warning("no-mail-domain", "an apex that does not say whether it takes mail", "RFC 5321 §5.1, RFC 7505 §1") with
    {
        Set = RuleSet.Strict,
        Why = "Without MX, senders try the address of the name itself, for days; where there is none, nothing tells whether that is meant. A domain without mail says so with the exchange '.'.",
        Advice = "Add MX: the exchanges, or '0 .' for a domain that takes no mail.",
    };

    internal static readonly Rule SvcbMandatory = Rule.Error("svcb-mandatory", "a mandatory parameter that is not there", "RFC 9460 §8") with
    {
        Why = "Clients must refuse the whole record when a parameter that it calls mandatory is missing, or when mandatory names itself.",
        Advice = "Add the parameter, or take it from the list.",
    };

    internal static readonly Rule SvcbAliasSeveral = Rule.Error("svcb-alias-several", "a service binding's alias beside another record", "RFC 9460 §2.4.2") with
    {
        Why = "Of several aliases a client takes any one, and beside an alias all records with parameters are ignored.",
        Advice = "Keep the alias alone, or give every record a priority above 0.",
    };

    internal static readonly Rule SvcbAliasWithParameters = Rule.Warning("svcb-alias-with-parameters", "parameters in a service binding's alias", "RFC 9460 §2.4.2") with
    {
        Why = "With priority 0 the record is an alias, and clients ignore its parameters.",
        Advice = "Give the record a priority above 0, or delete the parameters.",
    };

    internal static readonly Rule SvcbAliasToAlias = Rule.Warning("svcb-alias-to-alias", "a service binding's alias for another alias", "RFC 9460 §3") with
    {
        Why = "Each link costs clients another question, and they follow few of them before they give up.",
        Advice = "Let the alias lead straight to the last name.",
    };

    internal static readonly Rule SvcbSelf = Rule.Warning("svcb-self", "a service binding's alias for its own name", "RFC 9460 §2.4.2") with
    {
        Why = "The alias leads in a circle; clients give up on it.",
        Advice = "Name another target, or give the record a priority above 0 and the target '.'.",
    };

    internal static readonly Rule SvcbNoDefaultAlpn = Rule.Warning("svcb-no-default-alpn", "no-default-alpn without alpn", "RFC 9460 §7.1.1") with
    {
        Why = "With the default protocol taken away and no other named, nothing is left to speak; clients refuse the record.",
        Advice = "Add alpn, or delete no-default-alpn.",
    };

    internal static readonly Rule SvcbDns = Rule.Warning("svcb-dns", "a service binding of a resolver that clients cannot use", "RFC 9461 §4, §5") with
    {
        Why = "Clients of an encrypted resolver need alpn, and for DNS over HTTPS a dohpath with the variable dns; without, they stay with DNS in the clear.",
        Advice = "Write alpn, and for h2 or h3 a dohpath such as /dns-query{?dns}.",
    };

    internal static readonly Rule NaptrSyntax = Rule.Warning("naptr-syntax", "a NAPTR record that clients cannot follow", "RFC 3403 §4.1, RFC 3402 §3.2") with
    {
        Why = "Clients drop a rule whose flags they do not know, whose substitution is not closed, or that has both a substitution and a replacement.",
        Advice = "Write flags of letters and digits, and either a substitution such as !^.*$!sip:info@example.com! with the replacement '.', or a replacement alone.",
    };

    internal static readonly Rule CaaSyntax = Rule.Warning("caa-syntax", "a CAA record that says nothing to certificate authorities", "RFC 8659 §4") with
    {
        Why = "Authorities refuse to issue when a critical tag is unknown to them, and ignore an unknown or unreadable one that is not critical: either way it is not what was meant.",
        Advice = "Use issue, issuewild or issuemail with the authority's domain, iodef with a mailto: or https: address, and the flags 0 or 128.",
    };

    internal static readonly Rule TlsaParameters = Rule.Warning("tlsa-parameters", "TLSA or SMIMEA with a parameter that has no meaning", "RFC 6698 §2.1, RFC 7218 §2") with
    {
        Why = "Clients ignore an association whose usage, selector or matching type they do not know, so the certificate is not checked.",
        Advice = "Usage is 0 to 3, selector 0 or 1, matching type 0 to 2.",
    };

    internal static readonly Rule SshfpParameters = Rule.Warning("sshfp-parameters", "SSHFP with a parameter that has no meaning", "RFC 4255 §3.1, RFC 6594, RFC 7479, RFC 8709") with
    {
        Why = "Clients ignore a fingerprint whose algorithm or type they do not know.",
        Advice = "The algorithm is 1 to 4 or 6, the type of the fingerprint 1 or 2.",
    };

    internal static readonly Rule CaaWithoutIssuer = Rule.Warning("caa-without-issuer", "CAA that restricts nobody", "RFC 8659 §3, §4.4") with
    {
        Why = "iodef says where violations are reported, but without issue or issuewild there is nothing to violate: every authority may issue.",
        Advice = "Add issue with the domain of your authority, or ';' for none.",
    };

    internal static readonly Rule CaaWildcardUnsaid = Rule.Info("caa-wildcard-unsaid", "CAA that leaves wildcards to issue", "RFC 8659 §4.3").Strictly() with
    {
        Why = "Whoever may issue for the name may issue a certificate for every name below it too. Where no wildcard certificates are used, forbidding them takes a prize from attackers.",
        Advice = "Add issuewild: the same authority, or ';' to forbid them.",
    };

    internal static readonly Rule CaaMissing = Rule.Info("caa-missing", "a domain without CAA", "RFC 8659 §1, §3").Strictly() with
    {
        Why = "Without CAA every certificate authority of the world may issue for the domain.",
        Advice = "Add CAA with issue and the domain of the authority that you use.",
    };

    internal static readonly Rule TldMailDomain = Rule.Warning("tld-mail-domain", "MX at a domain of one label", "RFC 5321 §2.3.5, IAB Statement: Dotless Domains Considered Harmful") with
    {
        Why = "Mail programs and servers take an address behind whose @ there is no dot for one of their own domain, or refuse it.",
        Advice = "Take mail at a name below, or write '0 .'.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        DmarcSyntax, DmarcMissing, NoMailDomain, SvcbMandatory, SvcbAliasSeveral, SvcbAliasWithParameters, SvcbAliasToAlias, SvcbSelf,
        SvcbNoDefaultAlpn, SvcbDns, NaptrSyntax, CaaSyntax, CaaWithoutIssuer, CaaWildcardUnsaid, CaaMissing, TlsaParameters, SshfpParameters,
        TldMailDomain,
    ];
}
