using System.Text.Json.Nodes;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Tool.Output;

namespace RmxDns.Tool.Queries;

/// <summary>What <c>rmx query --follow</c> adds: the lookups of a receiver, and which addresses may send.</summary>
internal static class FollowReport
{
    private const int MostPrefixes = 16;

    /// <summary>Prints it for people.</summary>
    public static void Write(Following following, Lookups lookups, Screen screen)
    {
        screen.Line();
        var asked = new Sheet("looked up", "type", "found");
        foreach (LookupLine line in lookups.Done)
            asked.Add(line.Name.ToString(), line.Type, line.Found);
        asked.WriteTo(screen);
        foreach (string note in following.Notes)
            screen.Line($"note: {note}");
        if (following.Map is not { } map)
            return;
        screen.Line();
        screen.Line($"what a client gets that shows no certificate and does not log in ({following.Source})");
        (string Verdict, AddressSet Set)[] sets = [.. SetsOf(map).Where(row => !row.Set.IsEmpty)];
        AddressSet most = sets.MaxBy(row => (row.Set.Ipv6Count, row.Set.Ipv4Count)).Set;
        var sheet = new Sheet("verdict", "addresses");
        foreach ((string verdict, AddressSet set) in sets)
        {
            IReadOnlyList<AddressPrefix> prefixes = set.ToPrefixes();
            bool rest = ReferenceEquals(set, most) && prefixes.Count > MostPrefixes;
            sheet.Add(verdict, rest ? "all others" : set.ToString());
        }
        sheet.WriteTo(screen);
    }

    /// <summary>The same as JSON.</summary>
    public static JsonObject ToJson(Following following, Lookups lookups) => new()
    {
        ["source"] = following.Source,
        ["lookups"] = JsonText.List(lookups.Done.Select(line => new JsonObject
        {
            ["name"] = line.Name.ToString(),
            ["type"] = line.Type,
            ["found"] = line.Found,
        })),
        ["notes"] = JsonText.List(following.Notes.Select(note => JsonValue.Create(note))),
        ["entries"] = JsonText.List(following.Entries.Select(entry => JsonValue.Create(RmxText.Format(entry)))),
        ["verdicts"] = following.Map is { } map ? new JsonObject(SetsOf(map).Select(row => KeyValuePair.Create(
            row.Verdict, (JsonNode?)JsonText.List(row.Set.ToPrefixes().Select(prefix => JsonValue.Create(prefix.ToString())))))) : null,
    };

    private static IEnumerable<(string Verdict, AddressSet Set)> SetsOf(VerdictMap map) =>
    [
        ("Granted", map.Granted),
        ("Denied", map.Denied),
        ("NotInRMX", map.NotInRmx),
        ("BadData", map.BadData),
        ("depends", map.Unknown),
    ];
}
