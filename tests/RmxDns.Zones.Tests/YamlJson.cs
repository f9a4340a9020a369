using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Tests;

/// <summary>
/// A zone file as JSON, as a schema sees it: with all scalars as text, as the loader takes them, or with numbers and booleans as an
/// editor reads them (YAML 1.2 §10.3.2). Merge keys and aliases are resolved, tags put back in front of their text.
/// </summary>
internal static partial class YamlJson
{
    /// <summary>The file; null when it is no YAML of the form that a schema could judge.</summary>
    public static JsonObject? Read(string text, bool typed)
    {
        var findings = new FindingList("schema.yaml");
        var document = new ZoneDocument(SourceText.Decode(System.Text.Encoding.UTF8.GetBytes(text)), new YamlLimits(), findings);
        var json = new JsonObject();
        document.Read((key, value, _) =>
        {
            if (!json.ContainsKey(key.Text))
                json[key.Text] = Of(value, typed);
        });
        return document.Incomplete || findings.InOrder().Any(finding => finding.Severity == Severity.Error) ? null : json;
    }

    private static JsonNode? Of(YamlNode node, bool typed) => node switch
    {
        YamlScalar scalar => Of(scalar, typed),
        YamlList list => new JsonArray([.. list.Items.Select(item => Of(item, typed))]),
        YamlMap map => new JsonObject(map.Pairs.Select(pair => KeyValuePair.Create(pair.Key.Text, Of(pair.Value, typed)))),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static JsonValue? Of(YamlScalar scalar, bool typed)
    {
        string text = scalar.Tag is null ? scalar.Text : scalar.Text.Length == 0 ? scalar.Tag : $"{scalar.Tag} {scalar.Text}";
        if (!typed || !scalar.Plain || scalar.Tag is not null)
            return JsonValue.Create(text);
        if (text.Length == 0)
            return null;
        if (text is "true" or "false")
            return JsonValue.Create(text == "true");
        if (Integer().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
            return JsonValue.Create(integer);
        return Float().IsMatch(text) ? JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)) : JsonValue.Create(text);
    }

    [GeneratedRegex("^[-+]?[0-9]+$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Float();
}
