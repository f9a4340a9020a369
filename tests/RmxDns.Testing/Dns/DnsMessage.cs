namespace RmxDns.Testing.Dns;

/// <summary>A message as <see cref="MessageDecoder"/> read it.</summary>
public sealed class DnsMessage
{
    /// <summary>The message's octets in all.</summary>
    public required int Length { get; init; }

    /// <summary>The ID.</summary>
    public required ushort Id { get; init; }

    /// <summary>The second 16 bits of the header.</summary>
    public required ushort Flags { get; init; }

    /// <summary>The four counts of the header.</summary>
    public required IReadOnlyList<ushort> Counts { get; init; }

    /// <summary>The questions' octets as sent, name uncompressed.</summary>
    public required IReadOnlyList<byte[]> Questions { get; init; }

    /// <summary>The answer section.</summary>
    public required IReadOnlyList<DnsRecord> Answer { get; init; }

    /// <summary>The authority section.</summary>
    public required IReadOnlyList<DnsRecord> Authority { get; init; }

    /// <summary>The additional section without OPT.</summary>
    public required IReadOnlyList<DnsRecord> Additional { get; init; }

    /// <summary>OPT records: class is the size, TTL the extended RCODE, version and flags.</summary>
    public required IReadOnlyList<DnsRecord> Opt { get; init; }

    /// <summary>What RFC 3597 §4 forbids in this message, such as a compressed name in the RDATA of a newer type; empty when all is well.</summary>
    public required IReadOnlyList<string> CompressionFaults { get; init; }

    /// <summary>Octets after the last record.</summary>
    public required int Trailing { get; init; }

    /// <summary>QR.</summary>
    public bool IsResponse => (Flags & 0x8000) != 0;

    /// <summary>AA.</summary>
    public bool IsAuthoritative => (Flags & 0x0400) != 0;

    /// <summary>TC.</summary>
    public bool IsTruncated => (Flags & 0x0200) != 0;

    /// <summary>The RCODE, with the upper bits of an OPT.</summary>
    public int Rcode => (Flags & 0x000F) | (Opt.Count == 1 ? (int)(Opt[0].Ttl >> 24) << 4 : 0);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n',
        [
            $"rcode {Rcode} flags {Flags:x4} counts {string.Join('/', Counts)} length {Length}",
            .. Answer.Select(r => $"  answer     {r}"),
            .. Authority.Select(r => $"  authority  {r}"),
            .. Additional.Select(r => $"  additional {r}"),
            .. Opt.Select(r => $"  opt        {r}"),
        ]);
}
