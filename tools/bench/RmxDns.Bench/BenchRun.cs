using RmxDns.Bench.Measures;
using RmxDns.Bench.Reports;

namespace RmxDns.Bench;

/// <summary>A run from its first measurement to its report. What fails is said and leaves its lines of the goal table open; the rest goes on.</summary>
internal static class BenchRun
{
    private static readonly (string Name, Action<Plan> Run)[] Measurements =
    [
        ("throughput", Throughput.Run),
        ("latency", Latency.Run),
        ("overload", Overload.Run),
        ("tcp", Streams.Run),
        ("zones", Sizes.Run),
        ("reload", Measures.Reload.Run),
        ("allocations", Allocations.Run),
    ];

    /// <summary>Measures, and writes results.json, results.md and the pictures.</summary>
    /// <returns>0 when every goal that was asked for is reached, 1 when one is not.</returns>
    public static int Run(BenchOptions options)
    {
        string folder = Directory.CreateTempSubdirectory("rmxdns-bench-").FullName;
        var results = new Results(Machine.Here());
        var plan = new Plan(options.Goal, folder, results) { LargeZone = options.Names, ManyZones = options.Zones, Quick = options.Quick };
        try
        {
            foreach ((string name, Action<Plan> measure) in Measurements.Where(each => options.Only.Count == 0 || options.Only.Contains(each.Name)))
            {
                Console.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {name}");
                try
                {
                    measure(plan);
                }
                catch (Exception fault) when (fault is InvalidOperationException or IOException or TimeoutException or AggregateException)
                {
                    Console.Error.WriteLine($"{name} broke off: {fault.Message}");
                }
            }
            new GoalTable(plan).Fill();
            Write(results, options.Output);
            if (options.Docs)
                new PerformancePage(results).Write();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine();
        Console.WriteLine(Markdown.Goals(results));
        return results.Goals.TrueForAll(goal => goal.Reached) ? 0 : 1;
    }

    /// <summary>Compares what the runtime can be told, and writes results.json and results.md.</summary>
    /// <param name="built">Where the programs lie that were compiled ahead.</param>
    /// <param name="quick">Whether one short round will do.</param>
    /// <param name="output">Where the results go.</param>
    public static void CompareRuntimes(string built, bool quick, string output)
    {
        string folder = Directory.CreateTempSubdirectory("rmxdns-bench-").FullName;
        var results = new Results(Machine.Here());
        try
        {
            Runtimes.Run(new Plan(false, folder, results) { Quick = quick }, built);
            Write(results, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine();
        Console.WriteLine(Markdown.Body(results));
    }

    private static void Write(Results results, string output)
    {
        _ = Directory.CreateDirectory(output);
        results.WriteJson(Path.Combine(output, "results.json"));
        File.WriteAllText(Path.Combine(output, "results.md"), Markdown.Of(results));
        PerformancePage.WritePictures(results, output);
    }
}
