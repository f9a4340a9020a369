using System.Globalization;
using RmxDns.Bench.Measures;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Reports;

/// <summary>What the project wants to reach, held against what was measured. A line that could not be measured is not reached.</summary>
internal sealed class GoalTable(Plan plan)
{
    private const string Us = "rmxdns";

    private readonly Results _results = plan.Results;

    public void Fill()
    {
        foreach (Workload workload in Workload.Goal)
        {
            double wanted = workload.Id == "rmx" ? 1.15 : 1.10;
            AtLeast($"{workload.Title}: queries per CPU-second", "the better of NSD and Knot", wanted, Best(Throughput.Measure, Throughput.RowOf(workload, 1), Throughput.PerCpu));
        }
        string first = Throughput.RowOf(Workload.Goal[0], 1);
        AtLeast($"{Workload.Goal[0].Title}: queries per CPU-second", "the C echo", 0.92, Against(Throughput.Measure, first, Throughput.PerCpu, "echo-c"));
        AtLeast("speed with the large zone", $"the speed with {BenchZones.Names} names", 0.85, Pair(
            _results.Find(Sizes.Measure, "speed with the large zone", Us, Throughput.PerCpu),
            _results.Find(Sizes.Measure, $"speed with {BenchZones.Names} names", Us, Throughput.PerCpu)));
        AtMost("p99 at 50 % of saturation", "NSD's", 1, Against(Latency.Measure, Latency.RowOf(50), Latency.P99, "nsd"));
        AtLeast("goodput at three times the capacity", "the capacity", 0.9, Pair(
            _results.Find(Overload.Measure, Overload.Row, Us, Overload.Goodput), _results.Find(Overload.Measure, "capacity", Us, Overload.Goodput)));
        Value("memory at three times the capacity", "at most 1.05 times that after a tenth of the time", 1.05, _results.Find(Overload.Measure, Overload.Row, Us, Overload.Growth));
        AtLeast("kept TCP connections: queries per CPU-second", "the better of NSD and Knot", 1, Best(Streams.Measure, Streams.Kept, Throughput.PerCpu));
        AtMost($"memory, {Sizes.LargeRow(plan)}", "the smaller of NSD and Knot", 1, Smallest(Sizes.LargeRow(plan)));
        AtMost($"memory, {Sizes.LargeRow(plan)}, after a restart", "the smaller of NSD and Knot", 1, Smallest(Sizes.Restart));
        Value($"load of {Sizes.LargeRow(plan)}", "at most 1.5 times a bare scan", 1.5, _results.Find(Sizes.Measure, Sizes.LargeRow(plan), Us, Sizes.PerScan));
        Value("restart with unchanged zones, the large zone", "under 2 s", 2, _results.Find(Sizes.Measure, Sizes.Restart, Us, Sizes.Seconds));
        AtMost("restart with unchanged zones, the large zone", "NSD's", 1, Against(Sizes.Measure, Sizes.Restart, Sizes.Seconds, "nsd"));
        Value("ten names changed in the large zone", "at most 1.2 times a bare scan", 1.2, _results.Find(Reload.Measure, Reload.Row, Us, Reload.PerScan));
        foreach (string row in (string[])["UDP", "kept TCP connections"])
            Value($"allocations, {row}", "under 1 octet a query", 1, _results.Find(Allocations.Measure, row, Us, Allocations.PerQuery));
    }

    private (Figure Ours, Figure Theirs)? Best(string measure, string row, string unit)
    {
        Figure[] peers = [.. ((string[])["nsd", "knot"]).Select(peer => _results.Find(measure, row, peer, unit)).OfType<Figure>()];
        return peers.Length == 0 ? null : Pair(_results.Find(measure, row, Us, unit), peers.MaxBy(figure => figure.Median));
    }

    /// <summary>Our memory in a row beside that of the peer who takes least for the large zone.</summary>
    private (Figure Ours, Figure Theirs)? Smallest(string row)
    {
        Figure[] peers = [.. ((string[])["nsd", "knot"]).Select(peer => _results.Find(Sizes.Measure, Sizes.LargeRow(plan), peer, Sizes.Memory)).OfType<Figure>()];
        return peers.Length == 0 ? null : Pair(_results.Find(Sizes.Measure, row, Us, Sizes.Memory), peers.MinBy(figure => figure.Median));
    }

    private (Figure Ours, Figure Theirs)? Against(string measure, string row, string unit, string peer) =>
        Pair(_results.Find(measure, row, Us, unit), _results.Find(measure, row, peer, unit));

    private static (Figure Ours, Figure Theirs)? Pair(Figure? ours, Figure? theirs) => ours is null || theirs is null ? null : (ours, theirs);

    private void AtLeast(string what, string than, double wanted, (Figure Ours, Figure Theirs)? pair) =>
        Compare(what, $"at least {Number(wanted)} × {than}", pair, ratio => ratio >= wanted);

    private void AtMost(string what, string than, double wanted, (Figure Ours, Figure Theirs)? pair) =>
        Compare(what, $"at most {Number(wanted)} × {than}", pair, ratio => ratio <= wanted);

    private void Compare(string what, string wanted, (Figure Ours, Figure Theirs)? pair, Predicate<double> reached)
    {
        if (pair is not { } both)
        {
            _results.Goals.Add(new Goal(what, wanted, "not measured", false, ""));
            return;
        }
        double ratio = Statistics.Ratio(both.Ours, both.Theirs);
        string detail = $"{Statistics.Show(both.Ours.Median)} against {both.Theirs.Server}'s {Statistics.Show(both.Theirs.Median)} {both.Ours.Unit}";
        _results.Goals.Add(new Goal(what, wanted, $"{Number(ratio)} ×", reached(ratio), detail));
    }

    private void Value(string what, string wanted, double most, Figure? figure) => _results.Goals.Add(figure is null
        ? new Goal(what, wanted, "not measured", false, "")
        : new Goal(what, wanted, Number(figure.Median), figure.Median <= most, figure.Unit));

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
