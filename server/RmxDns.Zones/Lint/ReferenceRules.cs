namespace RmxDns.Zones.Lint;

/// <summary>Rules on the names that records refer to. Names outside the linted zones, and those at or below a cut, are nobody's to judge here.</summary>
internal static class ReferenceRules
{
    internal static readonly Rule TargetIsAddress = Rule.Error("target-is-address", "an address where a name belongs", "RFC 1035 §3.3") with
    {
        Why = "The record takes a name. An address there is read as a name of digits that nobody has, so mail, service or delegation leads nowhere, and most servers load it without a word.",
        Advice = "Write the name of a host there, and give that host the address in an A or AAAA record.",
    };

    internal static readonly Rule TargetIsAlias = Rule.Warning("target-is-alias", "NS, MX or SRV leads to an alias", "RFC 2181 §10.3, RFC 2782") with
    {
        Why = "The target of NS, MX and SRV must have addresses of its own. With an alias the addresses don't come along in the answer, and some mail servers and resolvers refuse it.",
        Advice = "Name the host that the alias leads to.",
    };

    internal static readonly Rule MxTargetMissing = Rule.Warning("mx-target-missing", "a mail exchange that has no address", "RFC 5321 §5.1") with
    {
        Why = "The name lies in the zones at hand and has neither A nor AAAA there. Senders skip it, and where it is the only exchange, mail stays with them and comes back after days.",
        Advice = "Add the address of the exchange, or correct its name.",
    };

    internal static readonly Rule SrvTargetMissing = Rule.Warning("srv-target-missing", "a service on a host that has no address", "RFC 2782") with
    {
        Why = "The name lies in the zones at hand and has neither A nor AAAA there, so clients find the service and cannot reach it.",
        Advice = "Add the address of the host, or correct its name.",
    };

    internal static readonly Rule CnameTargetMissing = Rule.Warning("cname-target-missing", "an alias for a name that does not exist", "RFC 1034 §3.6.2") with
    {
        Why = "The name lies in the zones at hand and does not exist there: whoever asks for the alias gets NXDOMAIN.",
        Advice = "Add the name, correct it, or delete the alias.",
    };

    internal static readonly Rule SvcbTargetMissing = Rule.Warning("svcb-target-missing", "a service binding to a name without address", "RFC 9460 §2.4") with
    {
        Why = "The target lies in the zones at hand and has nothing that a client can go on with, so the connection fails or goes the old way.",
        Advice = "Add the address of the target, or correct its name.",
    };

    internal static readonly Rule CnameLoop = Rule.Error("cname-loop", "aliases that lead in a circle", "RFC 1034 §3.6.2") with
    {
        Why = "No answer ever comes of it: resolvers follow the aliases a few times and then fail.",
        Advice = "Let one of the aliases lead to the name that has the data.",
    };

    internal static readonly Rule CnameChain = Rule.Info("cname-chain", "an alias for an alias", "RFC 1034 §3.6.2") with
    {
        Why = "Each link may cost a resolver another question, and long chains are cut off. RFC 1034 asks for aliases that lead straight to the data.",
        Advice = "Let the alias lead straight to the last name of the chain.",
    };

    internal static readonly Rule DnameBelowItself = Rule.Error("dname-below-itself", "a redirection to a name below itself", "RFC 6672 §2.4") with
    {
        Why = "Each redirected name is below the redirection again: it grows until it is too long, and the answer is a failure.",
        Advice = "Redirect to a name outside the redirected subtree.",
    };

    internal static readonly Rule MxNullWithOthers = Rule.Error("mx-null-with-others", "\"no mail\" beside a mail exchange", "RFC 7505 §3") with
    {
        Why = "The exchange '.' says that the domain takes no mail at all. Beside another exchange it contradicts it, and senders may do either.",
        Advice = "Delete the exchange '.', or all others.",
    };

    internal static readonly Rule SrvNullNonzero = Rule.Warning("srv-null-nonzero", "\"no service\" with more to say", "RFC 2782") with
    {
        Why = "The target '.' says that the service is decidedly not there. Beside another target, or with a port, it is most likely a name that was forgotten.",
        Advice = "Write 0 0 0 . alone, or name the host.",
    };

    internal static readonly Rule RpTxtMissing = Rule.Warning("rp-txt-missing", "RP refers to a TXT that is not there", "RFC 1183 §2.2") with
    {
        Why = "The second name of RP is where a text about the responsible person stands; in the zones at hand there is none.",
        Advice = "Add the TXT record, or write '.' in its place.",
    };

    internal static readonly Rule LpSelf = Rule.Warning("lp-self", "LP refers to its own name", "RFC 6742 §2.4.2") with
    {
        Why = "LP names where the locators of a host are; its own name has to be another one, and L32 or L64 can stand beside it just as well.",
        Advice = "Name the owner of the L32 or L64 records.",
    };

    internal static readonly Rule TargetCharacters = Rule.Warning("target-characters", "a target with characters that no name has in use", "RFC 1123 §2.1, RFC 3696 §2") with
    {
        Why = "A web address, a list or a slip of the pen became a name. DNS takes any octet in a name, so that no server complains, and no client ever finds what was meant.",
        Advice = "Write the name alone: no scheme, path, comma or quote.",
    };

    internal static readonly Rule MxNullPreference = Rule.Warning("mx-null-preference", "a null MX whose preference is not 0", "RFC 7505 §3") with
    {
        Why = "The exchange '.' says that a domain takes no mail, and the standard has it with the preference 0. Some senders do not know the other form and look for a host named '.'.",
        Advice = "Write '0 .'.",
    };

    internal static readonly Rule MxSingle = Rule.Info("mx-single", "one exchange alone", "RFC 5321 §5.1").Strictly() with
    {
        Why = "While that exchange cannot be reached, mail waits at its senders, and after some days comes back to them. Behind one name there may be several machines; then this says nothing.",
        Advice = "Add a second exchange, if there is one.",
    };

    internal static readonly Rule TlsaHostMissing = Rule.Warning("tlsa-host-missing", "TLSA for a host that has no address", "RFC 6698 §3, RFC 7671 §7") with
    {
        Why = "TLSA is looked for when a client connects to that host. With no address there nobody connects, so the certificate is checked for no one; often the name has a slip, and the real host is unguarded.",
        Advice = "Put the record below the name of the host that is connected to, such as the exchange of an MX record.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        TargetIsAddress, TargetIsAlias, MxTargetMissing, SrvTargetMissing, CnameTargetMissing, SvcbTargetMissing, CnameLoop, CnameChain,
        DnameBelowItself, MxNullWithOthers, SrvNullNonzero, RpTxtMissing, LpSelf,
        TargetCharacters, MxNullPreference, MxSingle, TlsaHostMissing,
    ];
}
