using RmxDns.Bench.Load;
using RmxDns.Bench.Reports;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>Queries per second of the server's processor time and of the wall, all servers in turn, round by round.</summary>
internal static class Throughput
{
    public const string Measure = "throughput";
    public const string PerCpu = "queries per CPU-second";
    public const string PerWall = "queries per second";

    /// <summary>Processor time is told in hundredths of a second; less than this means little.</summary>
    public const double LeastCpu = 0.05;

    private static readonly string[] Closed = ["-c", "8", "-q", "400"];

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("mixed"));
        ChooseVariants(plan, zone);
        int octets = AnswerOctets(plan, zone);
        Run(plan, zone, 1, octets);
        if (!plan.GoalOnly)
            Run(plan, zone, Environment.ProcessorCount, octets);
    }

    /// <summary>One measurement: per processor second, and per second.</summary>
    public static (double PerCpu, double PerWall) Measured(RunningServer server, string queries, bool edns, int seconds, params string[] more)
    {
        double before = server.Cpu;
        DnsperfResult result = Dnsperf.Run(server, queries, seconds, edns, Plan.ClientCores(server.Seat.Threads), [.. Closed, .. more]);
        return (result.Completed / Math.Max(server.Cpu - before, LeastCpu), result.PerSecond);
    }

    /// <summary>Of Debian's settings and the tuned ones the faster are used from here on.</summary>
    private static void ChooseVariants(Plan plan, ZonePair zone)
    {
        string queries = Workload.Goal[0].Write(plan.Folder);
        Competitor Faster(Competitor tuned, Competitor usual)
        {
            double[] speeds = [.. new[] { tuned, usual }.Select(competitor =>
            {
                using RunningServer server = plan.Start(competitor, [zone], 1);
                double[] rounds = [.. Enumerable.Range(0, 3).Select(_ => Measured(server, queries, edns: false, plan.Seconds).PerCpu)];
                plan.Results.Add("settings", competitor.Title, competitor.Id, PerCpu, Statistics.Median(rounds));
                return Statistics.Median(rounds);
            })];
            return speeds[0] >= speeds[1] ? tuned : usual with { Id = tuned.Id };
        }
        plan.Nsd = Faster(Competitor.NsdTuned, Competitor.NsdDefault);
        plan.Knot = Faster(Competitor.KnotTuned, Competitor.KnotDefault);
    }

    /// <summary>The octets of this server's answer to the first workload, which the echoes answer with.</summary>
    private static int AnswerOctets(Plan plan, ZonePair zone)
    {
        using RunningServer server = plan.Start(Competitor.Rmx, [zone], 1);
        return Exchange.Udp(server.Seat, QueryWriter.Make($"n1234.{BenchZones.Origin} TYPE65280", edns: false)).Length;
    }

    private static void Run(Plan plan, ZonePair zone, int threads, int octets)
    {
        Competitor[] competitors = plan.GoalOnly
            ? [Competitor.Rmx, plan.Nsd, plan.Knot, Competitor.EchoInC(octets)]
            : [Competitor.Rmx, plan.Nsd, plan.Knot, Competitor.Bind, Competitor.PowerDns, Competitor.EchoInC(octets), Competitor.EchoInCSharp(octets), Competitor.Arsoft];
        IReadOnlyList<Workload> workloads = plan.GoalOnly ? Workload.Goal : [.. Workload.Goal, .. Workload.More];
        var servers = new List<RunningServer>();
        try
        {
            foreach (Competitor competitor in competitors)
                servers.Add(plan.Start(competitor, [zone], threads));
            WarmUp(plan, servers);
            foreach (Workload workload in workloads)
                Run(plan, servers, workload, threads);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private static void WarmUp(Plan plan, List<RunningServer> servers)
    {
        foreach (RunningServer server in servers)
        {
            foreach (Workload workload in Workload.Goal)
                _ = Measured(server, workload.Write(plan.Folder), workload.Edns, 1);
        }
    }

    private static void Run(Plan plan, List<RunningServer> servers, Workload workload, int threads)
    {
        string queries = workload.Write(plan.Folder);
        string row = RowOf(workload, threads);
        for (int round = 0; round < plan.Rounds; round++)
        {
            // Each round starts with another server, so that none always follows the same one.
            for (int turn = 0; turn < servers.Count; turn++)
            {
                RunningServer server = servers[(turn + round) % servers.Count];
                if (!server.Competitor.Answers && workload.Id != Workload.Goal[0].Id)
                    continue;
                (double perCpu, double perWall) = Measured(server, queries, workload.Edns, plan.Seconds);
                plan.Results.Add(Measure, row, server.Competitor.Id, PerCpu, perCpu);
                plan.Results.Add(Measure, row, server.Competitor.Id, PerWall, perWall);
            }
        }
    }

    /// <summary>The row of a workload.</summary>
    public static string RowOf(Workload workload, int threads) => threads == 1 ? workload.Title : $"{workload.Title}, {threads} threads";
}
