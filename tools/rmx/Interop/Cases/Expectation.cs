namespace RmxDns.Tool.Interop.Cases;

/// <summary>One way in which a case may end well: all that is written must hold.</summary>
internal sealed class Expectation
{
    /// <summary><c>none</c>: no response at all.</summary>
    public string? Response { get; init; }

    /// <summary>The RCODEs, by IANA's names or as <c>RCODEn</c>; NOERROR when an answer is named and no RCODE.</summary>
    public List<string> Rcode { get; init; } = [];

    /// <summary><c>served</c>: the RRset that the authority serves, octet by octet, in any order; <c>none</c>: no record of the type.</summary>
    public string? Answer { get; init; }

    /// <summary>The least TTL of the records.</summary>
    public long? TtlAtLeast { get; init; }

    /// <summary>The largest TTL of the records.</summary>
    public long? TtlAtMost { get; init; }

    /// <summary>Whether an SOA stands in the authority section.</summary>
    public bool Soa { get; init; }

    /// <summary><c>as-asked</c>: OPT in the response where the query had one, and there alone (RFC 6891 §7).</summary>
    public string? Opt { get; init; }

    /// <summary>Whether records may be there that belong to nothing that was asked; otherwise none may.</summary>
    public bool Foreign { get; init; }

    /// <summary>TC over UDP, and no response over TCP behind it.</summary>
    public bool Truncated { get; init; }

    /// <summary>Words of the variants that it is for (<c>first</c>, <c>cached</c>, <c>udp</c>, <c>tcp</c>, <c>edns</c>, <c>plain</c>); none for all.</summary>
    public List<string> On { get; init; } = [];

    /// <summary>What the authority saw of the case's queries; null for anything.</summary>
    public SeenExpectation? Seen { get; init; }

    /// <summary>Why it is tolerated.</summary>
    public string? Why { get; init; }

    /// <summary>Reads one.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">It is none.</exception>
    public static Expectation Read(CaseMapping mapping) => new()
    {
        Response = mapping.TextOrNull("response"),
        Rcode = mapping.Words("rcode"),
        Answer = mapping.TextOrNull("answer"),
        TtlAtLeast = mapping.Number("ttl-at-least"),
        TtlAtMost = mapping.Number("ttl-at-most"),
        Soa = mapping.Flag("soa"),
        Opt = mapping.TextOrNull("opt"),
        Foreign = mapping.Flag("foreign"),
        Truncated = mapping.Flag("truncated"),
        On = mapping.Words("on"),
        Seen = mapping.One("seen", SeenExpectation.Read),
        Why = mapping.TextOrNull("why"),
    };

    /// <summary>Whether it is for a variant.</summary>
    public bool IsFor(Variant variant) => On.TrueForAll(word => variant.Name.Split('-').Contains(word));
}

/// <summary>What the authority saw of a case's queries.</summary>
internal sealed class SeenExpectation
{
    /// <summary>The least number of queries of the type, since the first variant with this label.</summary>
    public long AtLeast { get; init; }

    /// <summary>Whether one of them came over TCP.</summary>
    public bool Tcp { get; init; }

    /// <summary>Whether a query of the case, of any type and with the label of any variant, came with EDNS: a resolver learns from one for the others.</summary>
    public bool Edns { get; init; }

    /// <summary>Reads one.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">It is none.</exception>
    public static SeenExpectation Read(CaseMapping mapping) => new()
    {
        AtLeast = mapping.Number("at-least") ?? 0,
        Tcp = mapping.Flag("tcp"),
        Edns = mapping.Flag("edns"),
    };
}
