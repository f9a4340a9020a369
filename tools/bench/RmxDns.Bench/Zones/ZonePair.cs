using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Bench.Zones;

/// <summary>
/// One zone written twice as it is made: in YAML for this server, and as a master file for the others, who know RMX by its
/// octets alone (RFC 3597).
/// </summary>
internal sealed class ZonePair : IDisposable
{
    private static readonly TypeTable Types = new();

    private readonly StreamWriter _yaml;
    private readonly StreamWriter _master;

    /// <summary>Begins a zone; without <paramref name="nameServer"/> its name server is in it.</summary>
    public ZonePair(string folder, string origin, string? nameServer = null)
    {
        (Origin, Folder) = (origin, folder);
        YamlPath = Path.Combine(folder, "yaml", $"{origin}.yaml");
        MasterPath = Path.Combine(folder, "master", $"{origin}.zone");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(YamlPath)!);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(MasterPath)!);
        _yaml = new StreamWriter(YamlPath) { NewLine = "\n" };
        _master = new StreamWriter(MasterPath) { NewLine = "\n" };
        _yaml.WriteLine("$ttl: 3600");
        _master.WriteLine($"$ORIGIN {origin}.\n$TTL 3600");
        string server = nameServer ?? $"ns1.{origin}.";
        Add("''", ("SOA", [$"{server} hostmaster.{origin}. 1 7200 900 1209600 3600"]), ("NS", [server]));
        if (nameServer is null)
            Add("ns1", ("A", ["192.0.2.53"]));
    }

    public string Origin { get; }

    public string Folder { get; }

    public string YamlPath { get; }

    public string MasterPath { get; }

    /// <summary>Adds the RRsets of one owner; the value of RMX is its text form.</summary>
    public void Add(string owner, params (string Type, string[] Values)[] rrSets)
    {
        string[] records = [.. rrSets.Select(rrSet => $"{{type: {rrSet.Type}, {Yaml(rrSet.Type, rrSet.Values)}}}")];
        _yaml.WriteLine($"{(owner.StartsWith('*') ? $"'{owner}'" : owner)}: {(records.Length == 1 ? records[0] : $"[{string.Join(", ", records)}]")}");
        foreach ((string type, string[] values) in rrSets)
        {
            foreach (string value in values)
                _master.WriteLine($"{(owner == "''" ? "@" : owner)} {(type == "RMX" ? $"TYPE{RrType.DefaultRmx}" : type)} {(type == "RMX" ? Generic(value) : value)}");
        }
    }

    public void Dispose()
    {
        _yaml.Dispose();
        _master.Dispose();
    }

    private static string Yaml(string type, string[] values)
    {
        if (type == "RMX")
            return $"value: [{string.Join(", ", values[0].Split(' ').Select(entry => $"'{entry}'"))}]";
        string[] quoted = [.. values.Select(value => $"'{value}'")];
        return quoted.Length == 1 ? $"value: {quoted[0]}" : $"values: [{string.Join(", ", quoted)}]";
    }

    private static string Generic(string text)
    {
        if (!Types[RrType.DefaultRmx].TryParseText(text, Name.Root, out byte[] rdata, out TextFault fault))
            throw new FormatException($"{text}: {fault.Message}");
        return string.Create(CultureInfo.InvariantCulture, $"\\# {rdata.Length} {Convert.ToHexString(rdata)}");
    }
}
