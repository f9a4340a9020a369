using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;

namespace RmxDns.Testing;

/// <summary>
/// Zones for tests of answers, written as lines <c>owner [ttl] TYPE rdata</c> and compiled by the server's compiler.
/// The apex is <c>@</c>; SOA and NS are supplied when no line gives them; TTL 3600 unless given.
/// </summary>
public static class ZoneText
{
    /// <summary>The types in force in tests.</summary>
    public static TypeTable Types { get; } = new();

    /// <summary>The SOA of a zone that gives none: 55 octets and the apex twice.</summary>
    public const string DefaultSoa = "ns1 hostmaster 1 7200 900 1209600 300";

    /// <summary>A set of the zones given, each as its origin and its lines.</summary>
    public static ZoneSet Set(params (string Origin, string Lines)[] zones) =>
        ZoneSet.Empty.With([.. zones.Select(zone => Compile(zone.Origin, zone.Lines))], []);

    /// <summary>Compiles one zone.</summary>
    /// <exception cref="FormatException">A line cannot be read.</exception>
    public static Zone Compile(string origin, string lines) => ZoneCompiler.Compile(Read(origin, lines), Types);

    /// <summary>Reads the lines.</summary>
    /// <exception cref="FormatException">A line cannot be read.</exception>
    public static ZoneContents Read(string origin, string lines)
    {
        Name apex = Name.Parse(origin);
        var rrSets = new Dictionary<(Name, ushort), (uint Ttl, List<SourceRecord> Records)>();
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            ReadLine(line, apex, rrSets);
        if (!rrSets.ContainsKey((apex, RrType.Soa)))
            ReadLine($"@ SOA {DefaultSoa}", apex, rrSets);
        if (!rrSets.ContainsKey((apex, RrType.Ns)))
            ReadLine("@ NS ns.invalid.", apex, rrSets);
        return new ZoneContents(apex, origin, [.. rrSets.Select(entry =>
            new RrSet(entry.Key.Item1, entry.Key.Item2, entry.Value.Ttl, default, entry.Value.Records))]);
    }

    private static void ReadLine(string line, Name apex, Dictionary<(Name, ushort), (uint Ttl, List<SourceRecord> Records)> rrSets)
    {
        string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (!Name.TryParse(words[0], apex, out Name owner, out TextFault fault))
            throw new FormatException($"{line}: {fault.Message}");
        string rest = words[1];
        uint ttl = 3600;
        if (char.IsAsciiDigit(rest[0]))
        {
            ttl = uint.Parse(rest[..rest.IndexOf(' ')], System.Globalization.CultureInfo.InvariantCulture);
            rest = rest[(rest.IndexOf(' ') + 1)..].TrimStart();
        }
        string[] typed = rest.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (!Types.TryParseType(typed[0], out ushort type))
            throw new FormatException($"{line}: no type {typed[0]}");
        if (!Types[type].TryParseText(typed.Length > 1 ? typed[1] : "", apex, out byte[] rdata, out fault))
            throw new FormatException($"{line}: {fault.Message}");
        if (!rrSets.TryGetValue((owner, type), out var rrSet))
            rrSets.Add((owner, type), rrSet = (ttl, []));
        rrSet.Records.Add(new SourceRecord(rdata, default));
    }
}
