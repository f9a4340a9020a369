using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.Zones.Records;

/// <summary>The SOA of a zone that has none, and what an SOA mapping leaves out.</summary>
internal static class SoaDefaults
{
    /// <summary>Refresh, retry, expire and minimum in seconds.</summary>
    public static readonly uint[] Times = [7200, 900, 1_209_600, 3600];

    /// <summary>The mailbox <c>hostmaster</c> at the zone; the zone itself where that name would be too long.</summary>
    public static Name Rname(Name origin) => origin.Prepend("hostmaster"u8) ?? origin;

    /// <summary>RDATA (RFC 1035 §3.3.13); of the times there are four.</summary>
    public static byte[] Compose(Name mname, Name rname, uint serial, ReadOnlySpan<uint> times)
    {
        var rdata = new byte[mname.Wire.Length + rname.Wire.Length + 20];
        mname.Wire.CopyTo(rdata);
        rname.Wire.CopyTo(rdata.AsSpan(mname.Wire.Length));
        Span<byte> numbers = rdata.AsSpan(rdata.Length - 20);
        BinaryPrimitives.WriteUInt32BigEndian(numbers, serial);
        for (int i = 0; i < 4; i++)
            BinaryPrimitives.WriteUInt32BigEndian(numbers[(4 + (4 * i))..], times[i]);
        return rdata;
    }

    /// <summary>The minimum of SOA RDATA, in seconds.</summary>
    public static uint Minimum(ReadOnlySpan<byte> rdata) => BinaryPrimitives.ReadUInt32BigEndian(rdata[^4..]);

    /// <summary>SOA RDATA with another serial.</summary>
    public static byte[] WithSerial(ReadOnlySpan<byte> rdata, uint serial)
    {
        byte[] copy = rdata.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(copy.Length - 20), serial);
        return copy;
    }

    /// <summary>SOA RDATA with the primary server filled in for the root that stands in its place.</summary>
    public static byte[] WithPrimary(ReadOnlySpan<byte> rdata, Name primary) => [.. primary.Wire, .. rdata[1..]];
}
