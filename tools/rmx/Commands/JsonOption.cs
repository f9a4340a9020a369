using System.CommandLine;

namespace RmxDns.Tool.Commands;

/// <summary>The option that prints JSON instead of text.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Print JSON." };
}
