namespace RmxDns.Testing.Dns;

/// <summary>A record as a message carried it.</summary>
/// <param name="Owner">Presentation form, absolute, ASCII letters in lower case.</param>
/// <param name="Type">The type code.</param>
/// <param name="Class">The class code.</param>
/// <param name="Ttl">Seconds.</param>
/// <param name="Rdata">Hexadecimal, with names of known types in presentation form, uncompressed, their case kept.</param>
public sealed record DnsRecord(string Owner, ushort Type, ushort Class, uint Ttl, string Rdata)
{
    /// <summary>Owner, TTL, class, type and RDATA, ASCII case folded: equal for records that are equal to a resolver.</summary>
    public string Canonical => $"{Owner} {Ttl} {Class} TYPE{Type} {Rdata}".ToLowerInvariant();

    /// <inheritdoc/>
    public override string ToString() => $"{Owner} {Ttl} CLASS{Class} TYPE{Type} {Rdata}";
}
