using RmxDns.Wire;

namespace RmxDns.Interop.Clients;

/// <summary>A name that each library asks for.</summary>
/// <param name="Name">The case, as zones/interop has it.</param>
/// <param name="About">What the authority does.</param>
/// <param name="HasOctets">Whether the answer has octets to compare with; a message that is broken has none.</param>
internal sealed record ClientCase(string Name, string About, bool HasOctets = true)
{
    /// <summary>The name asked for, where it is not the case's.</summary>
    public string? Owner { get; init; }

    /// <summary>The type asked for: RMX, or TXT for comparison.</summary>
    public ushort Type { get; init; } = RrType.DefaultRmx;

    /// <summary>Another name that has the octets, where this one never gives them right away.</summary>
    public string? Like { get; init; }

    /// <summary>Whether the response over UDP is truncated, so that a client has to ask over TCP.</summary>
    public bool Truncated { get; init; }

    /// <summary>All of them: the type, then sizes and transports, then bad data.</summary>
    public static IReadOnlyList<ClientCase> All { get; } =
    [
        new("canary", "one plain record"),
        new("plain-txt", "TXT instead, for comparison") { Owner = "plain-one", Type = RrType.Txt },
        new("plain-refs", "a record, with additional data"),
        new("case-mixed", "names in mixed case in RDATA"),
        new("rdata-0", "RDATA of no octets"),
        new("records-90", "90 records: TC, then TCP") { Truncated = true },
        new("rdata-2000", "2,000 octets: TC, then TCP") { Truncated = true },
        new("rdata-65000", "65,000 octets: TC, then TCP") { Truncated = true },
        new("tc-tcp-octets", "TC with the record there, then TCP one octet at a time") { Truncated = true },
        new("cname-one", "an alias"),
        new("cname-chain-20", "twenty aliases"),
        new("ptr-question", "RDATA with a compression pointer"),
        new("raw-cut-entry", "RDATA that is no RMX"),
        new("edns-formerr", "FORMERR to EDNS"),
        new("edns-drop", "silence to EDNS"),
        new("drop-once", "silence to the first query"),
        new("id-wrong", "another id", HasOctets: false),
        new("id-wrong-then-right", "another id, then the right one") { Like = "plain-one" },
        new("question-other", "another question echoed", HasOctets: false),
        new("owner-other", "an answer for another owner", HasOctets: false),
        new("type-other", "an answer of another type", HasOctets: false),
        new("count-high", "a count that is too high", HasOctets: false),
        new("rdlength-long", "RDLENGTH beyond the message", HasOctets: false),
        new("rdlength-short", "RDLENGTH too short", HasOctets: false),
        new("trailing-octets", "octets behind the message"),
        new("rcode-2", "SERVFAIL", HasOctets: false),
        new("nxdomain-soa", "no such name", HasOctets: false),
    ];
}
