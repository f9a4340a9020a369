using System.Buffers.Binary;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Compile;

/// <summary>Records of a compiled zone as what they were compiled from.</summary>
internal static class StoredRecords
{
    /// <summary>An RRset without its place in the file.</summary>
    public static RrSet ToRrSet(Name owner, StoredRrSet stored) =>
        new(owner, stored.Type, BinaryPrimitives.ReadUInt32BigEndian(stored.Rrs[6..]), default, [.. Rdata(stored).Select(rdata => new SourceRecord(rdata, default))]);

    /// <summary>The RDATA of each record, copied.</summary>
    public static byte[][] Rdata(StoredRrSet stored)
    {
        byte[][] records = new byte[stored.Count][];
        ReadOnlySpan<byte> rrs = stored.Rrs;
        for (int i = 0; i < records.Length; i++)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rrs[10..]);
            records[i] = rrs.Slice(ZoneLayout.RrHeader, length).ToArray();
            rrs = rrs[(ZoneLayout.RrHeader + length)..];
        }
        return records;
    }
}
