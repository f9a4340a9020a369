namespace RmxDns.Zones.Lint.Policies;

/// <summary>RDATA in the order in which a receiver goes through records (docs/rmx-record.md §4).</summary>
internal sealed class OctetOrder : IComparer<byte[]>
{
    public static OctetOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
