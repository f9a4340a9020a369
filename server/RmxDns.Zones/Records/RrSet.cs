using RmxDns.Wire;

namespace RmxDns.Zones.Records;

/// <summary>One record of an RRset: its RDATA, names in it uncompressed, and where it was written.</summary>
/// <param name="Rdata">RDATA in wire form, 0 to 65,535 octets, valid for its type.</param>
/// <param name="Mark">Where the value stands.</param>
public readonly record struct SourceRecord(byte[] Rdata, SourceMark Mark)
{
    /// <summary>
    /// Where each token of the presentation form stands; of an RMX or APL record, each entry; of a mapping, the value of each field's
    /// key. Null when the zone was not read to be linted (<see cref="LoadSettings.ForLint"/>), or the value is one token.
    /// </summary>
    public IReadOnlyList<SourceMark>? Tokens { get; init; }

    /// <summary>Whether the value stands in the generic form of RFC 3597 §5: its octets are the author's, whatever they mean.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>Where a token stands, counted from 0; the place of the whole value where that is not known.</summary>
    public SourceMark TokenMark(int index) => Tokens is { } tokens && index < tokens.Count ? tokens[index] : Mark;
}

/// <summary>Where an RRset's owner and TTL stand; the TTL's is that of the file's default where the record has none.</summary>
public sealed record RrSetPlaces(SourceMark Owner, SourceMark Ttl);

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

    /// <summary>Where owner and TTL stand; null when the zone was not read to be linted.</summary>
    public RrSetPlaces? Places { get; init; }

    /// <summary>Where the owner stands, as far as that is known.</summary>
    public SourceMark OwnerMark => Places?.Owner ?? Mark;

    /// <summary>Where the TTL stands, as far as that is known.</summary>
    public SourceMark TtlMark => Places is { Ttl.Line: > 0 } places ? places.Ttl : Mark;
}
