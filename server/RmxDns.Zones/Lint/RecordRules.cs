namespace RmxDns.Zones.Lint;

/// <summary>Rules on single records: names, types, TTLs and values.</summary>
internal static class RecordRules
{
    internal static readonly Rule NameSyntax = Rule.Refusing("name-syntax", "not a domain name", "RFC 1035 §5.1, RFC 5891");

    internal static readonly Rule TtlSyntax = Rule.Refusing("ttl-syntax", "not a TTL", "RFC 2181 §8");

    internal static readonly Rule UnknownType = Rule.Refusing("unknown-type", "not a record type, or one that no zone holds", "RFC 3597 §5, RFC 6895 §3.1");

    internal static readonly Rule RdataSyntax = Rule.Refusing("rdata-syntax", "a value that its type does not allow", "RFC 1035 §5.1");

    internal static readonly Rule TxtOver255 = Rule.Refusing("txt-over-255", "a quoted string over 255 octets", "RFC 1035 §3.3");

    internal static readonly Rule TwoRecordsOfOneType = Rule.Refusing("two-records-of-one-type", "one type twice at one name", "RFC 2181 §5.2");

    internal static readonly Rule DuplicateRecord = Rule.Warning("duplicate-record", "the same value again", "RFC 2181 §5");

    internal static readonly Rule OutOfZone = Rule.Refusing("out-of-zone", "an owner outside the zone", "RFC 1035 §5.2");

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        NameSyntax, TtlSyntax, UnknownType, RdataSyntax, TxtOver255, TwoRecordsOfOneType, DuplicateRecord, OutOfZone,
    ];
}
