namespace RmxDns.Wire;

/// <summary>
/// Type codes that the server treats specially (IANA "Resource Record (RR) TYPEs").
/// Every other type is a row of <c>RmxDns.Rdata.TypeTable</c> and nothing more.
/// </summary>
public static class RrType
{
    /// <summary>IPv4 address, RFC 1035 §3.4.1.</summary>
    public const ushort A = 1;

    /// <summary>Name server, RFC 1035 §3.3.11.</summary>
    public const ushort Ns = 2;

    /// <summary>Alias, RFC 1035 §3.3.1.</summary>
    public const ushort Cname = 5;

    /// <summary>Start of authority, RFC 1035 §3.3.13.</summary>
    public const ushort Soa = 6;

    /// <summary>Pointer, RFC 1035 §3.3.12.</summary>
    public const ushort Ptr = 12;

    /// <summary>Mail exchange, RFC 1035 §3.3.9.</summary>
    public const ushort Mx = 15;

    /// <summary>Text, RFC 1035 §3.3.14.</summary>
    public const ushort Txt = 16;

    /// <summary>X.25 address, RFC 1183 §3.1.</summary>
    public const ushort X25 = 19;

    /// <summary>ISDN address, RFC 1183 §3.2.</summary>
    public const ushort Isdn = 20;

    /// <summary>IPv6 address, RFC 3596 §2.1.</summary>
    public const ushort Aaaa = 28;

    /// <summary>Service location, RFC 2782.</summary>
    public const ushort Srv = 33;

    /// <summary>Naming authority pointer, RFC 3403.</summary>
    public const ushort Naptr = 35;

    /// <summary>Redirection of a subtree, RFC 6672.</summary>
    public const ushort Dname = 39;

    /// <summary>EDNS pseudo-record, RFC 6891 §6.1.1.</summary>
    public const ushort Opt = 41;

    /// <summary>Address prefix list, RFC 3123.</summary>
    public const ushort Apl = 42;

    /// <summary>Delegation signer, RFC 4034 §5; lives at the parent's side of a cut.</summary>
    public const ushort Ds = 43;

    /// <summary>Signature, RFC 4034 §3.</summary>
    public const ushort Rrsig = 46;

    /// <summary>Denial of existence, RFC 4034 §4.</summary>
    public const ushort Nsec = 47;

    /// <summary>Service binding, RFC 9460.</summary>
    public const ushort Svcb = 64;

    /// <summary>Service binding for HTTPS, RFC 9460 §9.</summary>
    public const ushort Https = 65;

    /// <summary>First of the meta types and QTYPEs, RFC 6895 §3.1.</summary>
    public const ushort FirstMeta = 128;

    /// <summary>Transaction key, RFC 2930.</summary>
    public const ushort Tkey = 249;

    /// <summary>Transaction signature, RFC 8945.</summary>
    public const ushort Tsig = 250;

    /// <summary>QTYPE: incremental transfer, RFC 1995.</summary>
    public const ushort Ixfr = 251;

    /// <summary>QTYPE: transfer of a zone, RFC 5936.</summary>
    public const ushort Axfr = 252;

    /// <summary>QTYPE: mailbox-related records, RFC 1035 §3.2.3.</summary>
    public const ushort Mailb = 253;

    /// <summary>QTYPE: mail agents, RFC 1035 §3.2.3.</summary>
    public const ushort Maila = 254;

    /// <summary>QTYPE: any type, RFC 8482.</summary>
    public const ushort Any = 255;

    /// <summary>The type code of RMX unless a setting gives another: the first for private use, RFC 6895 §3.1.</summary>
    public const ushort DefaultRmx = 65280;
}
