using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>Codes of Extended DNS Errors (RFC 8914 §4) that this server gives.</summary>
internal enum ExtendedError : ushort
{
    /// <summary>None; code 0 ("other error") is never sent.</summary>
    None = 0,

    /// <summary>Prohibited, §4.19: the operation is not allowed to anyone.</summary>
    Prohibited = 18,

    /// <summary>Not Authoritative, §4.21.</summary>
    NotAuthoritative = 20,

    /// <summary>Not Supported, §4.22.</summary>
    NotSupported = 21,

    /// <summary>Invalid Data, §4.25: an authority that cannot answer with data of a zone it is configured for.</summary>
    InvalidData = 24,
}

/// <summary>What a response says, apart from its octets.</summary>
internal struct Outcome
{
    public Rcode Rcode;
    public ExtendedError Error;
    public bool Authoritative, Truncated, Trimmed;
    public int Answers, Authorities, Additionals;

    /// <summary>Where the answer and authority sections end, and the glue that must be there.</summary>
    public int AnswerLength;

    /// <summary>Where the message ends, OPT not counted; 0 for a response without sections.</summary>
    public int Length;
}
