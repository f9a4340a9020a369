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

    private const int Samples = 100;

    // Who loses queries at the start, for want of room in the receive buffer, has fewer under way until dnsperf gives these up.
    private static readonly string[] Closed = ["-c", "8", "-q", "400", "-t", "1"];

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("mixed"));
        Variants.Choose(plan, zone);
        IReadOnlyList<Competitor> echoes = Echoes(plan, zone);
        IReadOnlyList<Workload> workloads = plan.GoalOnly ? Workload.Goal : [.. Workload.Goal, .. Workload.More];
        foreach (int threads in plan.GoalOnly ? (int[])[1] : [1, Environment.ProcessorCount])
        {
            Run(plan, [.. plan.Serving, .. echoes, .. plan.GoalOnly ? (Competitor[])[] : [Competitor.RmxUnpaused, Competitor.Arsoft]], zone, workloads, threads);
            if (!plan.GoalOnly)
                Run(plan, [Competitor.Rmx, Competitor.NsdMail, plan.Knot, plan.Bind, plan.PowerDns], BenchZones.Mail(plan.NewFolder("mail")), [Workload.Mail], threads);
        }
    }

    /// <summary>One measurement: per processor second, and per second.</summary>
    public static (double PerCpu, double PerWall) Measured(RunningServer server, string queries, bool edns, int seconds, params string[] more)
    {
        double before = server.Cpu;
        DnsperfResult result = Dnsperf.Run(server, queries, seconds, edns, Plan.ClientCores(server.Seat.Threads), [.. Closed, .. more]);
        return (result.Completed / Math.Max(server.Cpu - before, LeastCpu), result.PerSecond);
    }

    /// <summary>Echoes with as many octets as this server's answers have in the middle: in C for each workload of the goal, in C# for the first.</summary>
    private static Competitor[] Echoes(Plan plan, ZonePair zone)
    {
        using RunningServer server = plan.Start(Competitor.Rmx, [zone], 1);
        int Octets(Workload workload)
        {
            double[] lengths = [.. File.ReadLines(workload.Write(plan.Folder)).Take(Samples).Select(line => (double)Exchange.Udp(server.Seat, QueryWriter.Make(line, workload.Edns)).Length)];
            return (int)Statistics.Median(lengths);
        }
        Competitor[] inC = [.. Workload.Goal.Select(workload => Competitor.EchoInC(workload, Octets(workload)))];
        return plan.GoalOnly ? inC : [.. inC, Competitor.EchoInCSharp(Workload.Goal[0], Octets(Workload.Goal[0]))];
    }

    private static void Run(Plan plan, IReadOnlyList<Competitor> competitors, ZonePair zone, IReadOnlyList<Workload> workloads, int threads)
    {
        List<RunningServer> servers = plan.StartEach(Measure, competitors, [zone], threads);
        try
        {
            foreach (Workload workload in workloads.Take(Workload.Goal.Count))
            {
                foreach (RunningServer server in TakingPart(servers, workload))
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
        List<RunningServer> alike = AnswerCheck.Alike(plan, TakingPart(servers, workload), workload, queries, Measure, row);
        for (int round = 0; round < plan.Rounds; round++)
        {
            // Each round starts with another server, so that none always follows the same one.
            for (int turn = 0; turn < alike.Count; turn++)
            {
                RunningServer server = alike[(turn + round) % alike.Count];
                plan.Try(Measure, $"{row}, {server.Competitor.Title}", () =>
                {
                    (double perCpu, double perWall) = Measured(server, queries, workload.Edns, plan.Seconds);
                    plan.Results.Add(Measure, row, server.Competitor.Id, PerCpu, perCpu);
                    plan.Results.Add(Measure, row, server.Competitor.Id, PerWall, perWall);
                });
            }
        }
    }

    /// <summary>Those that answer from zones, and the workload's own echoes.</summary>
    private static List<RunningServer> TakingPart(List<RunningServer> servers, Workload workload) =>
        servers.FindAll(server => server.Competitor.Echoed is null || server.Competitor.Echoed.Id == workload.Id);

    /// <summary>The row of a workload.</summary>
    public static string RowOf(Workload workload, int threads) => threads == 1 ? workload.Title : $"{workload.Title}, {threads} threads";
}
