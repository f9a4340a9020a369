using RmxDns.Bench.Load;
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
        Variants.Choose(plan, zone);
        int octets = AnswerOctets(plan, zone);
        IReadOnlyList<Workload> workloads = plan.GoalOnly ? Workload.Goal : [.. Workload.Goal, .. Workload.More];
        foreach (int threads in plan.GoalOnly ? (int[])[1] : [1, Environment.ProcessorCount])
        {
            Run(plan, Competitors(plan, octets), zone, workloads, threads);
            if (!plan.GoalOnly)
                Run(plan, [Competitor.Rmx, Competitor.NsdMail, plan.Knot, plan.Bind, plan.PowerDns], BenchZones.Mail(plan.NewFolder("mail")), [Workload.Mail], threads);
        }
    }

    private static IReadOnlyList<Competitor> Competitors(Plan plan, int octets) => plan.GoalOnly
        ? [.. plan.Compared, Competitor.EchoInC(octets)]
        : [.. plan.Serving, Competitor.EchoInC(octets), Competitor.EchoInCSharp(octets), Competitor.Arsoft];

    /// <summary>One measurement: per processor second, and per second.</summary>
    public static (double PerCpu, double PerWall) Measured(RunningServer server, string queries, bool edns, int seconds, params string[] more)
    {
        double before = server.Cpu;
        DnsperfResult result = Dnsperf.Run(server, queries, seconds, edns, Plan.ClientCores(server.Seat.Threads), [.. Closed, .. more]);
        return (result.Completed / Math.Max(server.Cpu - before, LeastCpu), result.PerSecond);
    }

    /// <summary>The octets of this server's answer to the first workload, which the echoes answer with.</summary>
    private static int AnswerOctets(Plan plan, ZonePair zone)
    {
        using RunningServer server = plan.Start(Competitor.Rmx, [zone], 1);
        return Exchange.Udp(server.Seat, QueryWriter.Make($"n1234.{BenchZones.Origin} TYPE65280", edns: false)).Length;
    }

    private static void Run(Plan plan, IReadOnlyList<Competitor> competitors, ZonePair zone, IReadOnlyList<Workload> workloads, int threads)
    {
        List<RunningServer> servers = plan.StartEach(Measure, competitors, [zone], threads);
        try
        {
            foreach (Workload workload in workloads.Take(Workload.Goal.Count))
            {
                foreach (RunningServer server in servers)
                    plan.Try(Measure, $"warming up {server.Competitor.Title}", () => Measured(server, workload.Write(plan.Folder), workload.Edns, 1));
            }
            foreach (Workload workload in workloads)
                plan.Try(Measure, RowOf(workload, threads), () => Run(plan, servers, workload, threads));
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private static void Run(Plan plan, List<RunningServer> servers, Workload workload, int threads)
    {
        string queries = workload.Write(plan.Folder);
        string row = RowOf(workload, threads);
        List<RunningServer> alike = AnswerCheck.Alike(plan, servers, workload, queries, Measure, row);
        for (int round = 0; round < plan.Rounds; round++)
        {
            // Each round starts with another server, so that none always follows the same one.
            for (int turn = 0; turn < alike.Count; turn++)
            {
                RunningServer server = alike[(turn + round) % alike.Count];
                if (!server.Competitor.Answers && workload.Id != Workload.Goal[0].Id)
                    continue;
                plan.Try(Measure, $"{row}, {server.Competitor.Title}", () =>
                {
                    (double perCpu, double perWall) = Measured(server, queries, workload.Edns, plan.Seconds);
                    plan.Results.Add(Measure, row, server.Competitor.Id, PerCpu, perCpu);
                    plan.Results.Add(Measure, row, server.Competitor.Id, PerWall, perWall);
                });
            }
        }
    }

    /// <summary>The row of a workload.</summary>
    public static string RowOf(Workload workload, int threads) => threads == 1 ? workload.Title : $"{workload.Title}, {threads} threads";
}
