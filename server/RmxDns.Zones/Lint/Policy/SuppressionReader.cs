using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Lint.Policy;

/// <summary>
/// Comments of the form <c>rmx-lint: disable=ID[,ID] reason</c> and <c>rmx-lint: disable-file=ID[,ID] reason</c>. A comment behind
/// something speaks of its own line, one that stands alone of the next line that is neither blank nor a comment. What cannot be
/// followed is a finding.
/// </summary>
internal sealed class SuppressionReader(SourceText source, char sign, FindingList findings)
{
    /// <summary>What the linter is addressed by.</summary>
    public const string Address = "rmx-lint:";

    /// <summary>In place of a line: the whole file is meant.</summary>
    public const int WholeFile = 0;

    /// <summary>In place of a line: there is no line below the comment.</summary>
    public const int NoLine = -1;

    private const string OfLine = "disable=", OfFile = "disable-file=";

    // Where the reader stands while it looks for the line that a comment is about.
    private int _at, _line = 1;

    /// <summary>The suppressions, in the order of the file.</summary>
    public List<Suppression> Suppressions { get; } = [];

    /// <summary>Reads one comment; one that is not for the linter is nothing.</summary>
    public void Accept(FileComment comment)
    {
        ReadOnlySpan<char> text = comment.Text;
        int at = text.IndexOfAnyExcept(sign, ' ', '\t');
        if (at < 0 || !text[at..].StartsWith(Address, StringComparison.Ordinal))
            return;
        at += Address.Length;
        at += Blanks(text[at..]);
        int length = text[at..].IndexOfAny(' ', '\t');
        ReadOnlySpan<char> word = length < 0 ? text[at..] : text.Slice(at, length);
        string reason = FindingText.Escape(text[(at + word.Length)..].Trim());
        SourceMark mark = comment.Mark with { Column = comment.Mark.Column + at, Length = word.Length };
        if (word.StartsWith(OfLine, StringComparison.Ordinal))
            ReadIds(word[OfLine.Length..].ToString(), Behind(mark, OfLine.Length), comment.Alone ? LineBelow(comment.Mark.Line) : comment.Mark.Line, reason);
        else if (word.StartsWith(OfFile, StringComparison.Ordinal))
            ReadIds(word[OfFile.Length..].ToString(), Behind(mark, OfFile.Length), WholeFile, reason);
        else
            findings.Add(PolicyRules.InvalidSuppression, mark, $"behind {Address} stands {OfLine}RULE or {OfFile}RULE, not {FindingText.Quote(word)}");
    }

    private void ReadIds(string ids, SourceMark start, int line, string reason)
    {
        int before = Suppressions.Count, at = 0;
        foreach (string id in ids.Split(','))
        {
            SourceMark mark = start with { Column = start.Column + at, Length = id.Length };
            at += id.Length + 1;
            if (id.Length == 0)
                findings.Add(PolicyRules.InvalidSuppression, mark, "a rule's id is missing; ids are separated by commas alone");
            else if (Rules.Find(id) is not { } rule)
                findings.Add(PolicyRules.InvalidSuppression, mark, $"there is no rule {FindingText.Quote(id)}");
            else if (rule.RefusesZone)
                findings.Add(PolicyRules.InvalidSuppression, mark, $"{id} keeps the zone from being served and cannot be switched off");
            else if (PolicyRules.All.Contains(rule))
                findings.Add(PolicyRules.InvalidSuppression, mark, $"{id} is about comments like this one and is switched off by the configuration alone");
            else
                Suppressions.Add(new Suppression(rule, line, mark, reason));
        }
        if (reason.Length == 0 && Suppressions.Count > before)
            findings.Add(PolicyRules.SuppressionWithoutReason, start with { Length = ids.Length }, "no reason stands behind the ids");
    }

    /// <summary>The first line behind <paramref name="line"/> with something in it.</summary>
    private int LineBelow(int line)
    {
        while (_line <= line || IsBlankOrComment())
        {
            int end = source.NextBreak(_at);
            if (end < 0)
                return NoLine;
            _at = end + (source[end] == '\r' && end + 1 < source.Length && source[end + 1] == '\n' ? 2 : 1);
            _line++;
        }
        return _line;
    }

    private bool IsBlankOrComment()
    {
        int at = _at;
        while (at < source.Length && source[at] is ' ' or '\t')
            at++;
        return at >= source.Length || source[at] is '\r' or '\n' || source[at] == sign;
    }

    private static SourceMark Behind(SourceMark mark, int length) => mark with { Column = mark.Column + length };

    private static int Blanks(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(' ', '\t') is var count and >= 0 ? count : text.Length;
}
