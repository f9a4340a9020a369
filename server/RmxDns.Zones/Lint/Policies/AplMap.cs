using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>APL RRsets read as RMX reads them: the first prefix that holds an address decides (docs/rmx-record.md §7.2).</summary>
internal static class AplMap
{
    /// <summary>Which addresses the records of an RRset, in the order of their octets, list and which they take out.</summary>
    public static VerdictMap Of(IEnumerable<byte[]> rrSet)
    {
        var items = new List<AplItem>();
        foreach (byte[] rdata in rrSet.Order(OctetOrder.Instance))
            _ = AplReader.TryRead(rdata, items);
        return VerdictMap.Of([.. items.Select(ToStep)]);
    }

    /// <summary>One item as a step.</summary>
    public static MatchStep ToStep(AplItem item, int at) =>
        new(EntryReach.Exactly(AddressSet.Of(item.Prefix)), item.Negated ? RmxVerdict.Denied : RmxVerdict.Granted, at);
}

/// <summary>RDATA in the order in which a receiver goes through records (docs/rmx-record.md §4).</summary>
internal sealed class OctetOrder : IComparer<byte[]>
{
    public static OctetOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
