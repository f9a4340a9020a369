using System.Globalization;

namespace RmxDns.Bench.Reports;

/// <summary>Medians, and numbers as people read them.</summary>
internal static class Statistics
{
    public static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median of the ratios round by round, which a drift of the machine does not touch.</summary>
    public static double Ratio(Figure of, Figure to) => Median([.. of.Values.Zip(to.Values, (a, b) => a / b)]);

    public static string Show(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
