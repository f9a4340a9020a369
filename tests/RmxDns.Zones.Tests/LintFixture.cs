using System.Globalization;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Master;

namespace RmxDns.Zones.Tests;

/// <summary>
/// The examples of rules, <c>tests/data/lint/ID/{bad,good}.{yaml,zone}</c>; master files are of example.com. A line <c>#: KEY VALUE</c> in
/// front tells how a file is loaded: under which name (<c>file</c>), beside another file of the zone (<c>beside</c>), together with
/// another zone of the folder (<c>with</c>), within which size (<c>max-octets</c>).
/// </summary>
internal static class LintFixture
{
    private static readonly TypeTable Types = new();

    public static string Folder { get; } = Repository.PathOf("tests", "data", "lint");

    /// <summary>The example of that name, <c>bad</c> or <c>good</c>.</summary>
    public static string PathOf(string id, string name)
    {
        string master = Path.Combine(Folder, id, $"{name}.zone");
        return File.Exists(master) ? master : Path.Combine(Folder, id, $"{name}.yaml");
    }

    /// <summary>Reads an example with what belongs to it; the example itself is the last file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="octets">What is in it, or takes the place of that.</param>
    public static IReadOnlyList<ZoneFile> Load(string path, byte[] octets)
    {
        var settings = new LoadSettings { ForLint = true };
        if (path.EndsWith(".zone", StringComparison.Ordinal))
            return [new MasterFileLoader(Types, settings, new MasterFileSettings(Wire.Name.Parse("example.com."))).LoadText(path, octets).Zone];
        string[] notes = [.. Encoding.Latin1.GetString(octets).Split('\n').Where(line => line.StartsWith("#: ", StringComparison.Ordinal))];
        string? Told(string key) => notes.FirstOrDefault(line => line.StartsWith($"#: {key} ", StringComparison.Ordinal))?[(key.Length + 4)..];
        if (Told("max-octets") is { } most)
            settings = settings with { MaxFileOctets = int.Parse(most, CultureInfo.InvariantCulture) };
        var loader = new ZoneFileLoader(Types, settings);
        var files = new List<ZoneFile>();
        if (Told("beside") is { } beside)
            files.Add(loader.LoadText(beside, "'': [{type: SOA, value: {serial: 1}}, {type: NS, value: ns.example.org.}]"));
        if (Told("with") is { } with)
            files.Add(loader.LoadText(with, File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, with))));
        files.Add(loader.LoadText(Told("file") ?? Path.GetFileName(path), octets));
        return files;
    }
}
