using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Wire;

namespace RmxDns.Tool.Schemas;

/// <summary>What a record of each type may hold: its text, and its mapping with octoDNS's keys, both from the fields of the type's row.</summary>
internal sealed class TypeSchemas(TypeTable types)
{
    private const ushort Spf = 99;

    private static readonly string GenericForm = $@"\\#{TextPattern.Blank}+0*{TextPattern.UpTo(ushort.MaxValue)}(?:{TextPattern.Blank}+[0-9A-Fa-f]+)*";

    private RdataType[] InZones => [.. types.Known.Where(type => !type.IsMeta)];

    /// <summary>The names of types: those with a mnemonic, which editors offer, in any case, and <c>TYPEnnn</c> but for types that are in no zone.</summary>
    public JsonObject TypeNames()
    {
        string number = $"{TextPattern.AnyCase("TYPE")}0*";
        string meta = string.Join('|', Enumerable.Range(0, ushort.MaxValue + 1).Where(code => code == ushort.MaxValue || types[(ushort)code].IsMeta));
        return new JsonObject
        {
            ["description"] = "The record type: a mnemonic, or TYPEnnn.",
            ["type"] = "string",
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = ZoneSchema.Strings(InZones.Select(type => type.Mnemonic).Order(StringComparer.Ordinal)) },
                new JsonObject { ["pattern"] = $"^(?:{string.Join('|', InZones.Select(type => TextPattern.AnyCase(type.Mnemonic)))})$" },
                new JsonObject { ["pattern"] = $"^{number}{TextPattern.UpTo(ushort.MaxValue)}$", ["not"] = new JsonObject { ["pattern"] = $"^{number}(?:{meta})$" } }),
        };
    }

    /// <summary>For each type, what holds for value and values; nothing as long as there is no type.</summary>
    public JsonObject Conditions() => new()
    {
        ["if"] = new JsonObject { ["required"] = ZoneSchema.Strings("type"), ["properties"] = new JsonObject { ["type"] = new JsonObject { ["type"] = "string" } } },
        ["then"] = new JsonObject { ["allOf"] = ForEachType() },
    };

    private JsonArray ForEachType()
    {
        var conditions = new JsonArray();
        foreach (RdataType type in InZones)
        {
            JsonObject of(string key) => ZoneSchema.Ref(IsEntryList(type) ? $"{type.Mnemonic}-{key}" : type.Mnemonic);
            conditions.Add((JsonNode)If(ZoneSchema.PatternOf(type), of("value"), of("values")));
        }
        // A type without a name here has the generic form alone.
        string known = string.Join('|', InZones.Select(type => type.Code));
        JsonObject generic = ZoneSchema.OneOrMore(Text(GenericForm));
        conditions.Add((JsonNode)If($"^{TextPattern.AnyCase("TYPE")}(?!0*(?:{known})$)", generic, generic.DeepClone()));
        return conditions;
    }

    /// <summary>The values of each type, by the names that <see cref="Conditions"/> refers to.</summary>
    public IEnumerable<(string Name, JsonObject Schema)> Definitions()
    {
        foreach (RdataType type in InZones)
        {
            if (!IsEntryList(type))
            {
                yield return (type.Mnemonic, ZoneSchema.OneOrMore(One(type)));
                continue;
            }
            yield return ($"{type.Mnemonic}-entry", Entry(type));
            yield return ($"{type.Mnemonic}-value", EntryList(type));
            yield return ($"{type.Mnemonic}-values", new JsonObject
            {
                ["if"] = new JsonObject { ["type"] = "array" },
                ["then"] = new JsonObject { ["minItems"] = 1, ["items"] = ZoneSchema.Ref($"{type.Mnemonic}-value") },
                ["else"] = ZoneSchema.Ref($"{type.Mnemonic}-value"),
            });
        }
    }

    private bool IsEntryList(RdataType type) => type.Code == types.RmxType || type.Code == RrType.Apl;

    private static JsonObject If(string type, JsonNode value, JsonNode values) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["type"] = new JsonObject { ["pattern"] = type } } },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { ["value"] = value, ["values"] = values } },
    };

    /// <summary>One value: text, or a mapping where the type has one.</summary>
    private static JsonObject One(RdataType type)
    {
        JsonObject text = TextOf(type);
        if (!type.HasMapping)
            return text;
        JsonObject[] mappings = type.OldKeys.Count == 0 ? [Mapping(type, null)] : [Mapping(type, null), Mapping(type, type.OldKeys)];
        return new JsonObject
        {
            ["if"] = new JsonObject { ["type"] = "object" },
            ["then"] = mappings.Length == 1 ? mappings[0] : new JsonObject { ["anyOf"] = new JsonArray([.. mappings]) },
            ["else"] = text,
        };
    }

    private static JsonObject TextOf(RdataType type)
    {
        // Text that editors read as numbers among it.
        JsonArray scalar = ZoneSchema.Strings("string", "number", "boolean");
        if (type.Fields.Any(field => field.Pattern is null))
            return new JsonObject { ["type"] = scalar };
        // Raw text is any that starts with no quote and is not the generic form.
        if (type.Code is RrType.Txt or Spf)
            return new JsonObject { ["type"] = scalar, ["pattern"] = $@"^(?!""|\\# )|{TextPattern.Whole($"{type.Fields[0].Pattern}|{GenericForm}")}" };
        string fields = string.Join($"{TextPattern.Blank}+", type.Fields.Select(field => $"(?:{field.Pattern})"));
        return Text(type.Fields.All(field => field.Pattern == "(?!)") ? GenericForm : $"{fields}|{GenericForm}");
    }

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = TextPattern.Whole(pattern) };

    private static JsonObject Mapping(RdataType type, IReadOnlyList<string>? oldKeys)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        var alternatives = new JsonArray();
        for (int i = 0; i < type.Fields.Count; i++)
        {
            Field field = type.Fields[i];
            foreach (MappingKey key in field.MappingKeys)
            {
                IReadOnlyList<string> names = oldKeys is null ? key.Names : [oldKeys[i]];
                foreach (string name in names)
                    properties[name] = Value(field, severalKeys: field.MappingKeys.Count > 1, isAuto: type.Code == RrType.Soa && name == "serial");
                // A SOA's keys may all be left out.
                if (key.Default is not null || type.Code == RrType.Soa)
                    continue;
                if (names.Count == 1)
                    required.Add((JsonNode)names[0]);
                else
                    alternatives.Add((JsonNode)new JsonObject { ["oneOf"] = new JsonArray([.. names.Select(name => new JsonObject { ["required"] = ZoneSchema.Strings(name) })]) });
            }
        }
        var mapping = new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
        if (alternatives.Count > 0)
            mapping["allOf"] = alternatives;
        return mapping;
    }

    private static JsonObject Value(Field field, bool severalKeys, bool isAuto)
    {
        if (field.TakesMapping)
            return Parameters(field);
        string? pattern = severalKeys ? TextPattern.Word : isAuto ? $"auto|{field.ValuePattern}" : field.ValuePattern;
        var text = new JsonObject { ["description"] = field.Label };
        if (field.Most is { } most)
        {
            text["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = most },
                new JsonObject { ["type"] = "string", ["pattern"] = $"^(?:{pattern})$" });
            return text;
        }
        text["type"] = ZoneSchema.Strings("string", "number", "boolean");
        if (pattern is not null)
            text["pattern"] = $"^(?:{pattern})$";
        return text;
    }

    /// <summary>Service parameters: text, or a mapping of names to values or lists of them; a name may stand with nothing behind it.</summary>
    private static JsonObject Parameters(Field field)
    {
        JsonArray scalar = ZoneSchema.Strings("string", "number", "boolean", "null");
        return new JsonObject
        {
            ["description"] = field.Label,
            ["type"] = ZoneSchema.Strings("string", "object"),
            ["additionalProperties"] = new JsonObject
            {
                ["if"] = new JsonObject { ["type"] = "array" },
                ["then"] = new JsonObject { ["items"] = new JsonObject { ["type"] = scalar } },
                ["else"] = new JsonObject { ["type"] = scalar.DeepClone() },
            },
        };
    }

    /// <summary>An item of a list: an entry, a code that YAML reads as a number, or an entry that YAML reads as a key with nothing behind it.</summary>
    private JsonObject Entry(RdataType type)
    {
        string pattern = type.Fields[0].Pattern!;
        var alternatives = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = $"^{pattern}$" },
            new JsonObject
            {
                ["type"] = "object",
                ["minProperties"] = 1,
                ["maxProperties"] = 1,
                ["propertyNames"] = new JsonObject { ["pattern"] = @"^[^ \t\r\n]+$" },
                ["additionalProperties"] = new JsonObject { ["enum"] = new JsonArray(null, "") },
            });
        if (type.Code == types.RmxType)
            alternatives.Add((JsonNode)new JsonObject { ["enum"] = new JsonArray([.. RmxPattern.BareCodes.Select(code => JsonValue.Create(code))]) });
        return new JsonObject { ["anyOf"] = alternatives };
    }

    /// <summary>One record: all entries in one text, or a list of them.</summary>
    private static JsonObject EntryList(RdataType type)
    {
        string entry = $"(?:{type.Fields[0].Pattern})";
        return new JsonObject
        {
            ["if"] = new JsonObject { ["type"] = "array" },
            ["then"] = new JsonObject { ["minItems"] = 1, ["items"] = ZoneSchema.Ref($"{type.Mnemonic}-entry") },
            ["else"] = new JsonObject
            {
                ["anyOf"] = new JsonArray(Text($"{entry}(?:{TextPattern.Blank}+{entry})*|{GenericForm}"), ZoneSchema.Ref($"{type.Mnemonic}-entry")),
            },
        };
    }
}
