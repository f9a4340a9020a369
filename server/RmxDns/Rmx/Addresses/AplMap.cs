using RmxDns.Rmx.Receiving;

namespace RmxDns.Rmx.Addresses;

/// <summary>APL RRsets read as RMX reads them: the first prefix that holds an address decides (docs/rmx-record.md §7.2).</summary>
public static class AplMap
{
    /// <summary>
    /// Which addresses the records of an RRset, in the order of their octets, list (<see cref="VerdictMap.Granted"/>) and which they
    /// take out (<see cref="VerdictMap.Denied"/>); null when a record is malformed.
    /// </summary>
    public static VerdictMap? Of(IEnumerable<byte[]> rrSet)
    {
        List<byte[]> sorted = [.. rrSet];
        sorted.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        var items = new List<AplItem>();
        foreach (byte[] rdata in sorted)
        {
            if (!AplReader.TryRead(rdata, items))
                return null;
        }
        return VerdictMap.Of([.. items.Select(ToStep)]);
    }

    /// <summary>One item as a step.</summary>
    internal static MatchStep ToStep(AplItem item, int at) =>
        new(EntryReach.Exactly(AddressSet.Of(item.Prefix)), item.Negated ? RmxVerdict.Denied : RmxVerdict.Granted, at);
}
