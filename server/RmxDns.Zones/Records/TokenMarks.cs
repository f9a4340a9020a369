using RmxDns.Rdata;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>Where the tokens of a value stand, for findings that point at one of them. A value of one token needs none: its own place says it.</summary>
internal static class TokenMarks
{
    /// <summary>The tokens of presentation form between white space, a quoted string being one; null where they cannot be told, or there is only one.</summary>
    public static IReadOnlyList<SourceMark>? OfText(YamlScalar text)
    {
        if (!text.Verbatim || text.Text.AsSpan().IndexOfAny(" \t") < 0)
            return null;
        var marks = new List<SourceMark>(8);
        ReadOnlySpan<char> written = text.Text;
        for (int at = 0; at < written.Length;)
        {
            if (written[at] is ' ' or '\t')
            {
                at++;
                continue;
            }
            int start = at;
            bool quoted = written[at] == '"';
            at += quoted ? 1 : 0;
            while (at < written.Length && (quoted ? written[at] != '"' : written[at] is not (' ' or '\t')))
                at += written[at] == '\\' ? 2 : 1;
            at = Math.Min(quoted ? at + 1 : at, written.Length);
            marks.Add(text.MarkAt(start, at - start));
        }
        return marks.Count > 1 ? marks : null;
    }

    /// <summary>The values of a mapping's keys in the order of the fields that they fill; the whole mapping stands for a key that is left out.</summary>
    public static IReadOnlyList<SourceMark>? OfMapping(RdataType row, YamlMap map)
    {
        bool old = row.OldKeys.Count > 0 && (map["flags"] ?? map["public_key"]) is not null;
        var marks = new List<SourceMark>(row.Fields.Count);
        for (int i = 0; i < row.Fields.Count; i++)
        {
            IEnumerable<string> names = old ? [row.OldKeys[i]] : row.Fields[i].MappingKeys.SelectMany(key => key.Names);
            marks.Add(names.Select(name => map[name]).FirstOrDefault(node => node is not null)?.Mark ?? map.Mark);
        }
        return marks;
    }
}
