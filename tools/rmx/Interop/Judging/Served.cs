namespace RmxDns.Tool.Interop.Judging;

/// <summary>The RRset that the authority serves for a case: RDATA in a fixed order, since an RRset has none (RFC 2181 §5).</summary>
internal sealed class Served
{
    private readonly byte[][] _rdata;

    public Served(IEnumerable<byte[]> rdata) => _rdata = Sort(rdata);

    /// <summary>The number of records.</summary>
    public int Count => _rdata.Length;

    /// <summary>Why other RDATA is not this; null when it is, octet by octet.</summary>
    public string? WhyNot(IEnumerable<byte[]> other)
    {
        byte[][] came = Sort(other);
        if (_rdata.Length == 0)
            return "the authority itself gives no record";
        if (came.Length == 0)
            return $"no record of the type; {Records(_rdata.Length)} served";
        if (came.Length != _rdata.Length)
            return $"{Records(came.Length)} came, {_rdata.Length} served";
        for (int i = 0; i < came.Length; i++)
        {
            if (!came[i].AsSpan().SequenceEqual(_rdata[i]))
                return $"RDATA was changed: {Digits(_rdata[i])} was served, {Digits(came[i])} came";
        }
        return null;
    }

    /// <summary>Octets in hexadecimal, long ones cut.</summary>
    private static string Digits(byte[] octets)
    {
        const int most = 24;
        string digits = Convert.ToHexStringLower(octets.AsSpan(0, Math.Min(octets.Length, most)));
        return octets.Length > most ? $"{digits}… ({octets.Length} octets)" : octets.Length == 0 ? "nothing" : digits;
    }

    private static string Records(int count) => count == 1 ? "1 record" : $"{count} records";

    private static byte[][] Sort(IEnumerable<byte[]> rdata)
    {
        byte[][] sorted = [.. rdata];
        Array.Sort(sorted, (one, other) => one.AsSpan().SequenceCompareTo(other));
        return sorted;
    }
}
