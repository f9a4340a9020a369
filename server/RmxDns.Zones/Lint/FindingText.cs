using System.Globalization;
using System.Text;

namespace RmxDns.Zones.Lint;

/// <summary>
/// Text from outside in messages: control characters, characters that turn the direction of text or cannot be seen, and
/// halves of characters are written as escapes, so that no name or value moves a cursor or starts a line.
/// </summary>
public static class FindingText
{
    private const int Longest = 80;

    /// <summary>The text in double quotes, escaped, cut after 80 characters.</summary>
    public static string Quote(ReadOnlySpan<char> text) =>
        text.Length <= Longest ? $"\"{Escape(text)}\"" : $"\"{Escape(text[..Longest])}…\"";

    /// <summary>The text with everything escaped that a terminal might act on.</summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        int first = 0;
        while (first < text.Length && text[first] is >= ' ' and <= '~')
            first++;
        if (first == text.Length)
            return text.ToString();
        var escaped = new StringBuilder(text.Length + 16).Append(text[..first]);
        foreach (char c in text[first..])
        {
            if (IsSafe(c))
                _ = escaped.Append(c);
            else
                _ = escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }
        return escaped.ToString();
    }

    private static bool IsSafe(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
