using System.Globalization;
using RmxDns.Bench.Load;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>Octets that the whole process allocates while it answers a million queries, over UDP and over kept TCP connections.</summary>
internal static class Allocations
{
    public const string Measure = "allocations";
    public const string PerQuery = "octets per query";

    private const int Queries = 1_000_000;
    private const int Seconds = 60;

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("allocations"));
        string queries = Workload.Goal[0].Write(plan.Folder);
        foreach ((string row, string[] options) in ((string, string[])[])[("UDP", []), ("kept TCP connections", ["-m", "tcp"])])
            plan.Try(Measure, row, () => Run(plan, zone, queries, row, options));
    }

    private static void Run(Plan plan, ZonePair zone, string queries, string row, string[] options)
    {
        using RunningServer server = plan.Start(Competitor.Rmx, [zone], 1);
        int times = Queries / File.ReadLines(queries).Count();
        string[] all = ["-c", "8", "-q", "400", "-n", times.ToString(CultureInfo.InvariantCulture), .. options];
        // The first million lets the runtime do what it does once.
        _ = Dnsperf.Run(server, queries, Seconds, edns: false, Plan.ClientCores(1), all);
        for (int round = 0; round < plan.LongRounds; round++)
        {
            long before = ServerStatistics.Allocated(server);
            DnsperfResult result = Dnsperf.Run(server, queries, Seconds, edns: false, Plan.ClientCores(1), all);
            plan.Results.Add(Measure, row, Competitor.Rmx.Id, PerQuery, (double)(ServerStatistics.Allocated(server) - before) / result.Completed);
        }
    }
}
