using RmxDns.Rmx.Receiving;

namespace RmxDns.Rmx.Addresses;

/// <summary>The addresses that an APL RRset lists for RMX: those whose first prefix in the list is not negated (docs/rmx-record.md, "Receiving").</summary>
public static class ListedAddresses
{
    /// <summary>The addresses; null when a record is malformed.</summary>
    /// <param name="rrSet">RDATA of each APL record, in any order; a receiver orders them by their octets.</param>
    public static AddressSet? Of(IReadOnlyList<byte[]> rrSet)
    {
        List<byte[]> sorted = [.. rrSet];
        sorted.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        var items = new List<AplItem>();
        foreach (byte[] rdata in sorted)
        {
            if (!AplReader.TryRead(rdata, items))
                return null;
        }
        AddressSet listed = AddressSet.Empty, seen = AddressSet.Empty;
        foreach (AplItem item in items)
        {
            var prefix = AddressSet.Of(item.Prefix);
            if (!item.Negated)
                listed = listed.Union(prefix.Except(seen));
            seen = seen.Union(prefix);
        }
        return listed;
    }
}
