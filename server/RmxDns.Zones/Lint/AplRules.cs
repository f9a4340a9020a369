namespace RmxDns.Zones.Lint;

/// <summary>Rules on address prefix lists that RMX records refer to, read as RMX reads them: the first prefix that holds an address decides.</summary>
internal static class AplRules
{
    private const string Reference = "RFC 3123 §4, draft-danisch-dns-rr-smtp-03 §5.4";

    internal static readonly Rule AplDuplicate = Rule.Warning("apl-duplicate", "the same prefix again", Reference) with
    {
        Why = "The first prefix that holds an address decides, so the second one never does. It takes room in every answer, and whoever edits the list later may change one and believe to have changed both.",
        Advice = "Drop the second one.",
    };

    internal static readonly Rule AplNegationWithoutEffect = Rule.Warning("apl-negation-without-effect", "a negated prefix behind a wider one", Reference) with
    {
        Why = "A receiver takes the first prefix that holds the address. A negated prefix behind one that holds all of it takes nothing out: hosts that were meant to be kept off may send for every domain that refers to the list.",
        Advice = "Move the negated prefix in front of the wider one.",
    };

    internal static readonly Rule AplEmpty = Rule.Warning("apl-empty", "a list that lists nothing", Reference) with
    {
        Why = "An RMX entry that refers to a list without any prefix that counts never matches. The domains that refer to it lose the senders that they meant to allow.",
        Advice = "List the prefixes, or take the reference out of the RMX records.",
    };

    internal static readonly Rule AplUnknownFamily = Rule.Warning("apl-unknown-family", "an address family that no mail client has", Reference) with
    {
        Why = "Mail comes over IPv4 (family 1) and IPv6 (family 2). Items of another family are read over and only make answers longer.",
        Advice = "Drop the item.",
    };

    internal static readonly Rule AplHostBits = Rule.Warning("apl-host-bits", "bits set beyond the prefix", Reference) with
    {
        Why = "The bits beyond the prefix mean nothing. Often the address was right and the length is not, and then more or other hosts are listed than was meant.",
        Advice = "Write the network's address, or the length that was meant.",
    };

    internal static readonly Rule AplOrderBetweenRecords = Rule.Warning("apl-order-between-records", "several records that contradict each other", "RFC 3123 §4, RFC 2181 §5") with
    {
        Why = "DNS does not keep the order of records. Where one record lists an address and another takes it out, it depends on the receiver's software which of them counts.",
        Advice = "Put all prefixes into one record, in the order that is meant.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        AplDuplicate, AplNegationWithoutEffect, AplEmpty, AplUnknownFamily, AplHostBits, AplOrderBetweenRecords,
    ];
}
