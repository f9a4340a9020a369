using RmxDns.Testing;
using YamlDotNet.RepresentationModel;

namespace RmxDns.Tool.Tests;

/// <summary>Files for pipelines, as the pipeline reads them.</summary>
internal static class PipelineFile
{
    private const string Job = "rmx-lint";

    /// <summary>The whole of a file of the repository.</summary>
    public static YamlMappingNode Read(string file)
    {
        using var reader = new StringReader(File.ReadAllText(Repository.PathOf(file)));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    /// <summary>The variables that a template sets.</summary>
    public static Dictionary<string, string> Variables(string file) =>
        ((YamlMappingNode)Read(file)["variables"]).Children.ToDictionary(pair => Text(pair.Key), pair => Text(pair.Value));

    /// <summary>One of the scripts of a template's job, for bash; it ends where a command fails.</summary>
    public static string Script(string file, string name) =>
        string.Join('\n', ((YamlSequenceNode)Read(file)[Job][name]).Select(Text).Prepend("set -e"));

    /// <summary>The text of a scalar.</summary>
    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
