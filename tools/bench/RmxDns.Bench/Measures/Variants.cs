using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>Of a peer's default settings in Debian and tuned ones the faster are used in a run; both are up at once and take turns.</summary>
internal static class Variants
{
    public const string Measure = "settings";

    private const int Rounds = 3;

    public static void Choose(Plan plan, ZonePair zone)
    {
        string queries = Workload.Goal[0].Write(plan.Folder);
        plan.Nsd = Faster(plan, zone, queries, Competitor.NsdTuned, Competitor.NsdDefault);
        plan.Knot = Faster(plan, zone, queries, Competitor.KnotTuned, Competitor.KnotDefault);
        if (plan.GoalOnly)
            return;
        plan.Bind = Faster(plan, zone, queries, Competitor.BindTuned, Competitor.BindDefault);
        plan.PowerDns = Faster(plan, zone, queries, Competitor.PowerDnsTuned, Competitor.PowerDnsDefault);
    }

    private static Competitor Faster(Plan plan, ZonePair zone, string queries, Competitor tuned, Competitor usual)
    {
        List<RunningServer> servers = plan.StartEach(Measure, [tuned, usual], [zone], 1);
        try
        {
            foreach (RunningServer server in servers)
                _ = Throughput.Measured(server, queries, edns: false, 1);
            for (int round = 0; round < Rounds; round++)
            {
                for (int turn = 0; turn < servers.Count; turn++)
                {
                    RunningServer server = servers[(turn + round) % servers.Count];
                    plan.Results.Add(Measure, server.Competitor.Title, server.Competitor.Id, Throughput.PerCpu, Throughput.Measured(server, queries, edns: false, plan.Seconds).PerCpu);
                }
            }
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
        double Speed(Competitor of) => plan.Results.Find(Measure, of.Title, of.Id, Throughput.PerCpu)?.Median ?? 0;
        Competitor faster = Speed(usual) > Speed(tuned) ? usual : tuned;
        plan.Results.Set($"{tuned.Id} is measured as", faster.Title);
        return faster with { Id = tuned.Id };
    }
}
