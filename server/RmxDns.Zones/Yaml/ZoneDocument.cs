using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;
using YamlDotNet.Core.Events;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// The one document of a zone file: a mapping whose pairs are handed out one after the other. After a syntax error reading
/// starts anew at the next line that begins a key, so that what is behind it is judged as well.
/// </summary>
internal sealed class ZoneDocument(SourceText source, YamlLimits limits, FindingList findings)
{
    private readonly AnchorTable _anchors = new();
    private readonly List<(YamlScalar Key, YamlNode Value)> _merged = [];

    /// <summary>Whether something could not be read at all, so that what is missing may just not have been seen.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>
    /// Reads the whole document and hands out key, value, and whether the pair comes from a merge key: those come last, and a pair
    /// that the file itself has goes before them.
    /// </summary>
    public void Read(Action<YamlScalar, YamlNode, bool> handler)
    {
        int index = 0, line = 1;
        for (int restarts = 0; restarts <= limits.Restarts; restarts++)
        {
            using var events = new EventSource(source, index, line, limits, findings);
            ReadFrom(events, handler, again: restarts > 0);
            if (!events.Failed)
                break;
            Incomplete = true;
            if (!events.MayRestart || !TryFindKeyBehind(events.LastLine, ref index, ref line))
                break;
        }
        foreach ((YamlScalar key, YamlNode value) in _merged)
            handler(key, value, true);
    }

    private void ReadFrom(EventSource events, Action<YamlScalar, YamlNode, bool> handler, bool again)
    {
        var nodes = new NodeReader(events, _anchors, limits, findings);
        while (events.Next() && events.Current is StreamStart or DocumentStart)
        {
        }
        if (events.Current is null or StreamEnd or DocumentEnd)
            return;
        if (events.Current is not MappingStart top)
        {
            if (!nodes.TryRead(out YamlNode? node))
                return;
            if (node is not YamlScalar { Absent: true })
                Refuse(node.Mark, "a zone file is a mapping of owner names to records");
        }
        else
        {
            if (events.TagOf(top) is { } tag)
                Refuse(events.MarkOf(top.Start), $"tag {FindingText.Quote(tag)}: a zone file has no tags here");
            if (!events.Next() || !ReadPairs(events, nodes, handler))
                return;
        }
        while (events.Next())
        {
            if (events.Current is DocumentStart second && !again)
            {
                findings.Add(FileRules.ZoneFormat, events.MarkOf(second.Start), "a second document; a zone file holds one");
                return;
            }
        }
    }

    private bool ReadPairs(EventSource events, NodeReader nodes, Action<YamlScalar, YamlNode, bool> handler)
    {
        while (events.Current is not MappingEnd)
        {
            if (!nodes.TryReadKey(out YamlScalar? key) || !nodes.TryRead(out YamlNode? value))
                return false;
            if (key is null)
                continue;
            if (!NodeReader.IsMerge(key))
            {
                handler(key, value, false);
                continue;
            }
            foreach (YamlMap map in nodes.MergeSources(value))
            {
                foreach (YamlPair pair in map.Pairs)
                    _merged.Add((pair.Key, pair.Value));
            }
        }
        return true;
    }

    private void Refuse(SourceMark mark, string message) => findings.Add(FileRules.ZoneFormat, mark, message);

    /// <summary>The next line behind <paramref name="behind"/> that starts with a key rather than a blank, a comment or a bracket.</summary>
    private bool TryFindKeyBehind(int behind, ref int index, ref int line)
    {
        for (int at; (at = source.NextBreak(index)) >= 0;)
        {
            index = at + 1;
            if (source[at] == '\r' && index < source.Length && source[index] == '\n')
                index++;
            line++;
            if (line > behind && index < source.Length && source[index] is not (' ' or '\t' or '\r' or '\n' or '#' or '-' or '}' or ']' or ',' or '.'))
                return true;
        }
        return false;
    }
}
