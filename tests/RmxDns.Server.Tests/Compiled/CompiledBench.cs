using RmxDns.Answering;
using RmxDns.Server.Tests.Reload;
using RmxDns.Testing.Zones;

namespace RmxDns.Server.Tests.Compiled;

/// <summary>Generated zones in a folder, kept in a state folder, with queries about them; answers are compared octet by octet.</summary>
internal sealed class CompiledBench : IDisposable
{
    private readonly IReadOnlyList<GeneratedQuery> _queries;

    public CompiledBench(int seed, int zones, int queries)
    {
        IReadOnlyList<GeneratedZone> generated = new ZoneGenerator(seed).Zones(zones);
        for (int i = 0; i < generated.Count; i++)
            _ = Keeper.Write($"zone{i}", generated[i].ToYaml());
        _queries = new QueryGenerator(seed).Queries(generated, queries);
        Keeper.StatePath = Keeper.PathOf("state");
        Count = generated.Count;
    }

    public KeeperBench Keeper { get; } = new();

    /// <summary>How many zones there are.</summary>
    public int Count { get; }

    /// <summary>The compiled snapshot.</summary>
    public string Path => System.IO.Path.Combine(Keeper.StatePath!, "compiled");

    /// <summary>Starts as a new process would, and gives the log.</summary>
    public IReadOnlyList<string> Start()
    {
        _ = Keeper.Log.Take();
        Keeper.Start();
        return Keeper.Log.Take();
    }

    /// <summary>The answers to all queries.</summary>
    public byte[][] Answers()
    {
        var answerer = new Answerer(new AnswerSettings());
        byte[] response = new byte[65_535];
        var answers = new byte[_queries.Count][];
        for (int i = 0; i < answers.Length; i++)
        {
            byte[] query = _queries[i].Query.Encode((ushort)i);
            answers[i] = response[..answerer.Answer(Keeper.Current.Value, query, response, _queries[i].OverTcp ? Transport.Stream : Transport.Udp)];
        }
        return answers;
    }

    /// <summary>How many zones a start took from the snapshot, by its log.</summary>
    public static int Restored(IReadOnlyList<string> log)
    {
        string? line = log.FirstOrDefault(line => line.Contains(" zones were taken from the compiled snapshot", StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => Keeper.Dispose();
}
