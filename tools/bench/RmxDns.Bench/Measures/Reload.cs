using System.Diagnostics;
using System.Globalization;
using System.Net;
using RmxDns.Bench.Load;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>Ten names of the large zone change while queries come in: how long until the new ones are served, and what the queries notice.</summary>
internal static class Reload
{
    public const string Measure = "reload";
    public const string Row = "ten names changed in the large zone";
    public const string PerScan = "of a bare scan by YamlDotNet";

    private const double Rate = 20_000;

    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Large(plan.NewFolder("reload"), plan.LargeZone);
        string[] versions = [.. Enumerable.Range(0, 2).Select(version => BenchZones.Large(plan.NewFolder($"reload-{version}"), plan.LargeZone, version).YamlPath)];
        byte[][] queries = Latency.Queries(Workload.Goal[0].Write(plan.Folder));
        using RunningServer server = plan.Start(Competitor.Rmx, [zone], Environment.ProcessorCount);
        for (int round = 0; round < plan.LongRounds; round++)
        {
            string next = zone.YamlPath + ".next";
            File.Copy(versions[(round + 1) % 2], next, overwrite: true);
            plan.Try(Measure, Row, () => Run(plan, server, zone, next, queries));
        }
    }

    private static void Run(Plan plan, RunningServer server, ZonePair zone, string next, byte[][] queries)
    {
        double scan = Sizes.Scan(zone.YamlPath);
        var at = new IPEndPoint(server.Seat.Address, server.Seat.Port);
        OpenLoopResult quiet = OpenLoop.Run(at, queries, Rate, TimeSpan.FromSeconds(plan.Long.Steady));
        plan.Results.Add(Measure, "before", Competitor.Rmx.Id, Latency.P99, quiet.Times.Percentile(0.99));
        byte[] probe = QueryWriter.Make($"n0.{BenchZones.Origin} TYPE65280", edns: false);
        byte[] old = Exchange.Udp(server.Seat, probe);
        server.ForgetPeak();
        File.Move(next, zone.YamlPath, overwrite: true);
        using Process hangUp = Process.Start("kill", ["-HUP", server.Id.ToString(CultureInfo.InvariantCulture)]);
        var clock = Stopwatch.StartNew();
        using var changed = new CancellationTokenSource();
        // On a thread of its own: one of the pool might come late, and the wait would look like the server's.
        Task<double> served = Task.Factory.StartNew(
            () => AwaitChange(server, probe, old, clock, changed), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        // Only queries that are due while the server reads and compiles: later ones would make the wait of the slowest look rare.
        OpenLoopResult meanwhile = OpenLoop.Run(at, queries, Rate, Patience, changed.Token);
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, "s until served", served.Result);
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, PerScan, served.Result / scan);
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, Latency.P99, meanwhile.Times.Percentile(0.99));
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, "answered of those sent", (double)meanwhile.Answered / meanwhile.Sent);
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, "octets at the peak while reloading", server.PeakMemory);
    }

    /// <summary>Cancels as soon as the answer is another.</summary>
    /// <exception cref="TimeoutException">It stays as it was.</exception>
    private static double AwaitChange(RunningServer server, byte[] probe, byte[] old, Stopwatch clock, CancellationTokenSource changed)
    {
        while (Exchange.Udp(server.Seat, probe).AsSpan().SequenceEqual(old))
        {
            if (clock.Elapsed > Patience)
                throw new TimeoutException($"the change is not served after {Patience.TotalSeconds} s");
            _ = changed.Token.WaitHandle.WaitOne(ProbeInterval);
        }
        double seconds = clock.Elapsed.TotalSeconds;
        changed.Cancel();
        return seconds;
    }
}
