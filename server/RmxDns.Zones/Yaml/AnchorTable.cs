namespace RmxDns.Zones.Yaml;

/// <summary>
/// The anchors of a file and how much aliases have repeated. Repeated nodes are shared, so what is bounded is not memory
/// but the work of whoever walks them: an alias bomb is refused when it is named, before anybody walks it.
/// </summary>
internal sealed class AnchorTable
{
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);
    private long _written, _repeated;

    /// <summary>Counts nodes of the file.</summary>
    public void Count(int nodes) => _written += nodes;

    /// <summary>Names a node; an anchor may be used again for another, as YAML allows.</summary>
    public void Define(string anchor, YamlNode node) => _nodes[anchor] = node;

    /// <summary>The node of an anchor; null when there is none, or none yet.</summary>
    public YamlNode? Find(string anchor) => _nodes.GetValueOrDefault(anchor);

    /// <summary>Counts a node as repeated; false when that is too much.</summary>
    public bool TryRepeat(YamlNode node, YamlLimits limits)
    {
        _repeated += node.Weight;
        return _repeated <= Math.Max(limits.RepeatedNodes, limits.RepeatedPerNode * _written);
    }
}
