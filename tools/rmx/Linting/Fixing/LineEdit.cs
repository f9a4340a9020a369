using RmxDns.Rmx;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Linting.Fixing;

/// <summary>
/// Changes single entries in a line of a zone file and leaves all else as it stands: quotes, comments, the spaces between. An entry
/// that goes takes the comma or the white space with it that parted it from its neighbour; a list item that goes alone in its line
/// takes the line, but for its comment. What is laid out in another way is refused.
/// </summary>
internal static class LineEdit
{
    /// <summary>The line after one change; empty when the line goes, null when it is not laid out as expected.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="change">The change; entries to its right are changed already.</param>
    /// <param name="isMaster">Whether it is a line of a master file.</param>
    public static string? Apply(string line, EntryChange change, bool isMaster)
    {
        int start = change.Mark.Column - 1, end = start + change.Mark.Length;
        if (start < 0 || end > line.Length || !IsEntry(line[start..end], change.Entry))
            return null;
        if (change.Replacement is { } text)
            return line[..start] + text + line[end..];
        return isMaster ? RemoveWord(line, start, end, ';') : Remove(line, start, end);
    }

    /// <summary>Whether the text in the file is the entry that is meant, in whatever spelling.</summary>
    private static bool IsEntry(string written, string entry) =>
        written == entry || (RmxTextReader.TryRead(written, out RmxRecord rmx, out _, InternationalNames.ToAscii) && RmxText.Format(rmx) == entry)
        || (written.TrimStart('!') is [>= '0' and <= '9', ':', ..] && written.TrimEnd().Split('/')[^1] == entry.Split('/')[^1]);

    private static string? Remove(string line, int start, int end)
    {
        bool openQuote = start > 0 && line[start - 1] is '\'' or '"', closeQuote = end < line.Length && line[end] is '\'' or '"';
        if (openQuote && closeQuote)
            (start, end) = (start - 1, end + 1);
        else if (openQuote || closeQuote)
            return RemoveWord(line, start, end, '\0');
        string before = line[..start].TrimEnd(), behind = line[end..].TrimStart();
        bool last = behind.Length == 0 || behind[0] == '#';
        if (last && before.TrimStart() == "-")
            return behind.Length == 0 ? "" : line[..line.IndexOf('-', StringComparison.Ordinal)] + behind;
        if (before.EndsWith(','))
            return before[..^1].TrimEnd() + line[end..];
        if (behind.StartsWith(','))
            return line[..start] + behind[1..].TrimStart();
        if (before.Length == 0 && (last || behind[0] == ']'))
            return last ? Rest(line[..start], behind) : line[..start] + behind;
        return RemoveWord(line, start, end, '#');
    }

    /// <summary>Removes one of several words.</summary>
    private static string? RemoveWord(string line, int start, int end, char comment)
    {
        bool spaceBefore = start > 0 && line[start - 1] is ' ' or '\t', spaceBehind = end < line.Length && line[end] is ' ' or '\t';
        string before = line[..start].TrimEnd(), behind = line[end..].TrimStart();
        if (before.Length == 0)
            return Rest(line[..start], behind);
        // A first word has nothing of its own value in front.
        if (spaceBefore && before[^1] is not (':' or '-' or '[' or ',' or '('))
            return before + line[end..];
        return spaceBehind && behind.Length > 0 && behind[0] != comment ? line[..start] + behind : null;
    }

    private static string Rest(string indent, string behind) => behind.Length == 0 ? "" : indent + behind;
}
