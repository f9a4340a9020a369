using System.Globalization;
using System.Text.RegularExpressions;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// ASCII text as a YAML scalar: plain where every reader of YAML takes it for that text, else in single quotes; in double ones where a
/// pipeline would take a part of it for a command (<see cref="PipelineCommands"/>).
/// </summary>
internal static partial class YamlText
{
    private static readonly string[] Words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    /// <summary>The scalar.</summary>
    public static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>The scalar in quotes, whatever it holds.</summary>
    public static string Quoted(string text)
    {
        if (PipelineCommands.Defuse(text, "") == text)
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        string escaped = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{PipelineCommands.Defuse(escaped, @"\x5B")}\"";
    }

    private static bool IsPlain(string text) =>
        Plain().IsMatch(text)
        && !Array.Exists(Words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
        && (!NumberOrTime().IsMatch(text) || Ipv4().IsMatch(text))
        && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // A colon needs something behind it, and a blank nothing that starts a comment or ends a key.
    [GeneratedRegex(@"^[A-Za-z0-9_]([A-Za-z0-9_./:+=*-]|(?<!:) (?=[A-Za-z0-9_]))*(?<!:)\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[0-9][0-9.:_xobXeE+-]*$|^0x|^[0-9]+-[0-9]+-[0-9]+")]
    private static partial Regex NumberOrTime();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$")]
    private static partial Regex Ipv4();
}
