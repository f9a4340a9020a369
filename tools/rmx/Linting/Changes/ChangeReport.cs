using System.Text.Json.Nodes;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Tool.Output;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Tool.Linting.Changes;

/// <summary>What the zones say now against what they said before, owner by owner.</summary>
/// <param name="Base">The folder of the earlier version, as it was named.</param>
/// <param name="Changes">The owners for which something changed.</param>
/// <param name="NotCompared">Zones that are refused in one of the versions: nothing can be said of them.</param>
internal sealed record ChangeReport(string Base, IReadOnlyList<PolicyChange> Changes, IReadOnlyList<Name> NotCompared)
{
    /// <summary>How many prefixes a list shows to people.</summary>
    private const int MostShown = 20;

    /// <summary>Prints it for people: a sentence for each owner, and the prefixes below it.</summary>
    public void Write(TextWriter output)
    {
        foreach (string line in Lines())
            output.WriteLine(PipelineCommands.DefuseLine(line));
        foreach (PolicyChange change in Changes)
        {
            output.WriteLine(PipelineCommands.DefuseLine($"{ChangeText.Of(change)}."));
            foreach (string line in Prefixes(change))
                output.WriteLine(PipelineCommands.DefuseLine($"  {line}"));
        }
        output.WriteLine();
    }

    /// <summary>Prints it for a comment on a change.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="escape">Makes text from outside plain text in Markdown.</param>
    public void WriteMarkdown(TextWriter output, Func<string, string> escape)
    {
        output.WriteLine("### What this change means for mail");
        output.WriteLine();
        foreach (string line in Lines())
            output.WriteLine($"- {escape(line)}");
        foreach (PolicyChange change in Changes)
        {
            output.WriteLine($"- {escape(ChangeText.Of(change))}.");
            List<string> prefixes = Prefixes(change);
            if (prefixes.Count == 0)
                continue;
            // Prefixes hold nothing that a fence could be left by.
            output.WriteLine("  ```diff");
            foreach (string line in prefixes)
                output.WriteLine($"  {line}");
            output.WriteLine("  ```");
        }
        output.WriteLine();
    }

    /// <summary>The same for programs.</summary>
    public JsonObject ToJson() => new()
    {
        ["base"] = Base,
        ["notCompared"] = JsonText.List(NotCompared.Select(zone => JsonValue.Create(zone.ToString()))),
        ["owners"] = JsonText.List(Changes.Select(change => new JsonObject
        {
            ["owner"] = change.Owner.ToString(),
            ["zone"] = change.Zone.ToString(),
            ["text"] = ChangeText.Of(change),
            ["granted"] = ToJson(change.NewlyGranted),
            ["noLongerGranted"] = ToJson(change.NoLongerGranted),
            ["denied"] = ToJson(change.NewlyDenied),
            ["noLongerDenied"] = ToJson(change.NoLongerDenied),
            ["before"] = ToJson(change.SizeBefore),
            ["after"] = ToJson(change.SizeAfter),
        })),
    };

    private IEnumerable<string> Lines()
    {
        if (NotCompared.Count > 0)
            yield return $"not compared, since one of the versions cannot be served: {string.Join(", ", NotCompared)}";
        if (Changes.Count == 0)
            yield return $"nothing changes for any RMX record{(NotCompared.Count > 0 ? " of the others" : "")}";
    }

    private static List<string> Prefixes(PolicyChange change)
    {
        var lines = new List<string>();
        Add("+ ", change.NewlyGranted);
        Add("- ", change.NoLongerGranted);
        return lines;

        void Add(string sign, AddressSet addresses)
        {
            IReadOnlyList<AddressPrefix> prefixes = addresses.ToPrefixes();
            lines.AddRange(prefixes.Take(MostShown).Select(prefix => $"{sign}{prefix}"));
            if (prefixes.Count > MostShown)
                lines.Add($"{sign}… {prefixes.Count - MostShown} more");
        }
    }

    private static JsonObject ToJson(AddressSet addresses) => new()
    {
        ["ipv4Addresses"] = addresses.Ipv4Count.ToString(),
        ["ipv6Addresses"] = addresses.Ipv6Count.ToString(),
        ["prefixes"] = JsonText.List(addresses.ToPrefixes().Select(prefix => JsonValue.Create(prefix.ToString()))),
    };

    private static JsonObject? ToJson(PolicySize? size) =>
        size is { } octets ? new JsonObject { ["answerOctets"] = octets.Answer, ["fullOctets"] = octets.Full } : null;
}
