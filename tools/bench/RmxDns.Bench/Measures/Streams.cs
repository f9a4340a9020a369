using System.Net;
using System.Net.Sockets;
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
        Competitor[] competitors = plan.GoalOnly
            ? [Competitor.Rmx, plan.Nsd, plan.Knot]
            : [Competitor.Rmx, plan.Nsd, plan.Knot, Competitor.Bind, Competitor.PowerDns];
        var servers = new List<RunningServer>();
        try
        {
            foreach (Competitor competitor in competitors)
                servers.Add(plan.Start(competitor, [zone], 1));
            string queries = Workload.Goal[0].Write(plan.Folder);
            foreach (RunningServer server in servers)
                _ = Throughput.Measured(server, queries, edns: false, plan.Seconds, "-m", "tcp");
            for (int round = 0; round < plan.Rounds; round++)
            {
                for (int turn = 0; turn < servers.Count; turn++)
                    Run(plan, servers[(turn + round) % servers.Count], queries);
            }
            servers.ForEach(server => HoldIdle(plan, server));
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
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

    private static void HoldIdle(Plan plan, RunningServer server)
    {
        long before = server.Memory;
        var connections = new List<Socket>();
        try
        {
            for (int i = 0; i < Idle; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                connections.Add(socket);
                socket.Connect(new IPEndPoint(server.Seat.Address, server.Seat.Port));
            }
            plan.Results.Add(Measure, $"{Idle} idle connections", server.Competitor.Id, "octets each", (double)(server.Memory - before) / Idle);
        }
        finally
        {
            connections.ForEach(socket => socket.Dispose());
        }
    }
}
