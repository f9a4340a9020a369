// Code points of the DNS header, as the IANA registry names them.
namespace RmxDns.Wire;

/// <summary>Operation codes (RFC 1035 §4.1.1, RFC 2136, RFC 1996).</summary>
public enum Opcode : byte
{
    /// <summary>A standard query.</summary>
    Query = 0,

    /// <summary>NOTIFY, RFC 1996.</summary>
    Notify = 4,

    /// <summary>UPDATE, RFC 2136.</summary>
    Update = 5,
}

/// <summary>Response codes (RFC 1035 §4.1.1, RFC 2136 §2.2, RFC 6891 §9), extended ones included.</summary>
public enum Rcode : ushort
{
    /// <summary>No error.</summary>
    NoError = 0,

    /// <summary>The request could not be read.</summary>
    FormErr = 1,

    /// <summary>The server failed to answer.</summary>
    ServFail = 2,

    /// <summary>The name does not exist.</summary>
    NxDomain = 3,

    /// <summary>The kind of request is not supported.</summary>
    NotImp = 4,

    /// <summary>The server does not answer this for policy.</summary>
    Refused = 5,

    /// <summary>A DNAME substitution made a name over 255 octets (RFC 6672 §2.2).</summary>
    YxDomain = 6,

    /// <summary>The EDNS version is not supported (RFC 6891 §9).</summary>
    BadVers = 16,
}

/// <summary>Classes (RFC 1035 §3.2.4).</summary>
public static class RrClass
{
    /// <summary>The Internet.</summary>
    public const ushort In = 1;

    /// <summary>CHAOS.</summary>
    public const ushort Chaos = 3;

    /// <summary>QCLASS: any class.</summary>
    public const ushort Any = 255;
}
