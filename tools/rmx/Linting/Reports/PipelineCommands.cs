using System.Text;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>
/// Pipelines read what a program prints and act on commands in it: <c>::error::</c> at the start of a line, and <c>##[error]</c>,
/// <c>##vso[…]</c> or <c>##teamcity[…]</c> anywhere. Text from zones stands behind a column of its own in every report; the second
/// form is broken up here.
/// </summary>
internal static class PipelineCommands
{
    private const string Sign = "##";

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
