using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>JSON reports: indented, with no pipeline's command in them. They are no part of any page, so that signs of HTML can stay as they are.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what <paramref name="content"/> writes, and a line end.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        using var octets = new MemoryStream();
        using (var json = new Utf8JsonWriter(octets, Form))
            content(json);
        // A bracket behind ## can only stand in a string.
        output.Write(PipelineCommands.Defuse(Encoding.UTF8.GetString(octets.GetBuffer().AsSpan(0, (int)octets.Length)), "\\u005B"));
        output.Write('\n');
    }

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
