using System.Text;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>Text from outside in Markdown: it stays the text that it is, with no markup, link, mention or cell of its own.</summary>
internal static class MarkdownText
{
    private const string Signs = "\\`*_{}[]#|~$";

    /// <summary>The text escaped for a line or a cell.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in FindingText.Escape(text))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '@' => escaped.Append("&#64;"),
                _ when Signs.Contains(c, StringComparison.Ordinal) => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }
        // Addresses become links without any markup.
        return escaped.Replace("://", "&#58;//").Replace("www.", "www&#46;").ToString();
    }
}
