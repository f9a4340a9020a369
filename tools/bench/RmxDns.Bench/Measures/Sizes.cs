using System.Diagnostics;
using System.Globalization;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>A large zone and many small ones: time and processor time to load, memory after it, speed, and starting again.</summary>
internal static class Sizes
{
    public const string Measure = "zones";
    public const string Seconds = "s to the first answer";
    public const string CpuSeconds = "CPU-seconds to the first answer";
    public const string Memory = "octets after load (PSS)";
    public const string PerScan = "of a bare scan by YamlDotNet";

    /// <summary>The row of starting again with nothing changed.</summary>
    public const string Restart = "restart, large zone";

    private const int Restarts = 3;

    public static void Run(Plan plan)
    {
        Large(plan);
        if (!plan.GoalOnly)
            Many(plan);
    }

    /// <summary>The row of the large zone.</summary>
    public static string LargeRow(Plan plan) => string.Create(CultureInfo.InvariantCulture, $"{plan.LargeZone:N0} names");

    private static void Large(Plan plan)
    {
        string row = LargeRow(plan);
        ZonePair large = BenchZones.Large(plan.NewFolder("large"), plan.LargeZone);
        ZonePair small = BenchZones.Large(plan.NewFolder("small"), BenchZones.Names);
        double scan = Scan(large.YamlPath);
        plan.Results.Add(Measure, row, "YamlDotNet's parser alone", "s", scan);
        string large1 = (Workload.Goal[0] with { Id = "large", Make = r => $"n{r.Next(plan.LargeZone)}.{BenchZones.Origin} TYPE65280" }).Write(plan.Folder);
        string small1 = Workload.Goal[0].Write(plan.Folder);
        foreach (Competitor competitor in plan.GoalOnly ? (Competitor[])[plan.Nsd, plan.Knot] : [plan.Nsd, plan.Knot, Competitor.Bind, Competitor.PowerDns])
        {
            using RunningServer server = StartAll(plan, competitor, [large]);
            Record(plan, row, server);
        }
        string state = plan.NewFolder("state");
        using (RunningServer server = StartAll(plan, Competitor.Rmx, [large], state))
        {
            Record(plan, row, server);
            plan.Results.Add(Measure, row, Competitor.Rmx.Id, PerScan, server.ReadyAfter / scan);
            server.AwaitLog("compiled snapshot written: 1 zones");
        }
        for (int round = 0; round < Restarts; round++)
            StartAgain(plan, large, state);
        BySize(plan, [large], [small], large1, small1);
    }

    /// <summary>Starts with nothing changed since the last start: this server from its compiled snapshot, NSD from its zone file.</summary>
    private static void StartAgain(Plan plan, ZonePair large, string state)
    {
        using (RunningServer again = StartAll(plan, Competitor.Rmx, [large], state))
        {
            again.AwaitLog("1 of 1 zones were taken from the compiled snapshot");
            Record(plan, Restart, again);
        }
        using (RunningServer again = StartAll(plan, plan.Nsd, [large]))
            Record(plan, Restart, again);
    }

    private static void BySize(Plan plan, IReadOnlyList<ZonePair> large, IReadOnlyList<ZonePair> small, string largeQueries, string smallQueries)
    {
        foreach (Competitor competitor in plan.GoalOnly ? (Competitor[])[Competitor.Rmx] : [Competitor.Rmx, plan.Nsd, plan.Knot])
        {
            using RunningServer many = plan.Start(competitor, large, 1), few = plan.Start(competitor, small, 1);
            _ = Throughput.Measured(few, smallQueries, edns: false, plan.Seconds);
            _ = Throughput.Measured(many, largeQueries, edns: false, plan.Seconds);
            for (int round = 0; round < plan.Rounds; round++)
            {
                plan.Results.Add(Measure, $"speed with {BenchZones.Names} names", competitor.Id, Throughput.PerCpu, Throughput.Measured(few, smallQueries, edns: false, plan.Seconds).PerCpu);
                plan.Results.Add(Measure, "speed with the large zone", competitor.Id, Throughput.PerCpu, Throughput.Measured(many, largeQueries, edns: false, plan.Seconds).PerCpu);
            }
        }
    }

    private static void Many(Plan plan)
    {
        string row = string.Create(CultureInfo.InvariantCulture, $"{plan.ManyZones:N0} zones of ten names");
        IReadOnlyList<ZonePair> zones = BenchZones.Many(plan.NewFolder("many"), plan.ManyZones);
        foreach (Competitor competitor in (Competitor[])[Competitor.Rmx, plan.Nsd, plan.Knot])
        {
            using RunningServer server = StartAll(plan, competitor, zones);
            Record(plan, row, server);
        }
    }

    /// <summary>Loading may use all cores; answering has one thread.</summary>
    private static RunningServer StartAll(Plan plan, Competitor competitor, IReadOnlyList<ZonePair> zones, string? state = null) =>
        plan.Start(competitor, zones, Environment.ProcessorCount, state);

    private static void Record(Plan plan, string row, RunningServer server)
    {
        plan.Results.Add(Measure, row, server.Competitor.Id, Seconds, server.ReadyAfter);
        plan.Results.Add(Measure, row, server.Competitor.Id, CpuSeconds, server.ReadyCpu);
        plan.Results.Add(Measure, row, server.Competitor.Id, Memory, server.Memory);
        plan.Results.Add(Measure, row, server.Competitor.Id, "octets at the peak while loading", server.PeakMemory);
    }

    /// <summary>The seconds that YamlDotNet's parser takes for a file's events, in a process of its own.</summary>
    public static double Scan(string yaml)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Folders.Bench, "scan", yaml]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }
}
