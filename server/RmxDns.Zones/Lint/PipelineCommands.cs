using System.Text;

namespace RmxDns.Zones.Lint;

/// <summary>
/// Pipelines read what a program prints and act on commands in it: <c>::error::</c> at the start of a line, and <c>##[error]</c>,
/// <c>##vso[…]</c> or <c>##teamcity[…]</c> anywhere. Both are broken up here.
/// </summary>
public static class PipelineCommands
{
    private const string Sign = "##";

    /// <summary>A line that starts no command: a name in front of it keeps its meaning with the backslash.</summary>
    public static string DefuseLine(string line)
    {
        int start = line.Length - line.AsSpan().TrimStart().Length;
        string text = line.AsSpan(start).StartsWith("::", StringComparison.Ordinal) ? line.Insert(start, "\\") : line;
        return Defuse(text, "\\[");
    }

    /// <summary>The text with <paramref name="instead"/> for the bracket of each such command.</summary>
    public static string Defuse(string text, string instead)
    {
        int sign = text.IndexOf(Sign, StringComparison.Ordinal);
        if (sign < 0)
            return text;
        var safe = new StringBuilder(text.Length + 8);
        int done = 0;
        for (; sign >= 0; sign = text.IndexOf(Sign, Math.Max(done, sign + 1), StringComparison.Ordinal))
        {
            int bracket = sign + Sign.Length;
            while (bracket < text.Length && char.IsAsciiLetter(text[bracket]))
                bracket++;
            if (bracket == text.Length || text[bracket] != '[')
                continue;
            _ = safe.Append(text, done, bracket - done).Append(instead);
            done = bracket + 1;
        }
        return safe.Append(text, done, text.Length - done).ToString();
    }
}
