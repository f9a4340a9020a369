using System.Text.RegularExpressions;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Yaml;

/// <summary>What was probably meant where YAML cannot be read: most often text that needs quotes.</summary>
internal static partial class SyntaxHint
{
    /// <summary>How much of a line is looked at.</summary>
    public const int LongestLine = 1000;

    /// <summary>The scanner's message and, where a line shows a known trap, how to write it.</summary>
    /// <param name="message">The scanner's message.</param>
    /// <param name="line">The line that the scanner names.</param>
    /// <param name="lastRead">The line of the last thing that could be read.</param>
    public static string Explain(string message, string line, string lastRead)
    {
        string plain = Place().Replace(message, string.Empty).TrimEnd('.');
        string? quoted = TokenToQuote(line) ?? TokenToQuote(lastRead);
        return quoted is null ? $"not YAML: {plain}" : $"YAML cannot read {FindingText.Quote(quoted)}; write it in quotes: '{quoted}' ({plain})";
    }

    private static string? TokenToQuote(string line)
    {
        foreach (Regex trap in new[] { Tag(), ColonAtEnd(), Indicator(), Star() })
        {
            if (trap.Match(line) is { Success: true } match)
                return match.Groups[1].Value;
        }
        return null;
    }

    /// <summary>Where an exception of the scanner repeats its place in front of the message.</summary>
    [GeneratedRegex(@"^\(Line: [^)]*\) - \(Line: [^)]*\): ", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"(?:^|[\s\[{,])(![^\s,\]}]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@":\s+([^\s'""#\[{]+:)\s*(?:#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex ColonAtEnd();

    [GeneratedRegex(@"(?:^|[:\-,\[{]\s+|^\s*)([@`%][^\s:,\]}]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Indicator();

    [GeneratedRegex(@"(?:^|[:\-,\[{]\s+|^\s*)(\*[^\s:,\]}]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Star();
}
