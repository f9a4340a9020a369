using RmxDns.TestAuthority.Answers;

namespace RmxDns.TestAuthority.Memory;

/// <summary>The queries seen for each token, the first so many of each. Bounded; forgotten after ten minutes.</summary>
internal sealed class Sightings(TimeProvider clock)
{
    private const int MostTokens = 4_096;
    private const int MostOfToken = 32;

    /// <summary>What a character-string holds (RFC 1035 §3.3); a name with many escapes is cut.</summary>
    private const int LongestLine = 255;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ExpiringTable<string, List<string>> _byToken = new(MostTokens, Life, clock);
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Tokens that are remembered.</summary>
    public int Count => _byToken.Count;

    /// <summary>Takes note of a query, if its name has a token.</summary>
    public void Add(Query query)
    {
        if (ControlName.TokenIn(query.Name.Wire) is not { } token)
            return;
        List<string> seen = _byToken.Get(token);
        if (seen.Count == MostOfToken)
            return;
        string line = query.Describe((long)clock.GetElapsedTime(_started).TotalMilliseconds);
        seen.Add(line.Length <= LongestLine ? line : line[..LongestLine]);
    }

    /// <summary>What was seen of a token, oldest first.</summary>
    public IReadOnlyList<string> Of(string token) => _byToken.TryGet(token, out List<string>? seen) ? seen : [];
}
