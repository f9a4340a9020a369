using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>
/// This server under other settings of the .NET runtime, and compiled ahead: start-up, memory, speed. The programs that were compiled
/// ahead lie in a folder that <c>tools/bench/runtime</c> fills; one that is missing is left out.
/// </summary>
internal static class Runtimes
{
    public const string Measure = "runtime";

    private const int ManyNames = 200_000;

    private const string Usual = "as built: tiered JIT with PGO, workstation GC, concurrent";

    public static void Run(Plan plan, string built)
    {
        (string Row, string? Program, (string, string)[] Settings)[] variants =
        [
            (Usual, null, []),
            ("GC not concurrent", null, [("DOTNET_gcConcurrent", "0")]),
            ("server GC", null, [("DOTNET_gcServer", "1")]),
            ("tiered JIT without PGO", null, [("DOTNET_TieredPGO", "0")]),
            ("all methods optimized at once", null, [("DOTNET_TieredCompilation", "0")]),
            ("ReadyToRun", Path.Combine(built, "ready", "RmxDns.Server"), []),
            ("NativeAOT", Path.Combine(built, "native", "RmxDns.Server"), []),
        ];
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("runtime"));
        ZonePair large = BenchZones.Large(plan.NewFolder("runtime-large"), ManyNames);
        string queries = Workload.Goal[0].Write(plan.Folder);
        for (int round = 0; round < plan.Rounds; round++)
        {
            foreach ((string row, string? program, (string, string)[] settings) in variants)
            {
                if (program is null || File.Exists(program))
                    plan.Try(Measure, row, () => Run(plan, zone, large, queries, Variant(row, program, settings)));
            }
        }
    }

    private static Competitor Variant(string row, string? program, (string Name, string Value)[] settings)
    {
        IReadOnlyList<string> set = ["env", .. settings.Select(setting => $"{setting.Name}={setting.Value}")];
        return new Competitor(Competitor.Rmx.Id, row, (seat, zones) =>
        {
            IReadOnlyList<string> usual = Competitor.Rmx.Command(seat, zones);
            return [.. set, .. program is null ? usual : [program, .. usual.Skip(2)]];
        });
    }

    private static void Run(Plan plan, ZonePair zone, ZonePair large, string queries, Competitor competitor)
    {
        string row = competitor.Title;
        using (RunningServer loading = plan.Start(competitor, [large], Environment.ProcessorCount))
            plan.Results.Add(Measure, row, competitor.Id, $"CPU-seconds to the first answer, {ManyNames} names", loading.ReadyCpu);
        using RunningServer server = plan.Start(competitor, [zone], 1);
        plan.Results.Add(Measure, row, competitor.Id, Sizes.Seconds, server.ReadyAfter);
        plan.Results.Add(Measure, row, competitor.Id, Sizes.CpuSeconds, server.ReadyCpu);
        plan.Results.Add(Measure, row, competitor.Id, Sizes.Memory, server.Memory);
        plan.Results.Add(Measure, row, competitor.Id, "queries per CPU-second, first second", Throughput.Measured(server, queries, edns: false, 1).PerCpu);
        _ = Throughput.Measured(server, queries, edns: false, plan.Seconds);
        plan.Results.Add(Measure, row, competitor.Id, Throughput.PerCpu, Throughput.Measured(server, queries, edns: false, plan.Seconds).PerCpu);
    }
}
