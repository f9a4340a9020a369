using RmxDns.Zones.Records;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// A piece of a YAML file, as written: scalars are text, never booleans, numbers or null. Nodes that aliases repeat are
/// shared, not copied.
/// </summary>
internal abstract class YamlNode(SourceMark mark, string? tag)
{
    /// <summary>Where the node starts.</summary>
    public SourceMark Mark { get; } = mark;

    /// <summary>The tag as the file writes it, with its exclamation mark; null when there is none.</summary>
    public string? Tag { get; } = tag;

    /// <summary>Whether a finding said already that this place cannot be read, so that no other needs to.</summary>
    public bool Unreadable { get; set; }

    /// <summary>How many nodes it has with everything inside, what aliases repeat counted each time.</summary>
    public int Weight { get; protected set; } = 1;
}

/// <summary>Text.</summary>
/// <param name="mark">Where it starts, tag and quotes included.</param>
/// <param name="tag">Its tag.</param>
/// <param name="text">The text, escapes of YAML resolved.</param>
/// <param name="plain">Whether it stands without quotes.</param>
/// <param name="verbatimAt">How far behind the mark its text stands character for character; -1 when it does not.</param>
internal sealed class YamlScalar(SourceMark mark, string? tag, string text, bool plain, int verbatimAt) : YamlNode(mark, tag)
{
    /// <summary>The text, escapes of YAML resolved.</summary>
    public string Text { get; } = text;

    /// <summary>Whether it stands without quotes.</summary>
    public bool Plain { get; } = plain;

    /// <summary>Whether nothing at all is written: the value of <c>key:</c>.</summary>
    public bool Absent => Plain && Text.Length == 0;

    /// <summary>Whether the characters of <see cref="Text"/> stand in the file as they are, on one line.</summary>
    public bool Verbatim => verbatimAt >= 0;

    /// <summary>Whether the text stands in the file as it is, and how far behind the mark.</summary>
    public bool IsVerbatimAt(int offset) => verbatimAt == offset;

    /// <summary>The place of a part of the text; that of the whole scalar where parts cannot be told.</summary>
    public SourceMark MarkAt(int offset, int length) =>
        Verbatim ? new SourceMark(Mark.Line, Mark.Column + verbatimAt + offset, length) : Mark;

    /// <summary>The same place with another text, for what YAML reads otherwise than it was meant.</summary>
    public YamlScalar Meaning(string text, bool verbatim) => new(Mark, null, text, Plain, verbatim ? 0 : -1);
}

/// <summary>A list.</summary>
/// <param name="mark">Where it starts.</param>
/// <param name="tag">Its tag.</param>
internal sealed class YamlList(SourceMark mark, string? tag) : YamlNode(mark, tag)
{
    private readonly List<YamlNode> _items = [];

    /// <summary>The items.</summary>
    public IReadOnlyList<YamlNode> Items => _items;

    /// <summary>Adds an item.</summary>
    public void Add(YamlNode item)
    {
        _items.Add(item);
        Weight = Weights.Sum(Weight, item.Weight);
    }
}

/// <summary>A key and its value.</summary>
internal readonly record struct YamlPair(YamlScalar Key, YamlNode Value);

/// <summary>A mapping; no two keys are equal, merge keys are resolved.</summary>
/// <param name="mark">Where it starts.</param>
/// <param name="tag">Its tag.</param>
internal sealed class YamlMap(SourceMark mark, string? tag) : YamlNode(mark, tag)
{
    private readonly List<YamlPair> _pairs = [];
    private HashSet<string>? _keys;

    /// <summary>The pairs in the order of the file, those of merge keys last.</summary>
    public IReadOnlyList<YamlPair> Pairs => _pairs;

    /// <summary>The value of a key; null when there is none.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (YamlPair pair in _pairs)
            {
                if (pair.Key.Text == key)
                    return pair.Value;
            }
            return null;
        }
    }

    /// <summary>Adds a pair; false when the key is there already.</summary>
    public bool TryAdd(YamlScalar key, YamlNode value)
    {
        if (Holds(key.Text))
            return false;
        _ = _keys?.Add(key.Text);
        _pairs.Add(new YamlPair(key, value));
        Weight = Weights.Sum(Weight, Weights.Sum(1, value.Weight));
        return true;
    }

    private bool Holds(string key)
    {
        const int SmallEnoughToWalk = 8;
        if (_keys is null && _pairs.Count < SmallEnoughToWalk)
            return this[key] is not null;
        _keys ??= [.. _pairs.Select(pair => pair.Key.Text)];
        return _keys.Contains(key);
    }
}

/// <summary>Sums that stay at the top instead of turning over.</summary>
internal static class Weights
{
    public static int Sum(int a, int b) => (int)Math.Min(int.MaxValue, (long)a + b);
}
