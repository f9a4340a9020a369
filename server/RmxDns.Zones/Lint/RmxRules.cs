namespace RmxDns.Zones.Lint;

/// <summary>Rules on which addresses RMX records let send. What the linted zones do not say is unknown, and no finding rests on it.</summary>
internal static class RmxRules
{
    private const string Order = "draft-danisch-dns-rr-smtp-03 §5.1";

    internal static readonly Rule RmxAllowsEveryone = Rule.Warning("rmx-allows-everyone", "every address of a family may send", "draft-danisch-dns-rr-smtp-03 §13.2") with
    {
        Why = "A record that lets every host send says nothing: whoever forges the domain is let in by it. Receivers may treat such a record as if it were not there.",
        Advice = "Name the networks and hosts that really send.",
    };

    internal static readonly Rule RmxTooBroad = Rule.Warning("rmx-too-broad", "a very wide prefix may send", "draft-danisch-dns-rr-smtp-03 §13.2") with
    {
        Why = "Few domains send from tens of thousands of addresses. In a range that wide are hosts of others, and each of them may forge the domain.",
        Advice = "Name the smaller networks that really send; the limit can be set.",
    };

    internal static readonly Rule RmxDuplicateEntry = Rule.Warning("rmx-duplicate-entry", "the same entry again", Order) with
    {
        Why = "The first entry that matches decides, so the second one never does. It takes room in every answer, and whoever edits the record later may change one and believe to have changed both.",
        Advice = "Drop the second one.",
    };

    internal static readonly Rule RmxNegationWithoutEffect = Rule.Warning("rmx-negation-without-effect", "a negated entry behind one that grants all of it", Order) with
    {
        Why = "A receiver takes the first entry that matches. A negated range behind a wider one is never come to: hosts that were meant to be kept off may send.",
        Advice = "Move the negated entry in front of the wider one.",
    };

    internal static readonly Rule RmxUnreachableEntry = Rule.Warning("rmx-unreachable-entry", "an entry that never decides", Order) with
    {
        Why = "The entries in front of it decide for every address that it could match. It has no effect, which is hardly what its author wanted, and it takes room in every answer.",
        Advice = "Drop the entry, or move it in front of those that cover it.",
    };

    internal static readonly Rule RmxGrantsNobody = Rule.Warning("rmx-grants-nobody", "no entry lets anybody send", "draft-danisch-dns-rr-smtp-03 §5.6") with
    {
        Why = "Without an entry that can grant, no host may send for the domain; but hosts that no entry denies are only \"not in RMX\", which receivers treat as they like. unused says clearly that the domain sends no mail.",
        Advice = "Write unused if the domain sends no mail, otherwise name who may send.",
    };

    internal static readonly Rule RmxOrderBetweenRecords = Rule.Error("rmx-order-between-records", "several records that contradict each other", Order + ", RFC 2181 §5") with
    {
        Why = "Several RMX records of one name count as one, and DNS does not keep their order. Where one grants what another denies, receivers come to different results, and the same receiver may from day to day.",
        Advice = "Put all entries into one record, in the order that is meant.",
    };

    internal static readonly Rule RmxSeveralRecords = Rule.Warning("rmx-several-records", "one record would do", Order) with
    {
        Why = "Several RMX records of one name count as one. Each more costs 12 octets of every answer, and the order of entries in different records is not the author's.",
        Advice = "Put all entries into one record.",
    };

    internal static readonly Rule RmxCouldMerge = Rule.Info("rmx-could-merge", "prefixes that could be one", "RFC 4632 §5.1") with
    {
        Why = "One prefix in the place of several says the same in fewer octets; an answer that is short comes through without TCP.",
        Advice = "Write the one prefix; every address keeps its verdict.",
    };

    internal static readonly Rule RmxUnusedWithMx = Rule.Info("rmx-unused-with-mx", "a domain that only receives?", "draft-danisch-dns-rr-smtp-03 §5.6").Strictly() with
    {
        Why = "Where mail is received, answers and error reports are sent as well, most often under the same name. unused denies them all.",
        Advice = "Make sure that nobody answers mail under this name, or name who may send.",
    };

    internal static readonly Rule RmxMissing = Rule.Info("rmx-missing", "a mail domain without RMX", "draft-danisch-dns-rr-smtp-03 §4").Strictly() with
    {
        Why = "A domain that receives mail and says nothing of who sends for it can be forged by every host.",
        Advice = "Add an RMX record; mx lets the hosts of the MX records send, unused nobody.",
    };

    internal static readonly Rule RmxSpecialRange = Rule.Warning("rmx-special-range", "addresses that no client on the Internet has", "RFC 6890, IANA IPv4 and IPv6 Special-Purpose Address Registries") with
    {
        Why = "Private, loopback, link-local, multicast and reserved addresses never reach a receiver elsewhere; inside another network they are hosts of that network, which then may send. IPv4-mapped IPv6 addresses are taken as IPv4 and never match as IPv6.",
        Advice = "Write the public addresses that receivers see, and IPv4 as ipv4.",
    };

    internal static readonly Rule RmxDocumentationRange = Rule.Info("rmx-documentation-range", "addresses for examples", "RFC 5737, RFC 3849, RFC 9637").Strictly() with
    {
        Why = "These addresses are for documents and are routed nowhere. In a zone that is served they were most likely copied from an example.",
        Advice = "Write the addresses of the hosts that send.",
    };

    internal static readonly Rule RmxHostBits = Rule.Warning("rmx-host-bits", "bits set beyond the prefix", "draft-danisch-dns-rr-smtp-03 §7.2.4") with
    {
        Why = "The bits beyond the prefix are dropped. Often the address was right and the length is not, and then more or other hosts may send than was meant.",
        Advice = "Write the network's address, or the length that was meant.",
    };

    internal static readonly Rule RmxPadBits = Rule.Warning("rmx-pad-bits", "pad bits set in octets", "draft-danisch-dns-rr-smtp-03 §7.2.4") with
    {
        Why = "The last octet of a prefix is filled up with zero bits. Receivers ignore what stands there, but the record is not equal to what any encoder writes, and is served as it was given.",
        Advice = "Write the record in text form, or clear the bits.",
    };

    internal static readonly Rule RmxOneFamily = Rule.Info("rmx-one-family", "mail hosts have addresses of a family that no entry reaches", "draft-danisch-dns-rr-smtp-03 §5.2, §5.3") with
    {
        Why = "A host with both families sends over whichever the receiver has. Where the record names one family only, its mail over the other is not in RMX.",
        Advice = "Add the prefixes of the other family, or refer to the hosts by host or mx.",
    };

    internal static readonly Rule RmxUnknownEntry = Rule.Warning("rmx-unknown-entry", "an experimental code that nobody knows", "draft-danisch-dns-rr-smtp-03 §7.2.5") with
    {
        Why = "Receivers skip an entry whose code they do not know: it grants nothing and denies nothing.",
        Advice = "Use an entry that receivers know, or agree on the code with them.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        RmxAllowsEveryone, RmxTooBroad, RmxDuplicateEntry, RmxNegationWithoutEffect, RmxUnreachableEntry, RmxGrantsNobody,
        RmxOrderBetweenRecords, RmxSeveralRecords, RmxCouldMerge, RmxUnusedWithMx, RmxMissing, RmxSpecialRange, RmxDocumentationRange,
        RmxHostBits, RmxPadBits, RmxOneFamily, RmxUnknownEntry, .. RmxReferenceRules.All,
    ];
}
