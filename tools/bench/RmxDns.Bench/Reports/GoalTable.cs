using System.Globalization;
using RmxDns.Bench.Measures;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Reports;

/// <summary>What the project wants to reach, held against what was measured. A line that could not be measured is not reached.</summary>
internal sealed class GoalTable(Plan plan)
{
    private const string Us = "rmxdns";

    private readonly Results _results = plan.Results;

    /// <summary>Fills the table anew; each line is there whatever was measured.</summary>
    public void Fill()
    {
        _results.Goals.Clear();
        FillThroughput();
        AtLeast(Sizes.Measure, Sizes.LargeSpeed, $"the speed with {BenchZones.Names} names", 0.85, Pair(
            _results.Find(Sizes.Measure, Sizes.LargeSpeed, Us, Throughput.PerCpu),
            _results.Find(Sizes.Measure, $"speed with {BenchZones.Names} names", Us, Throughput.PerCpu)));
        AtMost(Latency.Measure, "p99 at 50 % of saturation", "NSD's", 1, Against(Latency.Measure, Latency.RowOf(Latency.GoalShare), Latency.P99, "nsd"));
        AtLeast(Overload.Measure, "goodput at three times the capacity", "the capacity", 0.9, Pair(
            _results.Find(Overload.Measure, Overload.Row, Us, Overload.Goodput), _results.Find(Overload.Measure, "capacity", Us, Overload.Goodput)));
        Value(Overload.Measure, "memory at three times the capacity", "at most 1.05 times that after a tenth of the time", 1.05, _results.Find(Overload.Measure, Overload.Row, Us, Overload.Growth));
        AtLeast(Streams.Measure, "kept TCP connections: queries per CPU-second", "the better of NSD and Knot", 1, Best(Streams.Measure, Streams.Kept, Throughput.PerCpu));
        FillSizes();
        Value(Reload.Measure, "ten names changed in the large zone", "at most 1.2 times a bare scan", 1.2, _results.Find(Reload.Measure, Reload.Row, Us, Reload.PerScan));
        foreach (string row in (string[])["UDP", "kept TCP connections"])
            Value(Allocations.Measure, $"allocations, {row}", "under 1 octet a query", 1, _results.Find(Allocations.Measure, row, Us, Allocations.PerQuery));
    }

    private void FillThroughput()
    {
        foreach (Workload workload in Workload.Goal)
        {
            double wanted = workload.Id == "rmx" ? 1.15 : 1.10;
            AtLeast(Throughput.Measure, $"{workload.Title}: queries per CPU-second", "the better of NSD and Knot", wanted, Best(Throughput.Measure, Throughput.RowOf(workload, 1), Throughput.PerCpu));
        }
        string first = Throughput.RowOf(Workload.Goal[0], 1);
        AtLeast(Throughput.Measure, $"{Workload.Goal[0].Title}: queries per CPU-second", "the C echo", 0.92, Against(Throughput.Measure, first, Throughput.PerCpu, "echo-c"));
    }

    private void FillSizes()
    {
        string large = Sizes.LargeRow(plan);
        AtMost(Sizes.Measure, $"memory, {large}", "the smaller of NSD and Knot", 1, Smallest(large));
        AtMost(Sizes.Measure, $"memory, {large}, after a restart", "the smaller of NSD and Knot", 1, Smallest(Sizes.Restart));
        Value(Sizes.Measure, $"peak of memory while loading {large}", "at most 2 × the memory after it + the file", 1, _results.Find(Sizes.Measure, large, Us, Sizes.PeakShare));
        Value(Sizes.Measure, $"load of {large}", "at most 1.5 times a bare scan", 1.5, _results.Find(Sizes.Measure, large, Us, Sizes.PerScan));
        Value(Sizes.Measure, "restart with unchanged zones, the large zone", "under 2 s", 2, _results.Find(Sizes.Measure, Sizes.Restart, Us, Sizes.Seconds));
        AtMost(Sizes.Measure, "restart with unchanged zones, the large zone", "NSD's", 1, Against(Sizes.Measure, Sizes.Restart, Sizes.Seconds, "nsd"));
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

    private void AtLeast(string measure, string what, string than, double wanted, (Figure Ours, Figure Theirs)? pair) =>
        Compare(measure, what, $"at least {Number(wanted)} × {than}", pair, ratio => ratio >= wanted);

    private void AtMost(string measure, string what, string than, double wanted, (Figure Ours, Figure Theirs)? pair) =>
        Compare(measure, what, $"at most {Number(wanted)} × {than}", pair, ratio => ratio <= wanted);

    private void Compare(string measure, string what, string wanted, (Figure Ours, Figure Theirs)? pair, Predicate<double> reached)
    {
        if (pair is not { } both)
        {
            _results.Goals.Add(Open(measure, what, wanted));
            return;
        }
        double ratio = Statistics.Ratio(both.Ours, both.Theirs);
        string detail = $"{Statistics.Show(both.Ours.Median)} against {both.Theirs.Server}'s {Statistics.Show(both.Theirs.Median)} {both.Ours.Unit}";
        _results.Goals.Add(new Goal(what, wanted, $"{Number(ratio)} ×", reached(ratio), detail));
    }

    private void Value(string measure, string what, string wanted, double most, Figure? figure) => _results.Goals.Add(figure is null
        ? Open(measure, what, wanted)
        : new Goal(what, wanted, Number(figure.Median), figure.Median <= most, figure.Unit));

    /// <summary>A line without figures, with what is known of the reason.</summary>
    private Goal Open(string measure, string what, string wanted) => new(
        what, wanted, "not measured", false, string.Join("; ", _results.Missed.Where(missed => missed.Measure.Equals(measure, StringComparison.OrdinalIgnoreCase)).Select(missed => $"{missed.What}: {missed.Reason}").Distinct()));

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
