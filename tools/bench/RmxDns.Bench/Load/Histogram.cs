using System.Numerics;

namespace RmxDns.Bench.Load;

/// <summary>Counts of times in nanoseconds, each kept to one part in 64.</summary>
internal sealed class Histogram
{
    private const int SubBits = 6;
    private const int Sub = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * Sub];

    public long Count { get; private set; }

    public void Add(long nanoseconds)
    {
        _counts[IndexOf(Math.Max(nanoseconds, 0))]++;
        Count++;
    }

    /// <summary>The time that <paramref name="share"/> of all are at or below, in microseconds; 0 when there are none.</summary>
    public double Percentile(double share)
    {
        long wanted = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (int i = 0; i < _counts.Length && Count > 0; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
                return UpperBoundOf(i) / 1000.0;
        }
        return 0;
    }

    private static int IndexOf(long value)
    {
        int exponent = Math.Max(0, 63 - SubBits - BitOperations.LeadingZeroCount((ulong)value | 1));
        return (exponent * Sub) + (int)(value >> exponent);
    }

    private static long UpperBoundOf(int index)
    {
        int exponent = Math.Max(0, (index / Sub) - 1);
        return ((long)(index - (exponent * Sub)) + 1) << exponent;
    }
}
