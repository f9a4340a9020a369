using System.Text.Encodings.Web;
using System.Text.Json;

namespace RmxDns.Interop.Matrix;

/// <summary>
/// The files of a run: results.json, one object per resolver, mode, case and variant; run.json, what they were measured with.
/// The pages are written from these alone.
/// </summary>
internal static class Files
{
    public const string Results = "results.json", Run = "run.json";

    /// <summary>How JSON is read and written here.</summary>
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a run into a folder.</summary>
    public static void Write(string folder, RunRecord run, IReadOnlyList<CaseResult> results)
    {
        _ = Directory.CreateDirectory(folder);
        WriteJson(Path.Combine(folder, Run), run);
        WriteJson(Path.Combine(folder, Results), results);
    }

    /// <summary>Reads a run back.</summary>
    /// <exception cref="IOException">There is none in the folder.</exception>
    public static (RunRecord Run, IReadOnlyList<CaseResult> Results) Read(string folder) =>
        (ReadJson<RunRecord>(Path.Combine(folder, Run)), ReadJson<List<CaseResult>>(Path.Combine(folder, Results)));

    /// <summary>Writes a value.</summary>
    public static void WriteJson<T>(string file, T value)
    {
        using FileStream stream = File.Create(file);
        JsonSerializer.Serialize(stream, value, Format);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a value.</summary>
    public static T ReadJson<T>(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<T>(stream, Format)!;
    }
}
