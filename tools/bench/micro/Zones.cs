using BenchmarkDotNet.Attributes;
using RmxDns.Snapshot;
using RmxDns.Zones.Records;

namespace RmxDns.Bench.Micro;

/// <summary>What a zone of 44,000 owners takes: reading its YAML, and compiling what was read.</summary>
[MemoryDiagnoser]
public class Zones
{
    private readonly byte[] _yaml = LoadedZone.Mixed();
    private readonly ZoneContents _contents = LoadedZone.Read(LoadedZone.Mixed());

    [Benchmark]
    public ZoneContents Parse() => LoadedZone.Read(_yaml);

    [Benchmark]
    public Zone Compile() => LoadedZone.Compile(_contents);
}
