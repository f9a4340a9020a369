using RmxDns.Wire;
using RmxDns.Zones.Faults;
using RmxDns.Zones.Records;

namespace RmxDns.TestAuthority.Answers;

/// <summary>The records that an answer is made of, after the faults that concern their RDATA, and what they refer to.</summary>
internal sealed class FaultyRecords
{
    /// <summary>The entry <c>mx:</c>, in one octet.</summary>
    private const byte OneOctetEntry = 8;

    // ipv4:10.HI.LO.0/24
    private const int PrefixEntry = 5;

    /// <param name="rrSet">The RRset as it stands in the zone.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="rotation">By how many places the records are turned.</param>
    public FaultyRecords(RrSet rrSet, Fault fault, int rotation)
    {
        Type = (ushort)(fault.Number(FaultKey.AskedType) ?? rrSet.Type);
        Ttl = (uint)(fault.Number(FaultKey.Ttl) ?? rrSet.Ttl);
        byte[][] rdata = fault switch
        {
            _ when fault.Octets(FaultKey.RawRdata) is { } octets => [octets],
            _ when fault.Number(FaultKey.RdataSize) is { } size => [Fill((int)size)],
            _ when fault.Number(FaultKey.Records) is { } count => [.. Enumerable.Range(0, (int)count).Select(Prefix)],
            _ => [.. rrSet.Records.Select(record => record.Rdata)],
        };
        Rdata = [.. rdata.Skip(rotation % rdata.Length), .. rdata.Take(rotation % rdata.Length)];
        Hosts = [.. Rdata.Select(FirstName).OfType<Name>().Distinct()];
    }

    private FaultyRecords(RrSet rrSet, byte[] rdata) => (Type, Ttl, Rdata, Hosts) = (rrSet.Type, rrSet.Ttl, [rdata], []);

    /// <summary>The type of the RRset.</summary>
    public ushort Type { get; }

    /// <summary>The TTL, with any bits.</summary>
    public uint Ttl { get; }

    /// <summary>The RDATA of each record.</summary>
    public IReadOnlyList<byte[]> Rdata { get; private init; }

    /// <summary>The names that the records' first entries refer to.</summary>
    public IReadOnlyList<Name> Hosts { get; }

    /// <summary>One record that says something else: <c>unused:</c>.</summary>
    public static FaultyRecords Other(RrSet rrSet) => new(rrSet, [6]);

    /// <summary>One record with so many octets of well-formed entries.</summary>
    public static FaultyRecords OfSize(FaultyRecords like, int octets) => new(like, octets);

    private FaultyRecords(FaultyRecords like, int octets) => (Type, Ttl, Rdata, Hosts) = (like.Type, like.Ttl, [Fill(octets)], []);

    /// <summary>The name in RMX RDATA that starts with an entry that has one (<c>host</c>, <c>apl</c>, <c>domain</c>, <c>ipmap</c>); null in others.</summary>
    public static Name? FirstName(byte[] rdata)
    {
        bool named = rdata.Length > 1 && (rdata[0] & 0x7F) is 3 or 4 or 5 or 9;
        int length = named ? NameOctets.LengthOfUncompressed(rdata.AsSpan(1)) : 0;
        return length == 0 ? null : Name.FromWire(rdata.AsSpan(1, length));
    }

    private static byte[] Prefix(int number) => [1, 24, 10, (byte)(number >> 8), (byte)number];

    private static byte[] Fill(int size)
    {
        byte[] rdata = new byte[size];
        int prefixes = size / PrefixEntry;
        for (int i = 0; i < prefixes; i++)
            Prefix(i).CopyTo(rdata.AsSpan(i * PrefixEntry));
        rdata.AsSpan(prefixes * PrefixEntry).Fill(OneOctetEntry);
        return rdata;
    }
}
