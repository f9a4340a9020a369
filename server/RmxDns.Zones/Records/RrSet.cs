using RmxDns.Wire;

namespace RmxDns.Zones.Records;

/// <summary>One record of an RRset: its RDATA, names in it uncompressed, and where it was written.</summary>
/// <param name="Rdata">RDATA in wire form, 0 to 65,535 octets, valid for its type.</param>
/// <param name="Mark">Where the value stands.</param>
public readonly record struct SourceRecord(byte[] Rdata, SourceMark Mark);

/// <summary>The records of one owner and type (RFC 2181 §5), in the order in which they were written.</summary>
public sealed class RrSet(Name owner, ushort type, uint ttl, SourceMark mark, IReadOnlyList<SourceRecord> records)
{
    /// <summary>The owner, absolute, its case as written.</summary>
    public Name Owner { get; } = owner;

    /// <summary>The type code.</summary>
    public ushort Type { get; } = type;

    /// <summary>Time to live in seconds, at most 2^31-1.</summary>
    public uint Ttl { get; } = ttl;

    /// <summary>Where the RRset's <c>type</c> (or, in a master file, its first record) stands.</summary>
    public SourceMark Mark { get; } = mark;

    /// <summary>The records, at least one; no two have equal RDATA.</summary>
    public IReadOnlyList<SourceRecord> Records { get; } = records;
}
