namespace RmxDns.Zones.Lint;

/// <summary>Rules on single records: names, types, TTLs and values.</summary>
internal static class RecordRules
{
    internal static readonly Rule NameSyntax = Rule.Refusing("name-syntax", "not a domain name", "RFC 1035 §5.1, RFC 5891") with
    {
        Why = "A label has 1 to 63 octets and a name at most 255; what cannot be a name cannot be served.",
        Advice = "Correct the name at the place shown.",
    };

    internal static readonly Rule TtlSyntax = Rule.Refusing("ttl-syntax", "not a TTL", "RFC 2181 §8") with
    {
        Why = "A TTL that cannot be read might be meant in any way; nothing is guessed.",
        Advice = "Write seconds, or a form such as 1h30m.",
    };

    internal static readonly Rule UnknownType = Rule.Refusing("unknown-type", "not a record type, or one that no zone holds", "RFC 3597 §5, RFC 6895 §3.1") with
    {
        Why = "A type that is mistyped would publish nothing; types for queries alone are never in a zone.",
        Advice = "Correct the type; one that has no name here is written TYPEnnn with the generic form \\# of RFC 3597.",
    };

    internal static readonly Rule RdataSyntax = Rule.Refusing("rdata-syntax", "a value that its type does not allow", "RFC 1035 §5.1") with
    {
        Why = "A value that cannot be read cannot be served, and a guess might be wrong.",
        Advice = "Correct the value at the place shown.",
    };

    internal static readonly Rule TxtOver255 = Rule.Refusing("txt-over-255", "a quoted string over 255 octets", "RFC 1035 §3.3") with
    {
        Why = "One string of a TXT record holds 255 octets. Quoted strings are taken as they are, never split in silence.",
        Advice = "Split it into several quoted strings, or write the text without quotes, which splits it.",
    };

    internal static readonly Rule TwoRecordsOfOneType = Rule.Refusing("two-records-of-one-type", "one type twice at one name", "RFC 2181 §5.2") with
    {
        Why = "Two records of one type at one name are one RRset, which has one TTL; in two places they'd have two.",
        Advice = "Write one record with all values.",
    };

    internal static readonly Rule DuplicateRecord = Rule.Warning("duplicate-record", "the same value again", "RFC 2181 §5") with
    {
        Why = "An RRset holds each value once, so the second is dropped. Most often another value was meant.",
        Advice = "Delete one of the two, or correct it.",
    };

    internal static readonly Rule OutOfZone = Rule.Refusing("out-of-zone", "an owner outside the zone", "RFC 1035 §5.2") with
    {
        Why = "A zone speaks for the names at and below its apex. Other servers drop such records in silence.",
        Advice = "Move the record into the file of its zone, or correct the name.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        NameSyntax, TtlSyntax, UnknownType, RdataSyntax, TxtOver255, TwoRecordsOfOneType, DuplicateRecord, OutOfZone,
    ];
}
