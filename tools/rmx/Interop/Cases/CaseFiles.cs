using System.Reflection;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RmxDns.Tool.Interop.Cases;

/// <summary>The cases, from the files that the program carries (tools/interop/cases). They are part of the program: a fault in them is thrown.</summary>
internal static class CaseFiles
{
    private const string Folder = "interop/cases/";
    private const string CanaryId = "canary";

    private static readonly Lazy<IReadOnlyList<InteropCase>> Read = new(ReadAll);

    /// <summary>All cases: the canary and its group first, then in the order of the files' names.</summary>
    public static IReadOnlyList<InteropCase> All => Read.Value;

    /// <summary>The case that is asked before all others.</summary>
    public static InteropCase Canary => All[0];

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="YamlException">It is no list of cases; the exception says where.</exception>
    public static IReadOnlyList<InteropCase> Parse(string yaml)
    {
        var stream = new YamlStream();
        using var text = new StringReader(yaml);
        stream.Load(text);
        return stream.Documents.Count == 1
            ? CaseMapping.Each(stream.Documents[0].RootNode, InteropCase.Read)
            : throw new YamlException("a file holds one list of cases");
    }

    private static List<InteropCase> ReadAll()
    {
        Assembly program = typeof(CaseFiles).Assembly;
        var cases = new List<InteropCase>();
        foreach (string name in program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(program.GetManifestResourceStream(name)!);
            foreach (InteropCase found in Parse(text.ReadToEnd()))
            {
                found.Group = Path.GetFileNameWithoutExtension(name);
                cases.Add(found);
            }
        }
        string first = cases.Find(found => found.Id == CanaryId)!.Group;
        return [.. cases.OrderBy(found => found.Id != CanaryId).ThenBy(found => found.Group != first)];
    }
}
