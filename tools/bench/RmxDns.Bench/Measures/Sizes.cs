using System.Diagnostics;
using System.Globalization;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>A small zone, a large one, and many small ones: time and processor time to load, memory, speed, and starting again.</summary>
internal static class Sizes
{
    public const string Measure = "zones";
    public const string Seconds = "s to the first answer";
    public const string CpuSeconds = "CPU-seconds to the first answer";
    public const string Memory = "octets after load (PSS)";
    public const string PerScan = "of a bare scan by YamlDotNet";

    /// <summary>What loading takes at most, beside what the project allows it.</summary>
    public const string PeakShare = "peak while loading / (2 × octets after load + size of the file)";

    /// <summary>The row of starting again with nothing changed.</summary>
    public const string Restart = "restart, large zone";

    /// <summary>The row of answering from the large zone.</summary>
    public const string LargeSpeed = "speed with the large zone";

    public static void Run(Plan plan)
    {
        plan.Try(Measure, LargeRow(plan), () => Large(plan));
        if (!plan.GoalOnly)
            plan.Try(Measure, ManyRow(plan), () => Many(plan));
    }

    /// <summary>The row of the large zone.</summary>
    public static string LargeRow(Plan plan) => string.Create(CultureInfo.InvariantCulture, $"{plan.LargeZone:N0} names");

    private static string ManyRow(Plan plan) => string.Create(CultureInfo.InvariantCulture, $"{plan.ManyZones:N0} zones of ten names");

    private static void Large(Plan plan)
    {
        ZonePair large = BenchZones.Large(plan.NewFolder("large"), plan.LargeZone);
        ZonePair small = BenchZones.Large(plan.NewFolder("small"), BenchZones.Names);
        foreach (Competitor competitor in plan.GoalOnly ? [] : plan.Serving)
            Load(plan, string.Create(CultureInfo.InvariantCulture, $"{BenchZones.Names:N0} names"), competitor, [small]);
        string state = "";
        for (int round = 0; round < plan.LongRounds; round++)
        {
            // A state of its own for each round, so that none starts from the snapshot of the one before.
            state = plan.NewFolder($"state{round}");
            double scan = Scan(large.YamlPath);
            plan.Results.Add(Measure, LargeRow(plan), "YamlDotNet's parser alone", "s", scan);
            foreach (Competitor competitor in plan.Serving)
                Load(plan, LargeRow(plan), competitor, [large], state, scan);
        }
        for (int round = 0; round < plan.LongRounds; round++)
            StartAgain(plan, Restart, [large], state);
        BySize(plan, large, small);
    }

    /// <summary>Loads zones, all cores at work, and notes what it took; this server beside a bare scan of its file where there is one.</summary>
    private static void Load(Plan plan, string row, Competitor competitor, IReadOnlyList<ZonePair> zones, string? state = null, double? scan = null) =>
        plan.Try(Measure, $"{row}, {competitor.Title}", () =>
        {
            bool ours = competitor.Id == Competitor.Rmx.Id;
            using RunningServer server = plan.Start(competitor, zones, Environment.ProcessorCount, ours ? state : null);
            Record(plan, row, server);
            if (!ours)
                return;
            double allowed = (2.0 * server.Memory) + zones.Sum(zone => new FileInfo(zone.YamlPath).Length);
            plan.Results.Add(Measure, row, competitor.Id, PeakShare, server.PeakMemory / allowed);
            if (scan is { } seconds)
                plan.Results.Add(Measure, row, competitor.Id, PerScan, server.ReadyAfter / seconds);
            if (state is not null)
                server.AwaitLog($"compiled snapshot written: {zones.Count} zones");
        });

    /// <summary>Starts with nothing changed since the last start: this server from its compiled snapshot, the others from their zone files.</summary>
    private static void StartAgain(Plan plan, string row, IReadOnlyList<ZonePair> zones, string state)
    {
        foreach (Competitor competitor in plan.Compared)
        {
            plan.Try(Measure, $"{row}, {competitor.Title}", () =>
            {
                bool ours = competitor.Id == Competitor.Rmx.Id;
                using RunningServer again = plan.Start(competitor, zones, Environment.ProcessorCount, ours ? state : null);
                if (ours)
                    again.AwaitLog($"{zones.Count} of {zones.Count} zones were taken from the compiled snapshot");
                Record(plan, row, again);
            });
        }
    }

