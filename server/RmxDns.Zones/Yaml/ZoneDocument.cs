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

    /// <summary>How far reading has come, in characters.</summary>
    public int Index { get; private set; }

    /// <summary>Whether something could not be read at all, so that what is missing may just not have been seen.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>Whether all of it was plain (<see cref="PlainScanner"/>): then each pair means the same wherever it stands.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>
    /// Reads the whole document and hands out key, value, and whether the pair comes from a merge key: those come last, and a pair
    /// that the file itself has goes before them.
    /// </summary>
    public void Read(Action<YamlScalar, YamlNode, bool> handler)
    {
        var plain = new PlainPairs(source, _anchors, limits, 0, 1, source.Length);
        bool ended = IsPlain = plain.Read(Take);
        while (!ended && ReadOn(plain, handler))
            ended = plain.Read(Take);
        foreach ((YamlScalar key, YamlNode value) in _merged)
            handler(key, value, true);

        void Take(YamlScalar key, YamlNode value, bool merged)
        {
            Index = plain.Index;
            handler(key, value, merged);
        }
    }

    /// <summary>Lets YamlDotNet read on; true when it has come to a place from which the rest may be plain again.</summary>
    private bool ReadOn(PlainPairs plain, Action<YamlScalar, YamlNode, bool> handler)
    {
        (int index, int line) = (plain.Index, plain.Line);
        for (int restarts = 0; restarts <= limits.Restarts; restarts++)
        {
            using var events = new EventSource(source, index, line, limits, findings);
            if (ReadFrom(events, handler, restarts > 0 ? null : plain))
                return true;
            if (!events.Failed)
                break;
            Incomplete = true;
            if (!events.MayRestart || !TryFindKeyBehind(events.LastLine, ref index, ref line))
                break;
        }
        return false;
    }

    /// <summary>Reads to the end, to a failure, or, with <paramref name="plain"/>, to where that goes on: true.</summary>
    private bool ReadFrom(EventSource events, Action<YamlScalar, YamlNode, bool> handler, PlainPairs? plain)
    {
        var nodes = new NodeReader(events, _anchors, limits, findings);
        while (events.Next() && events.Current is StreamStart or DocumentStart)
        {
        }
        if (events.Current is null or StreamEnd or DocumentEnd)
            return false;
        if (events.Current is not MappingStart top)
        {
            if (!nodes.TryRead(out YamlNode? node))
                return false;
            if (node is not YamlScalar { Absent: true })
                Refuse(node.Mark, "a zone file is a mapping of owner names to records");
        }
        else
        {
            if (events.TagOf(top) is { } tag)
                Refuse(events.MarkOf(top.Start), $"tag {FindingText.Quote(tag)}: a zone file has no tags here");
            if (!events.Next() || !ReadPairs(events, nodes, handler, top.Style == MappingStyle.Block ? plain : null))
                return false;
            if (events.Current is not MappingEnd)
                return true;
        }
        while (events.Next())
        {
            if (events.Current is DocumentStart second && plain is not null)
            {
                findings.Add(FileRules.ZoneFormat, events.MarkOf(second.Start), "a second document; a zone file holds one");
                return false;
            }
        }
        return false;
    }

    /// <summary>Reads pairs to the end of the mapping, or to a key with which <paramref name="plain"/> goes on; false after a failure.</summary>
    private bool ReadPairs(EventSource events, NodeReader nodes, Action<YamlScalar, YamlNode, bool> handler, PlainPairs? plain)
    {
        while (events.Current is not MappingEnd)
        {
            if (events.Current is Scalar next)
            {
                Index = events.IndexOf(next.Start);
                if (plain?.TryResume(next, events) == true)
                    return true;
            }
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
        while (source.TryFindKey(ref index, ref line))
        {
            if (line > behind)
                return true;
        }
        return false;
    }
}
