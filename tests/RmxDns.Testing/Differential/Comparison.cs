using RmxDns.Testing.Dns;
using RmxDns.Testing.Zones;

namespace RmxDns.Testing.Differential;

/// <summary>One query, what this server answered and what one peer answered.</summary>
/// <param name="Peer">The peer's program.</param>
/// <param name="Query">The query.</param>
/// <param name="Path">Its way through the zones.</param>
/// <param name="Finder">The zones.</param>
/// <param name="Ours">This server's answer; null for none.</param>
/// <param name="Theirs">The peer's; null for none.</param>
/// <param name="OursOverTcp">This server's over TCP, where its answer over UDP was truncated.</param>
/// <param name="TheirsOverTcp">The peer's over TCP, where its answer over UDP was truncated.</param>
/// <param name="Apexes">The apexes hosted.</param>
public sealed record Comparison(
    string Peer, GeneratedQuery Query, QueryPath Path, PathFinder Finder, DnsMessage? Ours, DnsMessage? Theirs,
    DnsMessage? OursOverTcp, DnsMessage? TheirsOverTcp, IReadOnlySet<string> Apexes)
{
    /// <summary>This server's answer as compared.</summary>
    public CanonicalResponse Our { get; } = CanonicalResponse.Of(Ours, Apexes);

    /// <summary>The peer's answer as compared.</summary>
    public CanonicalResponse Their { get; } = CanonicalResponse.Of(Theirs, Apexes);

    /// <summary>This server's answer, the one over TCP where it was truncated.</summary>
    public CanonicalResponse OurWhole { get; } = CanonicalResponse.Of(OursOverTcp ?? Ours, Apexes);

    /// <summary>The peer's answer, the one over TCP where it was truncated.</summary>
    public CanonicalResponse TheirWhole { get; } = CanonicalResponse.Of(TheirsOverTcp ?? Theirs, Apexes);

    /// <summary>Whether the two say the same.</summary>
    public bool IsEqual => Our == Their;

    /// <summary>What differs, in short, to tell kinds of differences apart.</summary>
    public string Difference => string.Join(", ", new (string Name, object Ours, object Theirs)[]
        {
            ("rcode", Our.Rcode, Their.Rcode),
            ("aa", Our.Authoritative, Their.Authoritative),
            ("tc", Our.Truncated, Their.Truncated),
            ("answer", Our.Answer, Their.Answer),
            ("authority", Our.Authority, Their.Authority),
            ("glue", Our.Glue, Their.Glue),
        }
        .Where(part => !part.Ours.Equals(part.Theirs))
        .Select(part => part.Ours is string ? part.Name : $"{part.Name} {part.Ours}->{part.Theirs}"));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Peer}: {Difference}\nquery {Query}\npath {string.Join(' ', Path.Outcomes.Order())}\nours: {Ours}\n{Peer}: {Theirs}";
}
