using System.Globalization;
using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Tool.Output;
using RmxDns.Wire;

namespace RmxDns.Tool.Schemas;

/// <summary>
/// The JSON Schema (2020-12) of zone files in YAML, made from the table of record types that the parser reads with. It holds for a
/// file whose scalars are text, as the parser takes them, and for one whose numbers and booleans an editor has read as such.
/// What needs more than one value at a time to be judged, such as two keys of one owner, is the linter's.
/// </summary>
internal sealed class ZoneSchema(TypeTable types)
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    private static readonly string[] FileKeys = ["$origin", "$ttl", "$ns", "$rmx-txt"];

    private readonly TypeSchemas _types = new(types);

    /// <summary>The schema.</summary>
    public JsonObject ToJson() => new()
    {
        ["$schema"] = Draft,
        ["title"] = "RmxDns zone file",
        ["description"] = "One zone: owner names with their records, and a few keys for the whole file. Printed by rmx schema.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["$origin"] = With(Name(), "The zone, if the file's name does not say it."),
            ["$ttl"] = With(Ref("ttl"), "The TTL of records without one."),
            ["$ns"] = With(OneOrMore(Name()), "The NS records of the apex, if it has no NS record."),
            ["$rmx-txt"] = With(Flag(null), "Whether RMX is published as TXT at _rmx.NAME, too."),
        },
        ["propertyNames"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = Strings(FileKeys) },
                new JsonObject { ["pattern"] = $@"^(?!\$)(?:{TextPattern.Name})?$" }),
        },
        ["additionalProperties"] = Ref("owner"),
        ["$defs"] = Definitions(),
    };

    private JsonObject Definitions()
    {
        var definitions = new JsonObject
        {
            ["ttl"] = new JsonObject
            {
                ["description"] = "Seconds, or a form such as 1h30m.",
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = int.MaxValue },
                    new JsonObject { ["type"] = "string", ["pattern"] = $"^(?:0*{TextPattern.UpTo(int.MaxValue)}|(?:[0-9]+[WwDdHhMmSs])+)$" }),
            },
            ["owner"] = new JsonObject
            {
                ["description"] = "The records of one name: one record, or a list of them.",
                ["if"] = new JsonObject { ["type"] = "array" },
                ["then"] = new JsonObject { ["minItems"] = 1, ["items"] = Ref("record") },
                ["else"] = Ref("record"),
            },
            ["record"] = new JsonObject
            {
                ["if"] = LeftOut(),
                ["then"] = true,
                ["else"] = new JsonObject { ["if"] = FaultSchemas.IsOfName(), ["then"] = Ref("fault-of-name"), ["else"] = Record() },
            },
        };
        foreach ((string name, JsonObject schema) in _types.Definitions().Concat(FaultSchemas.Definitions()))
            definitions[name] = schema;
        return definitions;
    }

    private JsonObject Record() => new()
    {
        ["type"] = "object",
        ["required"] = Strings("type"),
        ["properties"] = new JsonObject
        {
            ["type"] = _types.TypeNames(),
            ["ttl"] = Ref("ttl"),
            ["value"] = With(true, "One value, or a list of them; of RMX and APL one record."),
            ["values"] = With(true, "A list of values; of RMX and APL a list of records."),
            ["rmxdns"] = Ref("fault"),
            ["octodns"] = With(true, "octoDNS's; ignored here, but for ignored: true."),
            ["geo"] = true,
            ["dynamic"] = true,
            ["healthcheck"] = true,
        },
        ["additionalProperties"] = false,
        ["oneOf"] = new JsonArray(new JsonObject { ["required"] = Strings("value") }, new JsonObject { ["required"] = Strings("values") }),
        ["allOf"] = new JsonArray(_types.Conditions()),
    };

    /// <summary>A record that octoDNS leaves out, and that is not looked at any further.</summary>
    private static JsonObject LeftOut() => new()
    {
        ["type"] = "object",
        ["required"] = Strings("octodns"),
        ["properties"] = new JsonObject
        {
            ["octodns"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = Strings("ignored"),
                ["properties"] = new JsonObject { ["ignored"] = Flag(true) },
            },
        },
    };

    /// <summary>A flag as YAML's boolean or as text; with a value that one alone.</summary>
    private static JsonObject Flag(bool? value)
    {
        string[] words = value switch { true => ["true", "yes", "on"], false => ["false", "no", "off"], null => ["true", "yes", "on", "false", "no", "off"] };
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                value is { } only ? new JsonObject { ["const"] = only } : new JsonObject { ["type"] = "boolean" },
                new JsonObject { ["type"] = "string", ["pattern"] = $"^(?:{string.Join('|', words.Select(TextPattern.AnyCase))})$" }),
        };
    }

    private static JsonObject Name() => new() { ["type"] = Strings("string", "number", "boolean"), ["pattern"] = $"^{TextPattern.Name}$" };

    /// <summary>One, or a list of at least one.</summary>
    internal static JsonObject OneOrMore(JsonNode one) => new()
    {
        ["if"] = new JsonObject { ["type"] = "array" },
        ["then"] = new JsonObject { ["minItems"] = 1, ["items"] = one.DeepClone() },
        ["else"] = one,
    };

    internal static JsonObject Ref(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    internal static JsonArray Strings(params IEnumerable<string> texts) => JsonText.List(texts.Select(text => JsonValue.Create(text)));

    private static JsonObject With(JsonNode schema, string description)
    {
        JsonObject described = schema as JsonObject ?? [];
        described.Insert(0, "description", description);
        return described;
    }

    /// <summary>The pattern of a type's mnemonic and its <c>TYPEnnn</c>, in any letter case.</summary>
    internal static string PatternOf(RdataType type)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"{TextPattern.AnyCase("TYPE")}0*{type.Code}");
        return $"^(?:{TextPattern.AnyCase(type.Mnemonic)}|{number})$";
    }
}
