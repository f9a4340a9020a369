using System.Text;

namespace RmxDns.Zones.Records;

/// <summary>Bootstring with the parameters of Punycode (RFC 3492 §5, §6.3); only the way that a server needs.</summary>
internal static class Punycode
{
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;

    /// <summary>The code points of a label, at least one of them outside ASCII, without the prefix <c>xn--</c>.</summary>
    public static string Encode(ReadOnlySpan<int> codePoints)
    {
        var output = new StringBuilder();
        foreach (int c in codePoints)
        {
            if (c < InitialN)
                _ = output.Append((char)c);
        }
        int basic = output.Length, handled = basic;
        if (basic > 0)
            _ = output.Append('-');
        long delta = 0;
        int n = InitialN, bias = InitialBias;
        while (handled < codePoints.Length)
        {
            int next = int.MaxValue;
            foreach (int c in codePoints)
                next = c >= n && c < next ? c : next;
            delta += (long)(next - n) * (handled + 1);
            n = next;
            foreach (int c in codePoints)
            {
                if (c < n)
                    delta++;
                if (c != n)
                    continue;
                AppendNumber(output, delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, long delta, int bias)
    {
        long q = delta;
        for (int k = Base; ; k += Base)
        {
            int t = Math.Clamp(k - bias, TMin, TMax);
            if (q < t)
                break;
            _ = output.Append(Digit((int)(t + ((q - t) % (Base - t)))));
            q = (q - t) / (Base - t);
        }
        _ = output.Append(Digit((int)q));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Adapt(long delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        int k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
            delta /= Base - TMin;
        return k + (int)((Base - TMin + 1) * delta / (delta + Skew));
    }
}
