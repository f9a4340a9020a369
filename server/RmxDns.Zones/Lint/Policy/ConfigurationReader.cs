using RmxDns.Wire;
using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;
using YamlDotNet.Core.Events;

namespace RmxDns.Zones.Lint.Policy;

/// <summary>
/// Reads a configuration: YAML in the bounds of <see cref="Limits"/>, with no tags and no includes. Whatever is wrong is reported at its
/// place, all of it at once; a configuration with a mistake is none, since half of one is not what was meant.
/// </summary>
public sealed class ConfigurationReader
{
    /// <summary>The largest file that is read, in octets.</summary>
    public const int MaxOctets = 1 << 18;

    private const string ZonesBelow = "*.";
    private static readonly YamlLimits Limits = new(Depth: 8, ScalarCharacters: 1 << 12, LookAhead: 1 << 16, RepeatedNodes: 1000, RepeatedPerNode: 1, Restarts: 0);

    private readonly FindingList _findings = new("");
    private readonly List<ConfigurationLayer> _paths = [], _zones = [];

    private ConfigurationReader()
    {
    }

    /// <summary>Reads a configuration; null when there is a mistake in it.</summary>
    /// <param name="octets">What is in the file.</param>
    /// <param name="faults">Every mistake, in the order of the file.</param>
    public static LintConfiguration? Read(ReadOnlyMemory<byte> octets, out IReadOnlyList<ConfigurationFault> faults)
    {
        var reader = new ConfigurationReader();
        LintConfiguration? configuration = reader.ReadText(octets);
        faults = [.. reader._findings.InOrder().Select(finding => new ConfigurationFault(finding.Mark.Line, finding.Mark.Column, finding.Message))];
        return faults.Count == 0 ? configuration : null;
    }

    /// <summary>A severity as configurations and command lines write it, <c>off</c> among them; false for any other word.</summary>
    public static bool TryReadSeverity(string text, out Severity? severity)
    {
        severity = text switch { "error" => Severity.Error, "warning" => Severity.Warning, "info" => Severity.Info, _ => null };
        return severity is not null || text == "off";
    }

    /// <summary>Why a rule cannot have a severity; null when it can.</summary>
    public static string? WhyNot(string id, Severity? severity)
    {
        if (Rules.Find(id) is not { } rule)
            return $"there is no rule {FindingText.Quote(id)} (rmx lint --list-rules lists them)";
        return rule.RefusesZone && severity != Severity.Error ? $"{id} keeps a zone from being served: it is an error and stays one" : null;
    }

    private LintConfiguration? ReadText(ReadOnlyMemory<byte> octets)
    {
        if (octets.Length > MaxOctets)
        {
            Fail(default, $"{octets.Length:N0} octets; a configuration has {MaxOctets:N0} at most");
            return null;
        }
        var source = SourceText.Decode(octets);
        _findings.AddUnreadable(source.Faults);
        var everywhere = new ConfigurationLayer();
        if (ReadDocument(source) is { } top)
            ReadLayer(top, everywhere, outermost: true);
        return new LintConfiguration([everywhere, .. _paths, .. _zones]);
    }

    private YamlMap? ReadDocument(SourceText source)
    {
        using var events = new EventSource(source, 0, 1, Limits, _findings);
        while (events.Next() && events.Current is StreamStart or DocumentStart)
        {
        }
        if (events.Current is null or StreamEnd or DocumentEnd)
            return null;
        if (!new NodeReader(events, new AnchorTable(), Limits, _findings).TryRead(out YamlNode? node))
            return null;
        if (events.Next() && events.Current is DocumentStart second)
            Fail(events.MarkOf(second.Start), "a second document; a configuration is one");
        return AsMap(node, "a configuration");
    }

    private void ReadLayer(YamlMap map, ConfigurationLayer layer, bool outermost)
    {
        foreach ((YamlScalar key, YamlNode value) in map.Pairs)
        {
            switch (key.Text)
            {
                case "set":
                    layer.Set = ReadSet(value);
                    break;
                case "rules":
                    ForEach(value, key.Text, (rule, severity) => ReadSeverity(rule, severity, layer));
                    break;
                case "limits":
                    ForEach(value, key.Text, (limit, number) => ReadLimit(limit, number, layer));
                    break;
                case "paths" when outermost:
                    ForEach(value, key.Text, ReadPath);
                    break;
                case "zones" when outermost:
                    ForEach(value, key.Text, ReadZone);
                    break;
                default:
                    Fail(key.Mark, $"unknown key {FindingText.Quote(key.Text)}; there are set, rules, limits{(outermost ? ", paths and zones" : "")}");
                    break;
            }
        }
    }

