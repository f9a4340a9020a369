using System.Buffers.Binary;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Blocks;

/// <summary>Records of a compiled zone as what they were compiled from.</summary>
internal static class StoredRecords
{
    /// <summary>An RRset without its place in the file.</summary>
    public static RrSet ToRrSet(Name owner, StoredRrSet stored)
    {
        var records = new SourceRecord[stored.Count];
        ReadOnlySpan<byte> rrs = stored.Rrs;
        uint ttl = BinaryPrimitives.ReadUInt32BigEndian(rrs[6..]);
        for (int i = 0; i < records.Length; i++)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rrs[10..]);
            records[i] = new SourceRecord(rrs.Slice(ZoneLayout.RrHeader, length).ToArray(), default);
            rrs = rrs[(ZoneLayout.RrHeader + length)..];
        }
        return new RrSet(owner, stored.Type, ttl, default, records);
    }
}
