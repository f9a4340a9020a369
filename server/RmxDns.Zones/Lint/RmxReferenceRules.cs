namespace RmxDns.Zones.Lint;

/// <summary>Rules on what RMX records refer to, on full addresses, and on the TXT alternative.</summary>
internal static class RmxReferenceRules
{
    internal static readonly Rule RmxSingleLabelName = Rule.Warning("rmx-single-label-name", "a name of one label", "draft-danisch-dns-rr-smtp-03 §5.3") with
    {
        Why = "Names in entries are always absolute: a single label is a name directly below the root, and not one of this zone.",
        Advice = "Write the whole name.",
    };

    internal static readonly Rule RmxReferenceToAlias = Rule.Warning("rmx-reference-to-alias", "a reference to an alias", "draft-danisch-dns-rr-smtp-03 §7.2.6") with
    {
        Why = "For a name that is a CNAME, or lies below a DNAME, the server adds nothing to its answer. Each receiver has to ask for the name, and for what it stands for.",
        Advice = "Refer to the name that the alias leads to.",
    };

    internal static readonly Rule RmxDanglingReference = Rule.Error("rmx-dangling-reference", "a reference to what is not there", "draft-danisch-dns-rr-smtp-03 §5.3, §5.4") with
    {
        Why = "An entry whose name does not exist, or lacks the type, never matches. Those who were meant by it may not send.",
        Advice = "Add the A or AAAA records (host) or the APL record (apl), or correct the name.",
    };

    internal static readonly Rule RmxOutsideReference = Rule.Info("rmx-outside-reference", "a reference out of these zones", "draft-danisch-dns-rr-smtp-03 §7.2.6") with
    {
        Why = "What lies in zones of others cannot be checked here and never comes along in the answer: each receiver has to ask for it, and who runs that zone decides who may send.",
        Advice = "Nothing, if the other zone is trusted; --context adds zones to look into.",
    };

    internal static readonly Rule RmxLookupLimit = Rule.Error("rmx-lookup-limit", "more lookups than a receiver makes", "RFC 7208 §4.6.4") with
    {
        Why = "A receiver makes at most 10 lookups for the entries of one check, those in the records of full addresses included, and looks at 10 exchanges at most. Beyond that the record counts as broken for every sender that gets there.",
        Advice = "Replace references by prefixes, or gather prefixes in one APL record.",
    };

    internal static readonly Rule RmxMxWithoutMx = Rule.Error("rmx-mx-without-mx", "mx where there is no MX", "draft-danisch-dns-rr-smtp-03 §5.9, RFC 7505") with
    {
        Why = "The entry means the MX records of the domain that was looked up. Without any, or with a null MX, it never matches.",
        Advice = "Add the MX records, or name the hosts by host or prefixes.",
    };

    internal static readonly Rule RmxFullWithoutAddresses = Rule.Warning("rmx-full-without-addresses", "full without any full address", "draft-danisch-dns-rr-smtp-03 §4.2") with
    {
        Why = "full sends each receiver to look for the record of the sender's address below _rmx. There is none, so that every check costs a lookup and finds nothing.",
        Advice = "Add records below _rmx, or drop full.",
    };

    internal static readonly Rule RmxFullNested = Rule.Error("rmx-full-nested", "full in the record of a full address", "draft-danisch-dns-rr-smtp-03 §4.2") with
    {
        Why = "full leads to the record of one mail address. In such a record it would lead nowhere, and a receiver takes it as broken. A wildcard record is that of the addresses below it as well.",
        Advice = "Drop full here; in a wildcard's place write a record for each domain.",
    };

    internal static readonly Rule RmxAddressesWithoutFull = Rule.Warning("rmx-addresses-without-full", "records of full addresses that nobody looks for", "draft-danisch-dns-rr-smtp-03 §4.2") with
    {
        Why = "A receiver looks below _rmx only when the domain's record has full. Without it these records have no effect.",
        Advice = "Add full to the domain's RMX record, where it is to be asked.",
    };

    internal static readonly Rule RmxAddressUnmapped = Rule.Warning("rmx-address-unmapped", "no mail address has its record here", "draft-danisch-dns-rr-smtp-03 §4.2") with
    {
        Why = "Full addresses are written in one way only, upper-case letters and special characters as =HH. No receiver will ever ask for this name.",
        Advice = "Name the record as 'rmx address USER@DOMAIN' says.",
    };

    internal static readonly Rule RmxTxtSyntax = Rule.Error("rmx-txt-syntax", "a TXT alternative that cannot be read", "draft-danisch-dns-rr-smtp-03 §7.1") with
    {
        Why = "Receivers that cannot ask for the type read TXT at _rmx in its place. One that comes to something unreadable takes the record as broken.",
        Advice = "Write the record's text form, or let $rmx-txt publish it.",
    };

    internal static readonly Rule RmxTxtDiffers = Rule.Warning("rmx-txt-differs", "the TXT alternative says something else", "draft-danisch-dns-rr-smtp-03 §7.1") with
    {
        Why = "Which of the two a receiver reads depends on its software, so that the domain has two policies at once. Most often one of them was changed and the other forgotten.",
        Advice = "Make them equal, or let $rmx-txt publish the text.",
    };

    internal static readonly Rule RmxTxtNotPublished = Rule.Warning("rmx-txt-not-published", "no TXT alternative for an RMX record", "draft-danisch-dns-rr-smtp-03 §7.1") with
    {
        Why = "$rmx-txt asks for TXT beside each RMX record. Where the name is taken or cannot be, receivers that cannot ask for the type find nothing.",
        Advice = "Free the name, or leave $rmx-txt out.",
    };

    internal static readonly Rule RmxOddOwner = Rule.Info("rmx-odd-owner", "an owner that is no mail domain", "RFC 5321 §4.1.2, RFC 1123 §2.1") with
    {
        Why = "A mail address has a domain of letters, digits and hyphens. No receiver will ask for RMX at another name.",
        Advice = "Put the record at the domain that stands behind the @ of the sender.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        RmxSingleLabelName, RmxReferenceToAlias, RmxDanglingReference, RmxOutsideReference, RmxLookupLimit, RmxMxWithoutMx,
        RmxFullWithoutAddresses, RmxFullNested, RmxAddressesWithoutFull, RmxAddressUnmapped, RmxTxtSyntax, RmxTxtDiffers,
        RmxTxtNotPublished, RmxOddOwner,
    ];
}
