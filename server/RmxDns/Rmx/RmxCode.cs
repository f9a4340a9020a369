namespace RmxDns.Rmx;

/// <summary>Codes of the entries of an RMX record (draft-danisch-dns-rr-smtp §7.2.4; 8, 9 and 64 on are this project's).</summary>
public enum RmxCode : byte
{
    /// <summary>An IPv4 prefix.</summary>
    Ipv4 = 1,

    /// <summary>An IPv6 prefix.</summary>
    Ipv6 = 2,

    /// <summary>The addresses of a name.</summary>
    Host = 3,

    /// <summary>The address prefix list of a name (RFC 3123).</summary>
    Apl = 4,

    /// <summary>Hosts whose confirmed reverse name is the domain or below it.</summary>
    Domain = 5,

    /// <summary>The domain sends no mail at all.</summary>
    Unused = 6,

    /// <summary>Each full mail address has a record of its own.</summary>
    Full = 7,

    /// <summary>The mail exchanges of the domain.</summary>
    Mx = 8,

    /// <summary>A map that holds an A record for each address, as block lists do (RFC 5782).</summary>
    Ipmap = 9,

    /// <summary>The first experimental code; from here to 127 an entry carries its length.</summary>
    TlsFp = 64,

    /// <summary>An LDAP directory.</summary>
    Ldap = 65,

    /// <summary>A client that authenticated (RFC 4422).</summary>
    Sasl = 66,

    /// <summary>A signature by a key.</summary>
    Sig = 67,
}
