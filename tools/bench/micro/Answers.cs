using BenchmarkDotNet.Attributes;
using RmxDns.Answering;
using RmxDns.Bench.Load;
using RmxDns.Bench.Zones;
using RmxDns.Snapshot;

namespace RmxDns.Bench.Micro;

/// <summary>From the octets of a query to those of its answer, for each kind of query of the goal table; the names differ from query to query.</summary>
[MemoryDiagnoser]
public class Answers
{
    private const int Queries = 4096;

    private readonly Answerer _answerer = new(new AnswerSettings());
    private readonly byte[] _response = new byte[ushort.MaxValue];
    private ZoneSet _zones = ZoneSet.Empty;
    private byte[][] _queries = [];

    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = "";

    public static IEnumerable<string> Kinds => Workload.Goal.Select(workload => workload.Id);

    [GlobalSetup]
    public void Prepare()
    {
        _zones = ZoneSet.Empty.With([LoadedZone.Compile(LoadedZone.Mixed())], []);
        Workload workload = Workload.Goal.Single(each => each.Id == Kind);
        var random = new Random(1);
        _queries = [.. Enumerable.Range(0, Queries).Select(_ => QueryWriter.Make(workload.Make(random), workload.Edns))];
    }

    [Benchmark(OperationsPerInvoke = Queries)]
    public int Answer()
    {
        int octets = 0;
        foreach (byte[] query in _queries)
            octets += _answerer.Answer(_zones, query, _response, Transport.Udp);
        return octets;
    }
}
