namespace RmxDns.Rmx.Receiving;

/// <summary>What a check says of a client and a sender (draft-danisch-dns-rr-smtp §8).</summary>
public enum RmxVerdict
{
    /// <summary>An entry matched: the domain lets this client send.</summary>
    Granted,

    /// <summary>A negated entry matched, or the domain is <c>unused</c>.</summary>
    Denied,

    /// <summary>The domain has a record, and no entry of it matched.</summary>
    NotInRmx,

    /// <summary>The domain has no record, or the sender has no domain.</summary>
    NoRmx,

    /// <summary>A lookup failed; a later check may say something else.</summary>
    TempFail,

    /// <summary>The check reached something malformed, or a limit.</summary>
    BadData,

    /// <summary>The client is one of the receiver's own forwarders; nothing was looked up.</summary>
    Trusted,
}
