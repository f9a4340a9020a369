using System.Buffers.Binary;
using RmxDns.Bench.Load;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>
/// Whether all servers answer alike before they are measured: a wrong answer is quick, and no throughput. Another RCODE, TC or number
/// of answers than ours leaves a server out of a row; another number of additional records does so where a workload is like for like.
/// Elsewhere, and for authority records, the difference is noted beside the figures.
/// </summary>
internal static class AnswerCheck
{
    private const int Samples = 20;

    /// <summary>Asks every server some of a workload's queries.</summary>
    /// <param name="plan">Where what differs is noted.</param>
    /// <param name="servers">The servers; this server must be among them.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="queries">The file with its queries.</param>
    /// <param name="measure">The table.</param>
    /// <param name="row">The row.</param>
    /// <returns>Those that may be measured; the echoes are.</returns>
    /// <exception cref="InvalidOperationException">This server is not there.</exception>
    public static List<RunningServer> Alike(Plan plan, IReadOnlyList<RunningServer> servers, Workload workload, string queries, string measure, string row)
    {
        RunningServer ours = servers.FirstOrDefault(server => server.Competitor.Id == Competitor.Rmx.Id)
            ?? throw new InvalidOperationException($"{Competitor.Rmx.Title} does not run, so that no answers can be compared with its own");
        string[] samples = [.. File.ReadLines(queries).Take(Samples)];
        byte[][] messages = [.. samples.Select(line => QueryWriter.Make(line, workload.Edns))];
        Shape[] wanted = [.. messages.Select(message => Shape.Of(Exchange.Udp(ours.Seat, message)))];
        var alike = new List<RunningServer>();
        foreach (RunningServer server in servers)
        {
            if (!server.Competitor.Answers)
            {
                alike.Add(server);
                continue;
            }
            plan.Try(measure, $"{row}, {server.Competitor.Title}", () =>
            {
                for (int i = 0; i < samples.Length; i++)
                    Compare(plan, server, workload, samples[i], row, Shape.Of(Exchange.Udp(server.Seat, messages[i])), wanted[i]);
                alike.Add(server);
            });
        }
        return alike;
    }

    private static void Compare(Plan plan, RunningServer server, Workload workload, string query, string row, Shape theirs, Shape ours)
    {
        if (theirs.Rcode != ours.Rcode || theirs.Truncated != ours.Truncated)
            throw new InvalidOperationException($"{query}: {theirs}; ours: {ours}");
        // A truncated answer holds as much as its author likes.
        if (ours.Truncated || theirs == ours)
            return;
        if (theirs.Answers != ours.Answers || (workload.LikeForLike && theirs.Additional != ours.Additional))
            throw new InvalidOperationException($"{query}: {theirs}; ours: {ours}");
        if (!plan.Results.Differences.Any(known => known.Row == row && known.Server == server.Competitor.Id))
            plan.Results.Differs(row, server.Competitor.Id, $"{theirs}; ours: {ours}");
    }

    /// <summary>What is compared of a response: RCODE, TC, and how many records its sections have.</summary>
    private readonly record struct Shape(int Rcode, bool Truncated, int Answers, int Authority, int Additional)
    {
        public static Shape Of(ReadOnlySpan<byte> response) => new(
            response[3] & 15,
            (response[2] & 2) != 0,
            BinaryPrimitives.ReadUInt16BigEndian(response[6..]),
            BinaryPrimitives.ReadUInt16BigEndian(response[8..]),
            BinaryPrimitives.ReadUInt16BigEndian(response[10..]));

        public override string ToString() => $"RCODE {Rcode}{(Truncated ? ", TC" : "")}, {Answers} answers, {Authority} authority, {Additional} additional";
    }
}
