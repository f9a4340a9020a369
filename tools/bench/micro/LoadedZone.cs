using RmxDns.Bench.Zones;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;

namespace RmxDns.Bench.Micro;

/// <summary>The benchmark's zone in the states that it goes through.</summary>
internal static class LoadedZone
{
    private static readonly TypeTable Types = new();

    /// <summary>The octets of the file that holds every kind of name.</summary>
    public static byte[] Mixed()
    {
        string folder = Directory.CreateTempSubdirectory("rmxdns-micro-").FullName;
        try
        {
            return File.ReadAllBytes(BenchZones.Mixed(folder).YamlPath);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Its RRsets.</summary>
    /// <exception cref="InvalidOperationException">The file does not hold a zone.</exception>
    public static ZoneContents Read(byte[] yaml) =>
        new ZoneFileLoader(Types, new LoadSettings()).LoadText($"{BenchZones.Origin}.yaml", yaml).Contents ?? throw new InvalidOperationException("the zone cannot be read");

    /// <summary>What is served.</summary>
    public static Zone Compile(byte[] yaml) => Compile(Read(yaml));

    /// <inheritdoc cref="Compile(byte[])"/>
    public static Zone Compile(ZoneContents contents) => ZoneCompiler.Compile(contents, Types);
}
