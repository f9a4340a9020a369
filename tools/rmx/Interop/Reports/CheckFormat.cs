using RmxDns.Rdata;
using RmxDns.Tool.Interop.Running;
using RmxDns.Tool.Output;

namespace RmxDns.Tool.Interop.Reports;

/// <summary>The formats of the report.</summary>
internal static class CheckFormat
{
    /// <summary>Their names, the plainest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json", "junit", "markdown"];

    /// <summary>Writes a report.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="report">The report.</param>
    /// <param name="types">The record types.</param>
    /// <param name="hex">Whether text shows the octets of messages.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string name, CheckReport report, TypeTable types, bool hex, TextWriter output)
    {
        switch (name)
        {
            case "json":
                CheckJson.Write(report, output);
                break;
            case "junit":
                CheckJUnit.Write(report, output);
                break;
            case "markdown":
                CheckMarkdown.Write(report, output);
                break;
            default:
                new CheckText(types, hex).Write(report, Screen.Of(output));
                break;
        }
    }
}
