namespace RmxDns.Rmx;

/// <summary>An RMX record: entries in the order in which a receiver goes through them. Immutable.</summary>
/// <param name="entries">The entries; none is a valid record.</param>
public sealed class RmxRecord(IReadOnlyList<RmxEntry> entries)
{
    /// <summary>The entries.</summary>
    public IReadOnlyList<RmxEntry> Entries { get; } = entries;

    /// <summary>RDATA in wire form, pad bits clear.</summary>
    public byte[] Encode()
    {
        var rdata = new List<byte>();
        foreach (RmxEntry entry in Entries)
        {
            rdata.Add((byte)((byte)entry.Code | (entry.Negated ? 0x80 : 0)));
            if (entry.IsExperimental)
                rdata.Add((byte)entry.Value.Length);
            int start = rdata.Count;
            rdata.AddRange(entry.Value);
            if (entry.HasPadBits)
                rdata[^1] &= (byte)~(0xFF >> (rdata[start] % 8));
        }
        return [.. rdata];
    }

    /// <summary>The canonical text form; <c>\# 0</c> for no entries.</summary>
    public override string ToString() => RmxText.Format(this);
}

/// <summary>What is wrong with RDATA, and where.</summary>
/// <param name="Offset">The octet at fault, counted from the start of RDATA.</param>
/// <param name="Message">What is wrong; no position in it.</param>
public readonly record struct RmxFault(int Offset, string Message);
