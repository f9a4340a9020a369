using RmxDns.Bench.Load;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>TCP: kept connections, new ones, and what idle ones cost.</summary>
internal static class Streams
{
    public const string Measure = "TCP";
    public const string Kept = "kept connections";
    public const string New = "a connection for each query";

    private const int Idle = 1000;

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("streams"));
        string queries = Workload.Goal[0].Write(plan.Folder);
        List<RunningServer> servers = plan.StartEach(Measure, plan.GoalOnly ? plan.Serving : [.. plan.Serving, Competitor.Arsoft], [zone], 1);
        try
        {
            List<RunningServer> alike = AnswerCheck.Alike(plan, servers, Workload.Goal[0], queries, Measure, Kept);
            foreach (RunningServer server in alike)
                plan.Try(Measure, $"warming up {server.Competitor.Title}", () => Throughput.Measured(server, queries, edns: false, plan.Seconds, "-m", "tcp"));
            for (int round = 0; round < plan.Rounds; round++)
            {
                for (int turn = 0; turn < alike.Count; turn++)
                {
                    RunningServer server = alike[(turn + round) % alike.Count];
                    plan.Try(Measure, server.Competitor.Title, () => Run(plan, server, queries));
                }
            }
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
        // Debian's settings have no room for as many connections.
        foreach (Competitor competitor in plan.GoalOnly ? (Competitor[])[] : [Competitor.Rmx, Competitor.NsdTuned, Competitor.KnotTuned, Competitor.BindTuned, Competitor.PowerDnsTuned])
            plan.Try(Measure, $"{Idle} idle connections, {competitor.Title}", () => HoldIdle(plan, competitor, zone, queries));
    }

    private static void Run(Plan plan, RunningServer server, string queries)
    {
        plan.Results.Add(Measure, Kept, server.Competitor.Id, Throughput.PerCpu, Throughput.Measured(server, queries, edns: false, plan.Seconds, "-m", "tcp").PerCpu);
        if (plan.GoalOnly)
            return;
        double before = server.Cpu;
        long answered = NewConnections.Run(server.Seat, Latency.Queries(queries), plan.Seconds);
        plan.Results.Add(Measure, New, server.Competitor.Id, Throughput.PerCpu, answered / Math.Max(server.Cpu - before, Throughput.LeastCpu));
    }

    private static void HoldIdle(Plan plan, Competitor competitor, ZonePair zone, string queries)
    {
        using RunningServer server = plan.Start(competitor, [zone], 1);
        // What a server needs once for TCP is not what a connection costs.
        _ = Throughput.Measured(server, queries, edns: false, plan.Seconds, "-m", "tcp");
        long before = server.Memory;
        using var connections = new IdleConnections(server.Seat, Latency.Queries(queries)[0], Idle);
        plan.Results.Add(Measure, $"{Idle} idle connections", competitor.Id, "octets each", (double)(server.Memory - before) / Idle);
    }
}
