namespace RmxDns.Zones.Lint;

/// <summary>Rules on SPF policies (RFC 7208), and on what they and RMX say of the same addresses.</summary>
internal static class SpfRules
{
    internal static readonly Rule SpfSeveral = Rule.Error("spf-several", "several SPF policies at one name", "RFC 7208 §3.2, §4.5") with
    {
        Why = "A receiver that finds two policies uses neither and takes the domain's SPF for broken: mail may be refused whoever sends it.",
        Advice = "Write one record that holds the terms of all.",
    };

    internal static readonly Rule SpfSyntax = Rule.Error("spf-syntax", "an SPF policy that cannot be read", "RFC 7208 §4.6, §12") with
    {
        Why = "One wrong term makes the whole policy an error, also for the addresses that it names rightly. Many receivers refuse mail then.",
        Advice = "Correct the term.",
    };

    internal static readonly Rule SpfAfterAll = Rule.Warning("spf-after-all", "terms behind all", "RFC 7208 §5.1") with
    {
        Why = "all matches every address, so that no mechanism behind it is ever looked at, and a redirect beside it is ignored. Whoever was meant there may not send.",
        Advice = "Move all to the end, or remove what stands behind it.",
    };

    internal static readonly Rule SpfLookups = Rule.Warning("spf-lookups", "more lookups than SPF allows", "RFC 7208 §4.6.4") with
    {
        Why = "A receiver stops after ten terms that need a lookup, those of included policies among them, and takes the policy for broken.",
        Advice = "Write networks as ip4 and ip6, and include fewer policies.",
    };

    internal static readonly Rule SpfType99 = Rule.Warning("spf-type-99", "an SPF record of the old type", "RFC 7208 §3.1") with
    {
        Why = "The type SPF (99) was given up: receivers look at TXT alone.",
        Advice = "Publish the policy as TXT.",
    };

    internal static readonly Rule RmxSpfDiffers = Rule.Warning("rmx-spf-differs", "SPF and RMX disagree", "draft-danisch-dns-rr-smtp-03 §3; RFC 7208 §2.6") with
    {
        Why = "Receivers look at the one or the other. An address that only one of them lets send gets mail through at some receivers and not at others.",
        Advice = "Let both say the same; rmx convert turns the one into the other.",
    };

    internal static readonly Rule SpfMissing = Rule.Info("spf-missing", "a mail domain without SPF", "RFC 7208 §10.1").Strictly() with
    {
        Why = "Receivers that look at SPF cannot tell forged mail from this domain from true mail, and large ones refuse mail in bulk without it.",
        Advice = "Publish TXT: v=spf1, who may send, and -all or ~all; rmx convert rmx makes it from an RMX record.",
    };

    internal static readonly Rule SpfOpenEnd = Rule.Warning("spf-open-end", "an SPF policy that says nothing of everybody else", "RFC 7208 §5.1, §8.2").Strictly() with
    {
        Why = "A policy that ends in neither -all nor ~all nor redirect leaves all other addresses without an answer, or lets them send: forged mail passes.",
        Advice = "End it with -all, or with ~all while you try it out.",
    };

    internal static readonly Rule NullMxSends = Rule.Info("null-mx-sends", "a domain that takes no mail and may send some", "RFC 7505 §4.2").Strictly() with
    {
        Why = "A null MX says that the domain takes no mail, so that no answer can come back to what it sends. Its SPF policy still lets somebody send, or forbids nobody.",
        Advice = "Publish v=spf1 -all, or give the domain an exchange.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        SpfSeveral, SpfSyntax, SpfAfterAll, SpfLookups, SpfType99, RmxSpfDiffers,
        SpfMissing, SpfOpenEnd, NullMxSends,
    ];
}