    private static void BySize(Plan plan, ZonePair large, ZonePair small)
    {
        // As many queries as names: a few asked again and again would stay in the processor's caches.
        string largeQueries = (Workload.Goal[0] with { Id = "large", Make = r => $"n{r.Next(plan.LargeZone)}.{BenchZones.Origin} TYPE65280", Queries = plan.LargeZone })
            .Write(plan.Folder);
        string smallQueries = Workload.Goal[0].Write(plan.Folder);
        foreach (Competitor competitor in plan.GoalOnly ? [Competitor.Rmx] : plan.Serving)
        {
            plan.Try(Measure, $"{LargeSpeed}, {competitor.Title}", () =>
            {
                using RunningServer many = plan.Start(competitor, [large], 1), few = plan.Start(competitor, [small], 1);
                _ = Throughput.Measured(few, smallQueries, edns: false, plan.Seconds);
                _ = Throughput.Measured(many, largeQueries, edns: false, plan.Seconds);
                for (int round = 0; round < plan.Rounds; round++)
                {
                    Speed(plan, $"speed with {BenchZones.Names} names", few, smallQueries);
                    Speed(plan, LargeSpeed, many, largeQueries);
                }
            });
        }
    }

    private static void Many(Plan plan)
    {
        string row = ManyRow(plan), state = plan.NewFolder("state-many");
        IReadOnlyList<ZonePair> zones = BenchZones.Many(plan.NewFolder("many"), plan.ManyZones);
        string queries = (Workload.Goal[0] with { Id = "many", Make = r => $"n{r.Next(8)}.z{r.Next(plan.ManyZones)}.test TYPE65280", Queries = 10 * plan.ManyZones })
            .Write(plan.Folder);
        foreach (Competitor competitor in plan.Serving)
            Load(plan, row, competitor, zones, state);
        StartAgain(plan, $"restart, {row}", zones, state);
        foreach (Competitor competitor in plan.Serving)
        {
            plan.Try(Measure, $"speed with {row}, {competitor.Title}", () =>
            {
                using RunningServer server = plan.Start(competitor, zones, 1, competitor.Id == Competitor.Rmx.Id ? state : null);
                _ = Throughput.Measured(server, queries, edns: false, plan.Seconds);
                for (int round = 0; round < plan.Rounds; round++)
                    Speed(plan, $"speed with {row}", server, queries);
            });
        }
    }

    private static void Speed(Plan plan, string row, RunningServer server, string queries) =>
        plan.Results.Add(Measure, row, server.Competitor.Id, Throughput.PerCpu, Throughput.Measured(server, queries, edns: false, plan.Seconds).PerCpu);

    private static void Record(Plan plan, string row, RunningServer server)
    {
        plan.Results.Add(Measure, row, server.Competitor.Id, Seconds, server.ReadyAfter);
        plan.Results.Add(Measure, row, server.Competitor.Id, CpuSeconds, server.ReadyCpu);
        plan.Results.Add(Measure, row, server.Competitor.Id, Memory, server.Memory);
        plan.Results.Add(Measure, row, server.Competitor.Id, "octets at the peak while loading", server.PeakMemory);
    }

    /// <summary>The seconds that YamlDotNet's parser takes for a file's events, in a process of its own.</summary>
    /// <exception cref="FormatException">The process did not say.</exception>
    public static double Scan(string yaml)
    {
        using Process process = Process.Start(new ProcessStartInfo("timeout", ["120", "dotnet", Folders.Bench, "scan", yaml]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.TryParse(output, CultureInfo.InvariantCulture, out double seconds)
            ? seconds
            : throw new FormatException($"the scan of {Path.GetFileName(yaml)} ended with {process.ExitCode} and '{output}'");
    }
}