    private RuleSet? ReadSet(YamlNode node) => AsText(node, "set") switch
    {
        null => null,
        "default" => RuleSet.Default,
        "strict" => RuleSet.Strict,
        { } other => FailSet(node, other),
    };

    private RuleSet? FailSet(YamlNode node, string text)
    {
        Fail(node.Mark, $"set is default or strict, not {FindingText.Quote(text)}");
        return null;
    }

    private void ReadSeverity(YamlScalar rule, YamlNode node, ConfigurationLayer layer)
    {
        if (AsText(node, rule.Text) is not { } text)
            return;
        if (!TryReadSeverity(text, out Severity? severity))
            Fail(node.Mark, $"a severity is error, warning, info or off, not {FindingText.Quote(text)}");
        else if (WhyNot(rule.Text, severity) is { } why)
            Fail(rule.Mark, why);
        else
            layer.SetSeverity(rule.Text, severity);
    }

    private void ReadLimit(YamlScalar key, YamlNode node, ConfigurationLayer layer)
    {
        ConfigurationLimit? limit = ConfigurationLimit.All.FirstOrDefault(limit => limit.Key == key.Text);
        if (limit is null)
            Fail(key.Mark, $"unknown limit {FindingText.Quote(key.Text)}; there are {string.Join(", ", ConfigurationLimit.All.Select(each => each.Key))}");
        else if (AsText(node, key.Text) is { } text)
        {
            if (limit.TryRead(text, out uint value))
                layer.SetLimit(settings => limit.With(settings, value));
            else
                Fail(node.Mark, $"{limit.Key} is {(limit.IsTime ? "a time" : "a whole number")} from {limit.Least} to {limit.Most}, not {FindingText.Quote(text)}");
        }
    }

    private void ReadPath(YamlScalar pattern, YamlNode node)
    {
        var layer = new ConfigurationLayer { PathPattern = pattern.Text };
        _paths.Add(layer);
        if (AsMap(node, $"what is said of {FindingText.Quote(pattern.Text)}") is { } map)
            ReadLayer(map, layer, outermost: false);
    }

    private void ReadZone(YamlScalar key, YamlNode node)
    {
        bool below = key.Text.StartsWith(ZonesBelow, StringComparison.Ordinal);
        Name zone = Name.Root;
        if (!InternationalNames.TryConvert(below ? key.Text[ZonesBelow.Length..] : key.Text, out string ascii, out TextFault fault) || !Name.TryParse(ascii, null, out zone, out fault))
        {
            Fail(key.Mark, $"{FindingText.Quote(key.Text)} is no zone: {fault.Message}");
            return;
        }
        var layer = new ConfigurationLayer { Zone = zone, Below = below };
        _zones.Add(layer);
        if (AsMap(node, $"what is said of {FindingText.Quote(key.Text)}") is { } map)
            ReadLayer(map, layer, outermost: false);
    }

    private void ForEach(YamlNode node, string what, Action<YamlScalar, YamlNode> read)
    {
        if (AsMap(node, what) is not { } map)
            return;
        foreach ((YamlScalar key, YamlNode value) in map.Pairs)
            read(key, value);
    }

    private YamlMap? AsMap(YamlNode node, string what)
    {
        if (node is YamlMap { Tag: null } map)
            return map;
        if (!node.Unreadable && node is not YamlScalar { Absent: true, Tag: null })
            Fail(node.Mark, $"{what} is a mapping of keys to values{(node.Tag is null ? "" : ", without a tag")}");
        return null;
    }

    private string? AsText(YamlNode node, string what)
    {
        if (node is YamlScalar { Tag: null } text)
            return text.Text;
        if (!node.Unreadable)
            Fail(node.Mark, $"{what} takes one word{(node.Tag is null ? "" : ", without a tag")}");
        return null;
    }

    private void Fail(SourceMark mark, string message) => _findings.Add(FileRules.ZoneFormat, mark, message);
}
