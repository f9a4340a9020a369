using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Output;

/// <summary>
/// JSON as the program prints it: indented, a line's end behind it, with no pipeline's command in it and octets outside printable ASCII
/// escaped. It is no part of any page, so that signs of HTML can stay as they are.
/// </summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value.</summary>
    public static void Write(TextWriter output, JsonNode value) => Write(output, json => value.WriteTo(json));

    /// <summary>Writes what <paramref name="content"/> writes.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        using var octets = new MemoryStream();
        using (var json = new Utf8JsonWriter(octets, Form))
            content(json);
        // A bracket behind ## can only stand in a string.
        string text = PipelineCommands.Defuse(Encoding.UTF8.GetString(octets.GetBuffer().AsSpan(0, (int)octets.Length)), "\\u005B");
        int done = 0;
        for (int at = 0; at < text.Length; at++)
        {
            // The encoder lets characters through that a terminal may act on.
            if (text[at] is >= ' ' and <= '~' or '\n')
                continue;
            output.Write(text.AsSpan(done, at - done));
            output.Write($"\\u{(int)text[at]:x4}");
            done = at + 1;
        }
        output.Write(text.AsSpan(done));
        output.Write('\n');
    }

    /// <summary>A list of values.</summary>
    public static JsonArray List(IEnumerable<JsonNode?> values) => [.. values];

    /// <summary>Writes an object as a property.</summary>
    public static void Object(this Utf8JsonWriter json, string name, Action content)
    {
        json.WriteStartObject(name);
        content();
        json.WriteEndObject();
    }

    /// <summary>Writes an array of objects as a property.</summary>
    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> content)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            content(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
