using System.Net;
using RmxDns.Bench.Load;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>
/// Three times as many queries as a server can answer: on core 0 beside two processes that spin, so that capacity is known and
/// small, the questioner on core 1.
/// </summary>
internal static class Overload
{
    public const string Measure = "overload";
    public const string Row = "three times the capacity";
    public const string Goodput = "answers per second";
    public const string Memory = "octets of memory (PSS)";
    public const string Growth = "memory at the end / after a tenth";

    private const int Times = 3;
    private const int ClosedSeconds = 5;

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("overload"));
        string file = Workload.Goal[0].Write(plan.Folder);
        byte[][] queries = Latency.Queries(file);
        for (int round = 0; round < plan.LongRounds; round++)
        {
            // The goal is about this server alone; the others show once what to hold it against.
            foreach (Competitor competitor in round == 0 && !plan.GoalOnly ? plan.Serving : [Competitor.Rmx])
                plan.Try(Measure, competitor.Title, () => Run(plan, competitor, zone, file, queries));
        }
    }

    private static void Run(Plan plan, Competitor competitor, ZonePair zone, string file, byte[][] queries)
    {
        using RunningServer server = plan.Start(competitor, [zone], 1);
        using Spinner first = plan.Spin(), second = plan.Spin();
        double capacity = Throughput.Measured(server, file, edns: false, ClosedSeconds).PerWall;
        plan.Results.Add(Measure, "capacity", competitor.Id, Goodput, capacity);
        var at = new IPEndPoint(server.Seat.Address, server.Seat.Port);
        long lost = server.Overflowed;
        OpenLoopResult start = OpenLoop.Run(at, queries, capacity * Times, TimeSpan.FromSeconds(plan.Long.Overload / 10.0));
        long early = server.Memory;
        OpenLoopResult rest = OpenLoop.Run(at, queries, capacity * Times, TimeSpan.FromSeconds(plan.Long.Overload * 0.9));
        long late = server.Memory;
        plan.Results.Add(Measure, Row, competitor.Id, Goodput, (start.Answered + rest.Answered) / (start.Seconds + rest.Seconds));
        plan.Results.Add(Measure, Row, competitor.Id, "of those sent answered", (double)(start.Answered + rest.Answered) / (start.Sent + rest.Sent));
        plan.Results.Add(Measure, "after a tenth of the time", competitor.Id, Memory, early);
        plan.Results.Add(Measure, "at the end", competitor.Id, Memory, late);
        plan.Results.Add(Measure, Row, competitor.Id, Growth, (double)late / early);
        plan.Results.Add(Measure, "lost in full receive buffers, by the kernel's count", competitor.Id, "datagrams", server.Overflowed - lost);
        if (competitor.Id == Competitor.Rmx.Id)
            plan.Results.Add(Measure, "the same, by the server's own count since its start", competitor.Id, "datagrams", ServerStatistics.Overflowed(server));
    }
}
