using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RmxDns.Bench.Load;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>Octets that the whole process allocates while it answers a million queries, over UDP and over kept TCP connections.</summary>
internal static partial class Allocations
{
    public const string Measure = "allocations";
    public const string PerQuery = "octets per query";

    private const int Queries = 1_000_000;
    private const int Seconds = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("allocations"));
        string queries = Workload.Goal[0].Write(plan.Folder);
        foreach ((string row, string[] options) in ((string, string[])[])[("UDP", []), ("kept TCP connections", ["-m", "tcp"])])
        {
            using RunningServer server = plan.Start(Competitor.Rmx, [zone], 1);
            int times = Queries / File.ReadLines(queries).Count();
            string[] all = ["-c", "8", "-q", "400", "-n", times.ToString(CultureInfo.InvariantCulture), .. options];
            // The first million lets the runtime do what it does once.
            _ = Dnsperf.Run(server, queries, Seconds, edns: false, Plan.ClientCores(1), all);
            long before = Allocated(server);
            DnsperfResult result = Dnsperf.Run(server, queries, Seconds, edns: false, Plan.ClientCores(1), all);
            plan.Results.Add(Measure, row, Competitor.Rmx.Id, PerQuery, (double)(Allocated(server) - before) / result.Completed);
        }
    }

    /// <summary>What the server says on SIGUSR1.</summary>
    private static long Allocated(RunningServer server)
    {
        string log = Path.Combine(server.Seat.Folder, "log");
        int seen = AllocatedLine().Count(File.ReadAllText(log));
        using Process signal = Process.Start("kill", ["-USR1", server.Id.ToString(CultureInfo.InvariantCulture)]);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience;)
        {
            MatchCollection lines = AllocatedLine().Matches(File.ReadAllText(log));
            if (lines.Count > seen)
                return long.Parse(lines[^1].Groups[1].Value, CultureInfo.InvariantCulture);
            _ = timer.WaitForNextTickAsync().AsTask().Result;
        }
        throw new TimeoutException("the server does not say what it has allocated");
    }

    [GeneratedRegex(@"memory: (\d+) octets allocated")]
    private static partial Regex AllocatedLine();
}
