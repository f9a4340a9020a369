using System.Text;
using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Master;

/// <summary>
/// BIND's <c>$GENERATE start-stop[/step] OWNER [TTL] [CLASS] TYPE DATA</c> to the text of its records, one a line. In OWNER and DATA a
/// <c>$</c> is the number, <c>${offset,width,base}</c> the number plus an offset, filled with zeros, in base d, o, x, X, or in
/// nibbles from the last (n, N); <c>$$</c> and <c>\$</c> are the sign itself. How much a file may make is bounded.
/// </summary>
internal static class GeneratedRecords
{
    /// <summary>Makes the text; faults are reported.</summary>
    /// <param name="tokens">The words of the directive.</param>
    /// <param name="source">Where they stand.</param>
    /// <param name="reader">Who reports.</param>
    /// <param name="zone">How much the file made so far.</param>
    /// <param name="octets">The text.</param>
    public static bool TryMake(IReadOnlyList<MasterToken> tokens, MasterSource source, MasterReader reader, MasterZone zone, out byte[] octets)
    {
        octets = [];
        int type = TypeAmong(tokens, source);
        if (tokens.Count != type + 2)
            return reader.Fail(MasterRules.MasterSyntax, tokens[Math.Min(type + 2, tokens.Count - 1)], "$GENERATE RANGE OWNER [TTL] [CLASS] TYPE DATA; data of several words stand in quotes as a whole");
        string range = source.TextOf(tokens[1]);
        if (!TryRange(range, out uint first, out uint last, out uint step))
            return reader.Fail(MasterRules.MasterSyntax, tokens[1], $"{FindingText.Quote(range)} is no range; start-stop or start-stop/step, such as 1-254");
        long count = ((last - first) / step) + 1L;
        if (zone.Generated + count > MasterFileSettings.MaxGenerated)
            return reader.Fail(MasterRules.MasterSyntax, tokens[1], $"more than {MasterFileSettings.MaxGenerated:N0} records from $GENERATE in one file");
        if (!GeneratedText.TryParse(Content(source, tokens[2]), out GeneratedText owner, out string fault))
            return reader.Fail(MasterRules.MasterSyntax, tokens[2], fault);
        if (!GeneratedText.TryParse(Content(source, tokens[^1]), out GeneratedText data, out fault))
            return reader.Fail(MasterRules.MasterSyntax, tokens[^1], fault);
        string middle = string.Concat(tokens.Skip(3).SkipLast(1).Select(token => $" {Latin1(source.OctetsOf(token))}"));
        var text = new StringBuilder();
        for (ulong number = first; number <= last; number += step)
        {
            if (!owner.TryAppend(text, (uint)number))
                return reader.Fail(MasterRules.MasterSyntax, tokens[2], $"a number below 0 or over 2147483647 at {number}");
            _ = text.Append(middle).Append(' ');
            if (!data.TryAppend(text, (uint)number))
                return reader.Fail(MasterRules.MasterSyntax, tokens[^1], $"a number below 0 or over 2147483647 at {number}");
            _ = text.Append('\n');
            if (zone.GeneratedOctets + text.Length <= MasterFileSettings.MaxGeneratedOctets)
                continue;
            zone.GeneratedOctets = MasterFileSettings.MaxGeneratedOctets;
            return reader.Fail(MasterRules.MasterSyntax, tokens[0], $"more than {MasterFileSettings.MaxGeneratedOctets:N0} octets of text from $GENERATE in one file");
        }
        zone.Generated += count;
        zone.GeneratedOctets += text.Length;
        octets = Encoding.Latin1.GetBytes(text.ToString());
        return true;
    }

    /// <summary>Which word is the type: the one behind TTL and class.</summary>
    private static int TypeAmong(IReadOnlyList<MasterToken> tokens, MasterSource source)
    {
        int at = 3;
        for (bool ttl = false, isClass = false; at < tokens.Count; at++)
        {
            string text = source.TextOf(tokens[at]);
            if (!ttl && text.Length > 0 && char.IsAsciiDigit(text[0]))
                ttl = true;
            else if (!isClass && MasterReader.IsClass(text, out _))
                isClass = true;
            else
                break;
        }
        return at;
    }

    private static bool TryRange(string text, out uint first, out uint last, out uint step)
    {
        (first, last, step) = (0, 0, 1);
        int dash = text.IndexOf('-', StringComparison.Ordinal), slash = text.IndexOf('/', StringComparison.Ordinal);
        if (dash < 0 || (slash >= 0 && slash < dash))
            return false;
        int end = slash < 0 ? text.Length : slash;
        return DecimalText.TryRead(text.AsSpan(0, dash), int.MaxValue, out first)
            && DecimalText.TryRead(text.AsSpan((dash + 1)..end), int.MaxValue, out last)
            && (slash < 0 || DecimalText.TryRead(text.AsSpan(slash + 1), int.MaxValue, out step))
            && first <= last && step > 0;
    }

    /// <summary>A word's octets, one character each; inside quotes <c>\"</c> is a quote.</summary>
    private static string Content(MasterSource source, MasterToken token)
    {
        string text = Latin1(source.OctetsOf(token));
        return token.Quoted ? text.Replace("\\\"", "\"", StringComparison.Ordinal) : text;
    }

    private static string Latin1(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);
}
