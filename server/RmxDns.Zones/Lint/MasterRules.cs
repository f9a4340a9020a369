namespace RmxDns.Zones.Lint;

/// <summary>Rules on master files alone: what YAML cannot say at all.</summary>
internal static class MasterRules
{
    internal static readonly Rule MasterSyntax = Rule.Refusing("master-syntax", "not a master file", "RFC 1035 §5.1") with
    {
        Why = "Servers disagree on what they cannot read: one stops at it, another leaves it out and serves the rest. A parenthesis or quote that is never closed takes the records behind it along.",
        Advice = "Write the line as RFC 1035 §5.1 has it: owner, TTL, class, type, data.",
    };

    internal static readonly Rule IncludeRefused = Rule.Refusing("include-refused", "$INCLUDE of a file that is not read", "RFC 1035 §5.1") with
    {
        Why = "An included file can be any file of the machine. In a pipeline that reads the changes of strangers, its lines would stand in the report.",
        Advice = "Name the folder that files may be included from with --allow-include, or write the records here.",
    };

    internal static readonly Rule WrongClass = Rule.Error("wrong-class", "a class other than IN", "RFC 1035 §3.2.4") with
    {
        Why = "A zone is of one class, and this server's is IN. The record is left out; BIND refuses the whole zone for it.",
        Advice = "Write IN or no class.",
    };

    internal static readonly Rule SoaRnameAt = Rule.Warning("soa-rname-at", "an @ in the mailbox of the SOA", "RFC 1035 §8") with
    {
        Why = "The mailbox is written as a domain name. An @ becomes part of its first label, and who reads the name as an address finds a domain that does not exist.",
        Advice = "Write a dot for the @, and \\. for a dot before it.",
    };

    internal static readonly Rule RrsetTtlDiffers = Rule.Warning("rrset-ttl-differs", "one RRset with several TTLs", "RFC 2181 §5.2") with
    {
        Why = "All records of one name and type have one TTL. Servers take the first, the last or the smallest, so that each server of the zone may serve another.",
        Advice = "Give all records of the name and type the same TTL.",
    };

    internal static readonly Rule TtlMissing = Rule.Warning("ttl-missing", "a record for which the file gives no TTL", "RFC 2308 §4") with
    {
        Why = "Without $TTL and a TTL before it, each server makes up its own: BIND takes the SOA's minimum or refuses the file, others take an hour.",
        Advice = "Put a $TTL line in front of the first record.",
    };

    internal static readonly Rule OwnerAfterOrigin = Rule.Warning("owner-after-origin", "a record without an owner right behind $ORIGIN", "RFC 1035 §5.1") with
    {
        Why = "The record belongs to the owner in front of the $ORIGIN line, under its old origin. Who reads the line takes it for the new origin's, and a record put in between moves it.",
        Advice = "Write the owner, or @ for the new origin.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        MasterSyntax, IncludeRefused, WrongClass, SoaRnameAt, RrsetTtlDiffers, TtlMissing, OwnerAfterOrigin,
    ];
}
