using System.Diagnostics;
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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static void Run(Plan plan)
    {
        string folder = plan.NewFolder("reload");
        ZonePair zone = BenchZones.Large(folder, plan.LargeZone);
        double scan = Sizes.Scan(zone.YamlPath);
        using RunningServer server = plan.Start(Competitor.Rmx, [zone], Environment.ProcessorCount);
        byte[][] queries = Latency.Queries(Workload.Goal[0].Write(plan.Folder));
        ZonePair changed = BenchZones.Large(plan.NewFolder("reload-next"), plan.LargeZone, version: 1);
        var at = new IPEndPoint(server.Seat.Address, server.Seat.Port);
        OpenLoopResult quiet = OpenLoop.Run(at, queries, Rate, TimeSpan.FromSeconds(5));
        plan.Results.Add(Measure, "before", Competitor.Rmx.Id, Latency.P99, quiet.Times.Percentile(0.99));
        byte[] probe = QueryWriter.Make($"n0.{BenchZones.Origin} TYPE65280", edns: false);
        byte[] old = Exchange.Udp(server.Seat, probe);
        File.Move(changed.YamlPath, zone.YamlPath, overwrite: true);
        using Process hangUp = Process.Start("kill", ["-HUP", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var clock = Stopwatch.StartNew();
        Task<double> served = Task.Run(() => AwaitChange(server, probe, old, clock));
        OpenLoopResult meanwhile = OpenLoop.Run(at, queries, Rate, TimeSpan.FromSeconds(Math.Ceiling(scan * 2)));
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, "s until served", served.Result);
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, PerScan, served.Result / scan);
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, Latency.P99, meanwhile.Times.Percentile(0.99));
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, "answered of those sent", (double)meanwhile.Answered / meanwhile.Sent);
        plan.Results.Add(Measure, Row, Competitor.Rmx.Id, "octets at the peak while reloading", server.PeakMemory);
    }

    private static double AwaitChange(RunningServer server, byte[] probe, byte[] old, Stopwatch clock)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Exchange.Udp(server.Seat, probe).AsSpan().SequenceEqual(old) && clock.Elapsed < Patience)
            _ = timer.WaitForNextTickAsync().AsTask().Result;
        return clock.Elapsed.TotalSeconds;
    }
}
