using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RmxDns.Tool.Linting;

/// <summary>
/// A pattern of paths as shells have them: <c>*</c> for any characters of a name, <c>?</c> for one, <c>[a-z]</c> for one of these,
/// <c>[!a-z]</c> for one of all others, and <c>**</c> for any folders or, at the end, all that is in them. A bracket that is not closed
/// stands for itself. Own code, since FileSystemGlobbing knows <c>*</c> alone.
/// </summary>
internal sealed class PathPattern
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("*?[");

    private readonly Regex _expression;

    /// <param name="parts">The pattern's parts between slashes.</param>
    public PathPattern(IReadOnlyList<string> parts)
    {
        var text = new StringBuilder();
        for (int i = 0; i < parts.Count; i++)
        {
            bool isLast = i == parts.Count - 1;
            if (parts[i] == "**")
                _ = text.Append(isLast ? ".+" : "(?:[^/]+/)*");
            else
                AppendName(text, parts[i]).Append(isLast ? "" : "/");
        }
        // It takes time in proportion to the path, whatever the pattern.
        _expression = new Regex($@"\A(?:{text})\z", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    /// <summary>Whether a path, or a part of one, is a pattern.</summary>
    public static bool IsOne(string path) => path.AsSpan().ContainsAny(Signs);

    /// <summary>Whether a path with forward slashes matches.</summary>
    public bool Matches(string path) => _expression.IsMatch(path);

    private static StringBuilder AppendName(StringBuilder text, string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            int close = name[i] == '[' ? name.IndexOf(']', Math.Min(name.Length, i + (IsNegated(name, i) ? 3 : 2))) : -1;
            if (close > 0)
            {
                AppendOneOf(text, name[(i + (IsNegated(name, i) ? 2 : 1))..close], IsNegated(name, i));
                i = close;
            }
            else
                _ = text.Append(name[i] switch { '*' => "[^/]*", '?' => "[^/]", char other => Literal(other) });
        }
        return text;
    }

    private static bool IsNegated(string name, int bracket) => bracket + 1 < name.Length && name[bracket + 1] is '!' or '^';

    private static void AppendOneOf(StringBuilder text, string members, bool negated)
    {
        _ = text.Append(negated ? "[^/" : "[");
        for (int i = 0; i < members.Length; i++)
        {
            bool isRange = i + 2 < members.Length && members[i + 1] == '-';
            // A range that runs backwards holds its two ends.
            _ = text.Append(Literal(members[i])).Append(isRange && members[i] <= members[i + 2] ? "-" : "").Append(isRange ? Literal(members[i + 2]) : "");
            i += isRange ? 2 : 0;
        }
        _ = text.Append(']');
    }

    /// <summary>A character as itself, within brackets and without.</summary>
    private static string Literal(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
}
