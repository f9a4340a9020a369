using System.Diagnostics;
using System.Globalization;
using RmxDns.Bench.Measures;
using RmxDns.Bench.Reports;
using RmxDns.Bench.Servers;

namespace RmxDns.Bench;

/// <summary>
/// A run from its first measurement to its report. What fails, or takes longer than its share of the time, is said and leaves its lines
/// of the goal table open; the rest goes on. The report is written anew after each measurement, so that a run which is broken off leaves
/// what it had.
/// </summary>
internal static class BenchRun
{
    // The most minutes that each may take: all together under 90.
    private static readonly (string Name, int Minutes, Action<Plan> Run)[] Measurements =
    [
        ("throughput", 34, Throughput.Run),
        ("latency", 10, Latency.Run),
        ("overload", 11, Overload.Run),
        ("tcp", 5, Streams.Run),
        ("zones", 20, Sizes.Run),
        ("reload", 5, Measures.Reload.Run),
        ("allocations", 3, Allocations.Run),
    ];

    /// <summary>Measures, and writes results.json, results.md and the pictures.</summary>
    /// <returns>0 when every goal that was asked for is reached, 1 when one is not.</returns>
    public static int Run(BenchOptions options)
    {
        string folder = Directory.CreateTempSubdirectory("rmxdns-bench-").FullName;
        Results results = Begin("tools/bench/run");
        var plan = new Plan(options.Goal, folder, results) { LargeZone = options.Names, ManyZones = options.Zones, Quick = options.Quick };
        var clock = Stopwatch.StartNew();
        using var signals = new EndingSignals(plan.End);
        try
        {
            foreach ((string name, int minutes, Action<Plan> measure) in Measurements.Where(each => options.Only.Count == 0 || options.Only.Contains(each.Name)))
            {
                Console.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {name}");
                plan.Begin(minutes);
                plan.Try(name, "all of it", () => measure(plan));
                results.Set("run time", Duration(clock));
                new GoalTable(plan).Fill();
                Write(results, options.Output);
                if (options.Docs)
                    new PerformancePage(results).Write();
            }
        }
        finally
        {
            plan.End();
        }
        Console.WriteLine();
        Console.WriteLine(Markdown.Goals(results));
        return results.Goals.TrueForAll(goal => goal.Reached) ? 0 : 1;
    }

    /// <summary>Compares what the runtime can be told, and writes results.json and results.md.</summary>
    /// <param name="built">Where the programs lie that were compiled ahead.</param>
    /// <param name="quick">Whether one short round will do.</param>
    /// <param name="docs">Whether <c>docs/performance.md</c> gets the figures.</param>
    /// <param name="output">Where the results go.</param>
    public static void CompareRuntimes(string built, bool quick, bool docs, string output) =>
        Alone("tools/bench/runtime", quick, output, plan => Runtimes.Run(plan, built), docs ? page => page.WriteRuntime() : null);

    /// <summary>Shows where the processor time goes, and writes results.json and results.md.</summary>
    /// <inheritdoc cref="CompareRuntimes"/>
    public static void ShowProfile(bool quick, bool docs, string output) =>
        Alone("tools/bench/profile", quick, output, Profile.Run, docs ? page => page.WriteProfile() : null);

    private static void Alone(string script, bool quick, string output, Action<Plan> measure, Action<PerformancePage>? document)
    {
        string folder = Directory.CreateTempSubdirectory("rmxdns-bench-").FullName;
        Results results = Begin(script);
        var plan = new Plan(false, folder, results) { Quick = quick };
        var clock = Stopwatch.StartNew();
        using var signals = new EndingSignals(plan.End);
        try
        {
            measure(plan);
            results.Set("run time", Duration(clock));
            Write(results, output);
            document?.Invoke(new PerformancePage(results));
        }
        finally
        {
            plan.End();
        }
        Console.WriteLine();
        Console.WriteLine(Markdown.Body(results));
    }

    private static Results Begin(string script)
    {
        var results = new Results(Machine.Here());
        // The first argument is this program, the second the verb that the script adds.
        string arguments = string.Join(' ', Environment.GetCommandLineArgs().Skip(2)).Replace(Folders.Root, ".", StringComparison.Ordinal);
        results.Set("command", $"{script} {arguments}".TrimEnd());
        const string HugePages = "/sys/kernel/mm/transparent_hugepage/enabled";
        results.Set("transparent huge pages", File.Exists(HugePages) ? File.ReadAllText(HugePages).Trim() : "not there");
        return results;
    }

    private static string Duration(Stopwatch clock) => string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMinutes:0.0} minutes");

    private static void Write(Results results, string output)
    {
        _ = Directory.CreateDirectory(output);
        results.WriteJson(Path.Combine(output, "results.json"));
        File.WriteAllText(Path.Combine(output, "results.md"), Markdown.Of(results));
        PerformancePage.WritePictures(results, output);
    }
}
