using System.Buffers;
using System.Text.RegularExpressions;
using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>
/// Judges how a file is written, where another reader of it would see something else. Only for zones that are read to be linted; all of
/// it is served as it is written.
/// </summary>
internal static partial class WrittenForm
{
    private static readonly SearchValues<char> StartsOfOthers = SearchValues.Create("0123456789+-.~=yYnNtTfFoO");

    /// <summary>A scalar where text is meant: an owner, a type, a value.</summary>
    public static void CheckText(ZoneContext context, YamlScalar text, string what)
    {
        if (Meaning(text) is { } meaning)
            context.Findings.Add(WrittenRules.YamlSurprise, text.Mark, $"{what} {text.Text}: octoDNS reads {meaning}; write it in quotes", context.Owner);
    }

    /// <summary>A scalar where a number may be meant: one in plain digits means the same everywhere.</summary>
    public static void CheckNumber(ZoneContext context, YamlScalar text, string what)
    {
        if (text.Text is "0" || (text.Text.Length > 0 && text.Text[0] is >= '1' and <= '9' && text.Text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0))
            return;
        CheckText(context, text, what);
    }

    /// <summary>A tab among the blanks that a line starts with; block scalars and what quotes hold open may have them.</summary>
    public static void CheckTabs(SourceText source, FindingList findings)
    {
        int line = 1;
        for (int at = 0; at >= 0 && at < source.Length; line++)
        {
            int blank = at;
            while (blank < source.Length && source[blank] == ' ')
                blank++;
            int next = source.NextBreak(at);
            if (blank < source.Length && source[blank] == '\t' && !source.Slice(blank, (next < 0 ? source.Length : next) - blank).AsSpan().TrimStart().IsEmpty)
                findings.Add(WrittenRules.YamlTab, new SourceMark(line, blank - at + 1, 1), "a tab that indents; other readers of YAML refuse it");
            at = next < 0 ? -1 : next + (source[next] == '\r' && next + 1 < source.Length && source[next + 1] == '\n' ? 2 : 1);
        }
    }

    /// <summary>A value in presentation form: its names are absolute in octoDNS's eyes alone with a final dot.</summary>
    public static void CheckNames(ZoneContext context, RdataType row, YamlScalar text, IReadOnlyList<SourceMark>? tokens)
    {
        if (row.Code == context.Types.RmxType || GenericForm(text.Text))
            return;
        string[] words = text.Text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < row.Fields.Count && i < words.Length; i++)
        {
            if (row.Fields[i].IsName && !words[i].EndsWith('.'))
                context.Findings.Add(WrittenRules.NameNotAbsolute, tokens is null || i >= tokens.Count ? text.Mark : tokens[i], $"{row.Mnemonic}: {FindingText.Quote(words[i])} is relative to the zone; octoDNS wants {Absolute(words[i], context.Origin)}", context.Owner);
        }
    }

    /// <summary>A mapping: the same for the values of the keys that hold names.</summary>
    public static void CheckMapping(ZoneContext context, RdataType row, YamlMap map)
    {
        foreach ((YamlScalar key, YamlNode node) in map.Pairs)
        {
            if (node is not YamlScalar { Tag: null } value)
                continue;
            CheckNumber(context, value, key.Text);
            if (value.Text.Length > 0 && !value.Text.EndsWith('.') && !value.Text.Contains('@', StringComparison.Ordinal) && row.Fields.Any(field => field.IsName && field.Keys.Contains(key.Text)))
                context.Findings.Add(WrittenRules.NameNotAbsolute, value.Mark, $"{row.Mnemonic}: {FindingText.Quote(value.Text)} is relative to the zone; octoDNS wants {Absolute(value.Text, context.Origin)}", context.Owner);
        }
    }

    /// <summary>Raw text: octoDNS wants each semicolon behind a backslash.</summary>
    public static void CheckRawText(ZoneContext context, YamlScalar text)
    {
        int at = -1;
        do
        {
            at = text.Text.IndexOf(';', at + 1);
        }
        while (at > 0 && text.Text[at - 1] == '\\');
        if (at >= 0)
            context.Findings.Add(WrittenRules.TxtSemicolon, text.MarkAt(at, 1), "a semicolon without a backslash in front, which octoDNS refuses", context.Owner);
    }

    private static bool GenericForm(string text) => text.TrimStart().StartsWith("\\#", StringComparison.Ordinal);

    private static string Absolute(string written, Name origin) => written == "@" ? origin.ToString() : $"{written}.{(origin.IsRoot ? "" : origin)}";

    /// <summary>What YAML 1.1, as octoDNS reads it, takes a plain scalar for; null for text.</summary>
    private static string? Meaning(YamlScalar scalar)
    {
        if (!scalar.Plain || scalar.Tag is not null || scalar.Text.Length == 0 || !StartsOfOthers.Contains(scalar.Text[0]))
            return null;
        string text = scalar.Text;
        return text switch
        {
            "~" or "null" or "Null" or "NULL" => "nothing",
            "=" => "a default value",
            _ when TruthValue().IsMatch(text) => "a truth value",
            _ when WholeNumber().IsMatch(text) || Fraction().IsMatch(text) => "a number",
            _ when Date().IsMatch(text) => "a date",
            _ => null,
        };
    }

    [GeneratedRegex("^(yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$", RegexOptions.CultureInvariant)]
    private static partial Regex TruthValue();

    [GeneratedRegex("^[-+]?(0b[0-1_]+|0[0-7_]*|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(:[0-5]?[0-9])+)$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^([-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \\t]+[0-9]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
