using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RmxDns.Tool.Output;

/// <summary>JSON as verbs print it: indented, a line's end behind it, octets outside printable ASCII escaped.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints a value.</summary>
    public static void Write(TextWriter output, JsonNode value)
    {
        foreach (char c in value.ToJsonString(Format))
        {
            // The encoder lets characters through that a terminal may act on.
            if (c is >= ' ' and <= '~' or '\n')
                output.Write(c);
            else
                output.Write($"\\u{(int)c:x4}");
        }
        output.WriteLine();
    }

    /// <summary>A list of values.</summary>
    public static JsonArray List(IEnumerable<JsonNode?> values) => [.. values];
}
