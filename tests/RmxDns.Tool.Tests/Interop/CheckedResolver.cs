using System.Net;
using System.Text.Json.Nodes;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>What <c>rmx interop check --json</c> says of a resolver.</summary>
internal sealed class CheckedResolver
{
    private readonly JsonNode[] _results;

    private CheckedResolver(RmxRun run)
    {
        Run = run;
        _results = [.. JsonNode.Parse(run.Output)!["results"]!.AsArray().OfType<JsonNode>()];
    }

    /// <summary>The run.</summary>
    public RmxRun Run { get; }

    /// <summary>The ids of all cases.</summary>
    public IEnumerable<string> Cases => _results.Select(result => (string)result["case"]!).Distinct();

    /// <summary>Checks a resolver, all cases at once.</summary>
    public static CheckedResolver Of(IPEndPoint resolver, IPEndPoint authority, params string[] more) => Forwarding(resolver, authority, ["--delegated", .. more]);

    /// <summary>Checks a resolver that has one server for all names: cases that disturb it one after the other.</summary>
    public static CheckedResolver Forwarding(IPEndPoint resolver, IPEndPoint authority, params string[] more) =>
        new(RmxRun.Of(["interop", "check", "--resolver", resolver.ToString(), "--authority", authority.ToString(), "--json", .. more]));

    /// <summary>The variants of a case with an outcome, in order.</summary>
    public string[] Variants(string id, string outcome) =>
        [.. Of(id).Where(result => (string)result["outcome"]! == outcome).Select(result => (string)result["variant"]!).Order(StringComparer.Ordinal)];

    /// <summary>The reasons of a case, each once.</summary>
    public string Reasons(string id) => string.Join('\n', Of(id).Select(result => $"{result["outcome"]}: {result["reason"]}").Distinct());

    private IEnumerable<JsonNode> Of(string id) => _results.Where(result => (string)result["case"]! == id);
}
