using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.RulePages;

/// <summary>
/// A zone that breaks a rule, or one that does not: the files of <c>tests/data/lint/ID</c> that the tests hold the rule to, carried
/// along in the program. Long ones are cut.
/// </summary>
internal static class RuleExample
{
    private const string Front = "lint/";
    private const string TestNote = "#: ";
    private const int MostLines = 40;
    private const int LongestLine = 120;
    private static readonly string[] Extensions = ["yaml", "zone"];

    /// <summary>The example's text and language; null when there is none.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="name"><c>bad</c> or <c>good</c>.</param>
    public static (string Language, string Text)? Find(Rule rule, string name)
    {
        foreach (string extension in Extensions)
        {
            using Stream? stream = typeof(RuleExample).Assembly.GetManifestResourceStream($"{Front}{rule.Id}/{name}.{extension}");
            if (stream is null)
                continue;
            using var reader = new StreamReader(stream);
            return (extension == "yaml" ? "yaml" : "dns", Cut(reader.ReadToEnd()));
        }
        return null;
    }

    /// <summary>The lines that a reader needs: without the notes to the tests, and escaped where a terminal or page would not show them.</summary>
    private static string Cut(string text)
    {
        string[] lines = [.. text.TrimEnd('\n').Split('\n').Where(line => !line.StartsWith(TestNote, StringComparison.Ordinal)).Select(CutLine)];
        return lines.Length <= MostLines
            ? string.Join('\n', lines)
            : string.Join('\n', [.. lines.Take(MostLines), FormattableString.Invariant($"# … and {lines.Length - MostLines} lines more")]);
    }

    private static string CutLine(string line)
    {
        string shown = FindingText.Escape(line);
        return shown.Length <= LongestLine ? shown : shown[..LongestLine] + "…";
    }
}
