using System.Diagnostics;
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
    public const string Growth = "memory at the end / after a tenth";

    private const int Times = 3;
    private const int ClosedSeconds = 5;

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("overload"));
        string file = Workload.Goal[0].Write(plan.Folder);
        byte[][] queries = Latency.Queries(file);
        foreach (Competitor competitor in plan.GoalOnly ? (Competitor[])[Competitor.Rmx] : [Competitor.Rmx, plan.Nsd, plan.Knot])
        {
            using RunningServer server = plan.Start(competitor, [zone], 1);
            using Process first = Spin(), second = Spin();
            try
            {
                double capacity = Throughput.Measured(server, file, edns: false, ClosedSeconds).PerWall;
                plan.Results.Add(Measure, "capacity", competitor.Id, Goodput, capacity);
                var at = new IPEndPoint(server.Seat.Address, server.Seat.Port);
                OpenLoopResult start = OpenLoop.Run(at, queries, capacity * Times, TimeSpan.FromSeconds(plan.Long.Overload / 10.0));
                long early = server.Memory;
                OpenLoopResult rest = OpenLoop.Run(at, queries, capacity * Times, TimeSpan.FromSeconds(plan.Long.Overload * 0.9));
                plan.Results.Add(Measure, Row, competitor.Id, Goodput, (start.Answered + rest.Answered) / (start.Seconds + rest.Seconds));
                plan.Results.Add(Measure, Row, competitor.Id, "of those sent answered", (double)(start.Answered + rest.Answered) / (start.Sent + rest.Sent));
                plan.Results.Add(Measure, Row, competitor.Id, Growth, (double)server.Memory / early);
            }
            finally
            {
                first.Kill();
                second.Kill();
            }
        }
    }

    private static Process Spin() => Process.Start(new ProcessStartInfo("taskset", ["-c", "0", "sh", "-c", "while :; do :; done"]))!;
}
