namespace RmxDns.Testing.Zones;

/// <summary>What a query meets on its way, by the branches of RFC 1034 §4.3.2 as amended by RFC 4592 and RFC 6672.</summary>
public enum Outcome
{
    /// <summary>No hosted zone: REFUSED.</summary>
    NotHosted,

    /// <summary>Step 3a, the type is there.</summary>
    Exact,

    /// <summary>Step 3a, the name owns RRsets, none of the type.</summary>
    NoData,

    /// <summary>The name only has names below it (RFC 4592 §2.2.2).</summary>
    EmptyNonTerminal,

    /// <summary>Step 3a, an alias.</summary>
    Cname,

    /// <summary>Step 3b, a cut at the name or above it.</summary>
    Referral,

    /// <summary>A cut whose name servers need glue.</summary>
    RequiredGlue,

    /// <summary>DS at a cut, which the parent answers (RFC 4035 §3.1.4.1).</summary>
    DsAtCut,

    /// <summary>Step 3c, no such name and no wildcard.</summary>
    NxDomain,

    /// <summary>Step 3c, a wildcard with the type.</summary>
    Wildcard,

    /// <summary>Step 3c, a wildcard without the type.</summary>
    WildcardNoData,

    /// <summary>Step 3c, a wildcard with an alias.</summary>
    WildcardCname,

    /// <summary>The wildcard itself is an empty non-terminal.</summary>
    WildcardEmpty,

    /// <summary>A DNAME above the name (RFC 6672 §3.2).</summary>
    Dname,

    /// <summary>A substitution that gives a name over 255 octets.</summary>
    YxDomain,

    /// <summary>Two or more aliases or redirections were followed.</summary>
    Chain,

    /// <summary>Some name came up twice, or one DNAME applied twice.</summary>
    Loop,

    /// <summary>An alias led to another hosted zone.</summary>
    AcrossZones,

    /// <summary>An alias led out of the hosted zones.</summary>
    LeavesServer,

    /// <summary>TC in the response.</summary>
    Truncated,
}
