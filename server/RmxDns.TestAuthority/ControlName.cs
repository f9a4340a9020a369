using System.Text;
using RmxDns.TestAuthority.Answers;
using RmxDns.Wire;

namespace RmxDns.TestAuthority;

/// <summary>
/// What the authority was asked, asked over DNS: <c>TOKEN.seen.ZONE TXT</c> gives a string for each query that had the token as a
/// label of its name, oldest first, with TTL 0:
/// <c>t=MS udp|tcp edns=SIZE|none flags=HEX type=N name=AS-SENT</c>. A token is <c>r</c> and digits.
/// </summary>
internal static class ControlName
{
    private static readonly byte[] Seen = [4, .. "seen"u8];

    /// <summary>The token asked about; null where the query asks something else.</summary>
    public static string? Find(Query query, AuthorityView view)
    {
        if (query.Type != RrType.Txt || query.Name.Parent is not { } seen || !NameOctets.EqualsIgnoreCase(seen.Wire[..Math.Min(Seen.Length, seen.Wire.Length)], Seen))
            return null;
        return view.Served.Find(seen.Parent!) is null ? null : TokenIn(query.Name.Wire[..(query.Name.Wire[0] + 1)]);
    }

    /// <summary>The answer.</summary>
    public static byte[] Answer(Query query, IReadOnlyList<string> sightings)
    {
        byte[][] strings = [.. sightings.Select(Encoding.ASCII.GetBytes)];
        return new FaultyResponse(query).AnswerText(strings.Length == 0 ? [[]] : strings, query.Limit);
    }

    /// <summary>The first token among labels; null when there is none.</summary>
    public static string? TokenIn(ReadOnlySpan<byte> labels)
    {
        for (int at = 0; at < labels.Length && labels[at] != 0; at += labels[at] + 1)
        {
            ReadOnlySpan<byte> label = labels.Slice(at + 1, labels[at]);
            if (label.Length is > 1 and <= 20 && NameOctets.Fold(label[0]) == 'r' && !label[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return Encoding.ASCII.GetString(label).ToLowerInvariant();
        }
        return null;
    }
}
