using System.Globalization;
using System.Net;
using RmxDns.Bench.Load;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>
/// How long answers take at shares of saturation. Saturation is one absolute rate for all: that of the slowest of this server, NSD
/// and Knot. BIND and PowerDNS are asked at the same rates, which may be more than they can answer.
/// </summary>
internal static class Latency
{
    public const string Measure = "latency";
    public const string P99 = "µs, p99";

    /// <summary>The share of saturation that the goal is about, in percent.</summary>
    public const int GoalShare = 50;

    private const int ClosedSeconds = 3;

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("latency"));
        List<RunningServer> servers = plan.StartEach(Measure, plan.GoalOnly ? plan.Serving : [.. plan.Serving, Competitor.RmxUnpaused], [zone], 1);
        try
        {
            Run(plan, servers);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private static void Run(Plan plan, List<RunningServer> servers)
    {
        string file = Workload.Goal[0].Write(plan.Folder);
        byte[][] queries = Queries(file);
        servers = AnswerCheck.Alike(plan, servers, Workload.Goal[0], file, Measure, "saturation by dnsperf");
        double slowest = double.MaxValue;
        foreach (RunningServer server in servers)
        {
            double closed = Throughput.Measured(server, file, edns: false, ClosedSeconds).PerWall;
            plan.Results.Add(Measure, "saturation by dnsperf", server.Competitor.Id, Throughput.PerWall, closed);
            if (plan.Compared.Any(compared => compared.Id == server.Competitor.Id))
                slowest = Math.Min(slowest, closed);
        }
        servers.ForEach(server => plan.Try(Measure, $"check of the open loop, {server.Competitor.Title}", () => Check(plan, server, file, queries, slowest / 2)));
        int[] shares = plan.GoalOnly ? [GoalShare] : [20, GoalShare, 80];
        for (int round = 0; round < plan.GoalRounds; round++)
        {
            foreach (int share in round < plan.Rounds ? shares : [GoalShare])
            {
                for (int turn = 0; turn < servers.Count; turn++)
                {
                    RunningServer server = servers[(turn + round) % servers.Count];
                    plan.Try(Measure, $"{RowOf(share)}, {server.Competitor.Title}", () => At(plan, server, queries, share, slowest));
                }
            }
        }
    }

    private static void At(Plan plan, RunningServer server, byte[][] queries, int share, double saturation)
    {
        double rate = saturation * share / 100;
        OpenLoopResult result = OpenLoop.Run(new IPEndPoint(server.Seat.Address, server.Seat.Port), queries, rate, TimeSpan.FromSeconds(plan.Long.Steady));
        string row = RowOf(share);
        plan.Results.Add(Measure, row, server.Competitor.Id, "µs, p50", result.Times.Percentile(0.5));
        plan.Results.Add(Measure, row, server.Competitor.Id, P99, result.Times.Percentile(0.99));
        plan.Results.Add(Measure, row, server.Competitor.Id, "µs, p99.9", result.Times.Percentile(0.999));
        plan.Results.Add(Measure, row, server.Competitor.Id, "answered of those sent", (double)result.Answered / Math.Max(result.Sent, 1));
    }

    /// <summary>The same rate by dnsperf: whether both ask as much and get as much.</summary>
    private static void Check(Plan plan, RunningServer server, string file, byte[][] queries, double rate)
    {
        string[] paced = ["-c", "8", "-q", "400", "-Q", rate.ToString("F0", CultureInfo.InvariantCulture)];
        DnsperfResult other = Dnsperf.Run(server, file, plan.Long.Steady, edns: false, Plan.ClientCores(1), paced);
        OpenLoopResult own = OpenLoop.Run(new IPEndPoint(server.Seat.Address, server.Seat.Port), queries, rate, TimeSpan.FromSeconds(plan.Long.Steady));
        plan.Results.Add(Measure, "answers at that rate: the open loop's / dnsperf's", server.Competitor.Id, "ratio", own.Goodput / other.PerSecond);
    }

    /// <summary>The row of a share of saturation.</summary>
    public static string RowOf(int share) => string.Create(CultureInfo.InvariantCulture, $"{share} % of saturation");

    /// <summary>A file's queries as octets.</summary>
    public static byte[][] Queries(string file) => [.. File.ReadLines(file).Select(line => QueryWriter.Make(line, edns: false))];
}
