using System.Text.Json.Nodes;
using RmxDns.Wire;
using RmxDns.Zones.Faults;

namespace RmxDns.Tool.Schemas;

/// <summary>What stands behind <c>rmxdns</c>, and the record that holds nothing else, from the tables of faults.</summary>
internal static class FaultSchemas
{
    /// <summary>The definitions that others refer to.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Definitions() =>
    [
        ("fault", Keys(FaultKey.All)),
        ("fault-of-name", new JsonObject
        {
            ["type"] = "object",
            ["required"] = ZoneSchema.Strings("type", Fault.RecordKey),
            ["properties"] = new JsonObject { ["type"] = true, [Fault.RecordKey] = Keys([.. FaultKey.All.Where(key => !key.NeedsRecord)]) },
            ["additionalProperties"] = false,
        }),
    ];

    /// <summary>A record without a type of its own.</summary>
    public static JsonObject IsOfName() => new()
    {
        ["type"] = "object",
        ["required"] = ZoneSchema.Strings("type"),
        ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = Fault.WholeName } },
    };

    private static JsonObject Keys(IReadOnlyList<FaultKey> keys)
    {
        var properties = new JsonObject
        {
            ["fault"] = new JsonObject
            {
                ["description"] = "A fault by its name; the keys beside it give it other values.",
                ["enum"] = ZoneSchema.Strings(NamedFault.All.Where(fault => fault.Settings.All(setting => keys.Contains(setting.Key))).Select(fault => fault.Name)),
            },
        };
        foreach (FaultKey key in keys)
            properties[key.Key] = Value(key);
        var excluding = new JsonArray();
        foreach (IGrouping<string, FaultKey> group in keys.Where(key => key.Group.Length > 0).GroupBy(key => key.Group))
        {
            foreach ((FaultKey one, FaultKey other) in group.SelectMany((one, index) => group.Skip(index + 1).Select(other => (one, other))))
                excluding.Add((JsonNode)new JsonObject { ["not"] = new JsonObject { ["required"] = ZoneSchema.Strings(one.Key, other.Key) } });
        }
        return new JsonObject
        {
            ["description"] = "A fault, for a server with --test-authority alone.",
            ["type"] = "object",
            ["minProperties"] = 1,
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["allOf"] = excluding,
        };
    }

    private static JsonObject Value(FaultKey key)
    {
        JsonObject schema = key.Kind switch
        {
            FaultValueKind.Word => new JsonObject { ["enum"] = ZoneSchema.Strings(key.Words) },
            FaultValueKind.Number => Number(key.Least, key.Most),
            FaultValueKind.Times => new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["const"] = FaultValue.Always.Text },
                    new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = ZoneSchema.Strings("first"),
                        ["properties"] = new JsonObject { ["first"] = Number(1, key.Most) },
                        ["additionalProperties"] = false,
                    }),
            },
            FaultValueKind.Hex => Text("^(?:[0-9A-Fa-f]{2})*$"),
            _ => Text($"^{TextPattern.Name}$"),
        };
        schema.Insert(0, "description", key.Help);
        return schema;
    }

    private static JsonObject Number(long least, long most) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
            new JsonObject { ["type"] = "string", ["pattern"] = $"^0*{TextPattern.UpTo((uint)most)}$", ["not"] = new JsonObject { ["pattern"] = least > 0 ? "^0*$" : "^$" } }),
    };

    private static JsonObject Text(string pattern) => new() { ["type"] = ZoneSchema.Strings("string", "number", "boolean"), ["pattern"] = pattern };
}
