using System.Diagnostics.CodeAnalysis;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;
using YamlDotNet.Core.Events;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// Events to nodes, one value at a time, so that a large zone is never held as a tree. Duplicate keys, keys that are not
/// text, merge keys of what is no mapping and tags that a flow collection cuts apart are findings; the rest is read on.
/// </summary>
internal sealed class NodeReader(EventSource events, AnchorTable anchors, YamlLimits limits, FindingList findings)
{
    /// <summary>The merge key, if it stands without quotes.</summary>
    private const string Merge = "<<";

    private int _depth, _flowDepth;

    /// <summary>Whether a key is YAML's merge key: only a plain one is.</summary>
    public static bool IsMerge(YamlScalar key) => key is { Plain: true, Tag: null, Text: Merge };

    /// <summary>Reads the node that starts at the current event and goes on behind it; false after a failure.</summary>
    public bool TryRead([NotNullWhen(true)] out YamlNode? node)
    {
        node = null;
        switch (events.Current)
        {
            case Scalar scalar:
                node = events.ScalarOf(scalar);
                return Finish(scalar, node);
            case AnchorAlias alias:
                return TryRepeat(alias, out node);
            case SequenceStart start:
                node = new YamlList(events.MarkOf(start.Start), events.TagOf(start));
                return TryEnter(start, start.Style == SequenceStyle.Flow) && ReadItems((YamlList)node) && Leave(start, start.Style == SequenceStyle.Flow, node);
            case MappingStart start:
                return TryReadMap(start, out node);
            default:
                return events.Fail(new SourceMark(events.LastLine, 1), "no value where one is needed");
        }
    }

    /// <summary>Reads a mapping's key; null when it was no text and was reported, its value still to be read.</summary>
    public bool TryReadKey(out YamlScalar? key)
    {
        key = null;
        if (!TryRead(out YamlNode? node))
            return false;
        key = node as YamlScalar;
        if (key is null && !node.Unreadable)
            findings.Add(FileRules.ZoneFormat, node.Mark, "a key is a name, not a list or a mapping");
        return true;
    }

    private bool TryReadMap(MappingStart start, [NotNullWhen(true)] out YamlNode? node)
    {
        node = null;
        bool flow = start.Style == MappingStyle.Flow;
        // The mapping of one pair in a list in brackets has no place but that of its key.
        bool placed = start.Start.Index > 0 || _flowDepth == 0;
        SourceMark mark = events.MarkOf(start.Start);
        string? tag = placed ? events.TagOf(start) : null;
        if (!TryEnter(start, flow))
            return false;
        var map = new YamlMap(placed || events.Current is not NodeEvent key ? mark : events.MarkOf(key.Start), tag);
        node = map;
        return ReadPairs(map) && Leave(start, flow, node);
    }

    private bool TryEnter(NodeEvent start, bool flow)
    {
        if (++_depth > limits.Depth)
            return events.Fail(events.MarkOf(start.Start), $"lists and mappings are nested over {limits.Depth} deep");
        _flowDepth += flow ? 1 : 0;
        return events.Next();
    }

    private bool Leave(NodeEvent start, bool flow, YamlNode node)
    {
        _depth--;
        _flowDepth -= flow ? 1 : 0;
        return Finish(start, node);
    }

    private bool Finish(NodeEvent start, YamlNode node)
    {
        anchors.Count(1);
        if (!start.Anchor.IsEmpty)
            anchors.Define(start.Anchor.Value, node);
        if (_flowDepth > 0 && node.Tag is { } tag && tag.AsSpan().IndexOfAny(",[]{}") >= 0)
        {
            findings.Add(FileRules.YamlSyntax, node.Mark, $"YAML reads {FindingText.Quote(tag)} as one tag; write each entry in quotes: '{tag.Split(',')[0].TrimEnd(']')}'");
            node.Unreadable = true;
        }
        return events.Next();
    }

    private bool TryRepeat(AnchorAlias alias, [NotNullWhen(true)] out YamlNode? node)
    {
        SourceMark mark = events.MarkOf(alias.Start);
        string name = alias.Value.Value;
        node = anchors.Find(name);
        if (node is null)
        {
            findings.Add(FileRules.YamlSyntax, mark, $"alias {FindingText.Quote("*" + name.TrimEnd(':'))} has no anchor in front of it; text that starts with * needs quotes");
            node = new YamlList(mark, null) { Unreadable = true };
        }
        else if (!anchors.TryRepeat(node, limits))
        {
            findings.Add(FileRules.AliasBomb, mark, $"aliases repeat more than the file holds many times over, at {FindingText.Quote("*" + name)}; write the records out");
            return events.Abandon();
        }
        return events.Next();
    }

    private bool ReadItems(YamlList list)
    {
        while (events.Current is not SequenceEnd)
        {
            if (!TryRead(out YamlNode? item))
                return false;
            list.Add(item);
        }
        return true;
    }

    private bool ReadPairs(YamlMap map)
    {
        List<YamlNode>? merged = null;
        while (events.Current is not MappingEnd)
        {
            if (!TryReadKey(out YamlScalar? key) || !TryRead(out YamlNode? value))
                return false;
            if (key is null)
                continue;
            if (IsMerge(key) && merged is null)
                merged = [value];
            else if (IsMerge(key) || !map.TryAdd(key, value))
                ReportDuplicate(key);
        }
        if (merged is not null)
            MergeInto(map, merged[0]);
        return true;
    }

    private void MergeInto(YamlMap map, YamlNode merged)
    {
        foreach (YamlMap source in MergeSources(merged))
        {
            foreach (YamlPair pair in source.Pairs)
                _ = map.TryAdd(pair.Key, pair.Value);
        }
    }

    /// <summary>The mappings that a merge key names, the first the strongest; anything else is a finding.</summary>
    public IEnumerable<YamlMap> MergeSources(YamlNode merged)
    {
        IReadOnlyList<YamlNode> sources = merged is YamlList list ? list.Items : [merged];
        foreach (YamlNode source in sources)
        {
            if (source is YamlMap map)
                yield return map;
            else if (!source.Unreadable)
                findings.Add(FileRules.ZoneFormat, source.Mark, "the merge key << takes a mapping or a list of mappings; an owner of that name is written '<<'");
        }
    }

    private void ReportDuplicate(YamlScalar key) =>
        findings.Add(FileRules.DuplicateKey, key.Mark, $"key {FindingText.Quote(key.Text)} for the second time in this mapping");
}
