using RmxDns.Testing.Dns;

namespace RmxDns.Testing.Differential;

/// <summary>
/// What two authoritative servers must have in common in their responses to one query: RCODE, AA, TC, the answer and authority
/// sections as sets with their TTLs, and required glue. A truncated response is compared by its flags alone.
/// </summary>
public sealed record CanonicalResponse(int Rcode, bool Authoritative, bool Truncated, string Answer, string Authority, string Glue)
{
    private const int Ns = 2;
    private const int A = 1;
    private const int Aaaa = 28;

    /// <summary>A server that did not answer.</summary>
    public static CanonicalResponse Silence { get; } = new(-1, false, false, "", "", "");

    /// <summary>Reads it off a message.</summary>
    /// <param name="message">The message; null for none.</param>
    /// <param name="apexes">The apexes hosted, presentation form in lower case: their NS in the authority section are a courtesy, not part of the answer.</param>
    public static CanonicalResponse Of(DnsMessage? message, IReadOnlySet<string> apexes)
    {
        if (message is null)
            return Silence;
        if (message.IsTruncated)
            return new CanonicalResponse(message.Rcode, message.IsAuthoritative, true, "", "", "");
        var authority = message.Authority.Where(r => r.Type != Ns || !apexes.Contains(r.Owner)).ToList();
        return new CanonicalResponse(message.Rcode, message.IsAuthoritative, false, Lines(message.Answer), Lines(authority),
            Lines(RequiredGlue(authority, message.Additional)));
    }

    /// <summary>Addresses in the additional section of name servers at or below the cut of a referral (RFC 9471 §3).</summary>
    private static IEnumerable<DnsRecord> RequiredGlue(List<DnsRecord> authority, IReadOnlyList<DnsRecord> additional)
    {
        var servers = authority.Where(r => r.Type == Ns && IsAtOrBelow(r.Rdata.ToLowerInvariant(), r.Owner))
            .Select(r => r.Rdata.ToLowerInvariant()).ToHashSet();
        return additional.Where(r => r.Type is A or Aaaa && servers.Contains(r.Owner));
    }

    private static bool IsAtOrBelow(string name, string ancestor) =>
        name == ancestor || name.EndsWith("." + ancestor, StringComparison.Ordinal);

    private static string Lines(IEnumerable<DnsRecord> records) =>
        string.Join('\n', records.Select(r => r.Canonical).Distinct().Order(StringComparer.Ordinal));
}
