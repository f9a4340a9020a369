namespace RmxDns.Zones.Lint;

/// <summary>Rules on how long answers are.</summary>
internal static class SizeRules
{
    internal static readonly Rule AnswerOver512 = Rule.Error("answer-over-512", "the RMX answer does not fit in 512 octets", "RFC 1035 §4.2.1") with
    {
        Why = "A client without EDNS takes 512 octets over UDP. A longer answer is cut off, and it has to ask again over TCP, which costs time and which some networks do not let through: then mail of the domain is delayed or refused.",
        Advice = "Merge prefixes, move prefixes into an APL record and refer to it by apl, or let part of the mail be sent from a name of its own.",
    };

    internal static readonly Rule OtherAnswerOver512 = Rule.Warning("other-answer-over-512", "an answer of another type does not fit in 512 octets", "RFC 1035 §4.2.1").Strictly() with
    {
        Why = "A client without EDNS takes 512 octets over UDP and has to ask again over TCP for a longer answer. Such clients are few.",
        Advice = "Use fewer or shorter records.",
    };

    internal static readonly Rule AnswerOverEdns = Rule.Warning("answer-over-edns", "the answer does not fit in a UDP response with EDNS", "RFC 6891 §6.2.5, RFC 9715 §3.1") with
    {
        Why = "Servers and resolvers agree on at most 1,232 octets over UDP, since longer packets get lost in fragments. Nearly every client has to ask again over TCP for a longer answer, and those that cannot get none.",
        Advice = "Use fewer or shorter records, or spread them over several names.",
    };

    internal static readonly Rule AnswerOver65535 = Rule.Refusing("answer-over-65535", "the answer does not fit in any message", "RFC 1035 §4.2.2") with
    {
        Why = "No DNS message has more than 65,535 octets, over TCP either: the RRset can never be answered with.",
        Advice = "Use fewer records.",
    };

    internal static readonly Rule AdditionalDropped = Rule.Info("additional-dropped", "additional data does not fit in 512 octets", "RFC 2181 §9, draft-danisch-dns-rr-smtp-03 §7.2.6") with
    {
        Why = "The addresses and lists that an RMX record refers to come along in the answer as far as there is room. What is left out a receiver has to ask for, one query each.",
        Advice = "Refer to fewer names, or to names with fewer records.",
    };

    internal static readonly Rule ReferencedOver512 = Rule.Warning("referenced-over-512", "what RMX refers to does not fit in 512 octets", "RFC 1035 §4.2.1") with
    {
        Why = "The RRset never comes along in an answer without EDNS, and a receiver without EDNS that asks for it has to do so over TCP.",
        Advice = "Spread the records over several names, or use prefixes in the place of addresses.",
    };

    internal static readonly Rule ReferralOver512 = Rule.Warning("referral-over-512", "a referral does not fit in 512 octets", "RFC 1035 §4.2.1, RFC 9471 §3.1") with
    {
        Why = "A referral carries the name servers of the zone below and the addresses that are needed to reach them. One that does not fit is cut off, and every resolver without EDNS has to come back over TCP before it gets anywhere in that zone.",
        Advice = "Name fewer servers, or give them shorter names in one domain.",
    };

    internal static readonly Rule RrSetOver100 = Rule.Warning("rrset-over-100", "very many records of one name and type", "BIND 9 Administrator Reference Manual, max-records-per-type") with
    {
        Why = "BIND refuses to load or transfer a zone with more than 100 records of one name and type, unless its setting max-records-per-type says otherwise: a secondary server drops the zone.",
        Advice = "Spread the records over several names.",
    };

    internal static readonly Rule SizeHeadroom = Rule.Info("size-headroom", "little room is left in the answer", "RFC 1035 §4.2.1, RFC 9715 §3.1").Strictly() with
    {
        Why = "One more entry or record, and the answer no longer fits into the packet that clients take.",
        Advice = "Shorten it before the next change.",
    };

    internal static readonly Rule Amplification = Rule.Info("amplification", "an answer that is many times as long as its query", "RFC 5358 §2").Strictly() with
    {
        Why = "Attackers send queries in the name of their victim, who gets the answers. The longer an answer is against its query, the more use the server is to them.",
        Advice = "Use fewer or shorter records; limit the rate of answers.",
    };

    internal static readonly Rule TypesOver100 = Rule.Warning("types-over-100", "very many types at one name", "BIND 9 Administrator Reference Manual, max-types-per-name") with
    {
        Why = "BIND refuses to load or transfer a zone with more than 100 types at one name, unless its setting max-types-per-name says otherwise: a secondary server drops the zone.",
        Advice = "Spread the records over several names.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        AnswerOver512, OtherAnswerOver512, AnswerOverEdns, AnswerOver65535, AdditionalDropped, ReferencedOver512, ReferralOver512,
        RrSetOver100, TypesOver100, SizeHeadroom, Amplification,
    ];
}
