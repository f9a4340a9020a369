using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RmxDns.Tool.Interop.Cases;

/// <summary>
/// A mapping of a case file, asked key by key: by hand, since the program is compiled ahead and an object builder would need reflection.
/// What is not of the form asked for is thrown with its place, and so is a key that nobody asked for.
/// </summary>
internal sealed class CaseMapping
{
    private readonly YamlMappingNode _mapping;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private CaseMapping(YamlMappingNode mapping) => _mapping = mapping;

    /// <summary>Reads each mapping of a list.</summary>
    /// <param name="node">The list.</param>
    /// <param name="read">Makes something of a mapping; it asks for every key that there may be.</param>
    /// <exception cref="YamlException">It is no list of such mappings.</exception>
    public static List<T> Each<T>(YamlNode node, Func<CaseMapping, T> read) => [.. Items(node).Select(item => Whole(item, read))];

    /// <summary>The text of a key that must be there.</summary>
    /// <exception cref="YamlException">There is no such text.</exception>
    public string Text(string key) => TextOrNull(key) ?? throw Missing(key);

    /// <summary>The text of a key; null where it is not there.</summary>
    /// <exception cref="YamlException">It is no text.</exception>
    public string? TextOrNull(string key) => Find(key) is { } node ? Scalar(node) : null;

    /// <summary>Whether a key says true; false where it is not there.</summary>
    /// <exception cref="YamlException">It is neither true nor false.</exception>
    public bool Flag(string key)
    {
        YamlNode? node = Find(key);
        return node is not null && (Scalar(node) switch { "true" => true, "false" => false, _ => throw Wrong(node, $"{key} is true or false") });
    }

    /// <summary>The whole number of a key, from 0 on; null where it is not there.</summary>
    /// <exception cref="YamlException">It is no such number.</exception>
    public long? Number(string key)
    {
        if (Find(key) is not { } node)
            return null;
        return long.TryParse(Scalar(node), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw Wrong(node, $"{key} is a whole number");
    }

    /// <summary>The words of a list; none where the key is not there.</summary>
    /// <exception cref="YamlException">It is no list of texts.</exception>
    public List<string> Words(string key) => Find(key) is { } node ? [.. Items(node).Select(Scalar)] : [];

    /// <summary>Reads each mapping of a list; null where the key is not there.</summary>
    /// <exception cref="YamlException">It is no list of such mappings.</exception>
    public List<T>? EachOf<T>(string key, Func<CaseMapping, T> read) => Find(key) is { } node ? Each(node, read) : null;

    /// <summary>Reads the mapping of a key; null where the key is not there.</summary>
    /// <exception cref="YamlException">It is no such mapping.</exception>
    public T? One<T>(string key, Func<CaseMapping, T> read)
        where T : class => Find(key) is { } node ? Whole(node, read) : null;

    /// <summary>The fault of a mapping without a key, for the caller to throw.</summary>
    public YamlException Missing(string key) => Wrong(_mapping, $"{key} is missing");

    private static T Whole<T>(YamlNode node, Func<CaseMapping, T> read)
    {
        var mapping = new CaseMapping(node as YamlMappingNode ?? throw Wrong(node, "a mapping is needed"));
        T made = read(mapping);
        foreach (YamlNode key in mapping._mapping.Children.Keys)
        {
            if (!mapping._asked.Contains(Scalar(key)))
                throw Wrong(key, $"unknown key {Scalar(key)}");
        }
        return made;
    }

    private YamlNode? Find(string key)
    {
        _ = _asked.Add(key);
        return _mapping.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? node) ? node : null;
    }

    private static IEnumerable<YamlNode> Items(YamlNode node) => node as YamlSequenceNode ?? throw Wrong(node, "a list is needed");

    private static string Scalar(YamlNode node) => (node as YamlScalarNode)?.Value ?? throw Wrong(node, "a text is needed");

    private static YamlException Wrong(YamlNode node, string message) => new(node.Start, node.End, message);
}
