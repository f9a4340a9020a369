using System.Buffers.Binary;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>A record in wire form: owner uncompressed, RDATA as it came but for the aliases and SOA, whose names are written out.</summary>
internal sealed record SmallRecord(byte[] Owner, ushort Type, ushort Class, uint Ttl, byte[] Rdata);

/// <summary>
/// A message as the resolver of the tests reads and writes it, without the program's own code. What cannot be read whole is a
/// <see cref="FormatException"/>.
/// </summary>
internal sealed record SmallMessage(ushort Id, ushort Flags, byte[] Name, ushort Type, IReadOnlyList<SmallRecord> Answer, IReadOnlyList<SmallRecord> Authority, IReadOnlyList<SmallRecord> Additional)
{
    public const ushort A = 1, Cname = 5, Soa = 6, Opt = 41;

    private const int HeaderOctets = 12;

    public int Rcode => Flags & 0xF;

    public SmallRecord? Edns => Additional.FirstOrDefault(record => record.Type == Opt);

    /// <summary>The RCODE with the bits of OPT.</summary>
    public int ExtendedRcode => Rcode | (Edns is { } opt ? (int)(opt.Ttl >> 24) << 4 : 0);

    public static SmallMessage Read(byte[] octets)
    {
        try
        {
            int at = HeaderOctets;
            if (U16(octets, 4) != 1)
                throw new FormatException("one question is expected");
            byte[] name = NameAt(octets, ref at);
            ushort type = U16(octets, at);
            at += 4;
            List<SmallRecord> answer = Section(6), authority = Section(8), additional = Section(10);
            if (at != octets.Length)
                throw new FormatException("octets behind the message");
            return new SmallMessage(U16(octets, 0), U16(octets, 2), name, type, answer, authority, additional);

            List<SmallRecord> Section(int count) => [.. Enumerable.Range(0, U16(octets, count)).Select(_ => RecordAt(octets, ref at))];
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or ArgumentException)
        {
            throw new FormatException("the message ends early", fault);
        }
    }

    /// <summary>The message as octets, nothing compressed but owners that are the question's name.</summary>
    public byte[] Write()
    {
        var octets = new List<byte>();
        foreach (int number in (int[])[Id, Flags, 1, Answer.Count, Authority.Count, Additional.Count])
            AddU16(octets, number);
        octets.AddRange(Name);
        AddU16(octets, Type);
        AddU16(octets, 1);
        foreach (SmallRecord record in Answer.Concat(Authority).Concat(Additional))
        {
            octets.AddRange(record.Owner.AsSpan().SequenceEqual(Name) ? [0xC0, HeaderOctets] : record.Owner);
            AddU16(octets, record.Type);
            AddU16(octets, record.Class);
            AddU16(octets, (int)(record.Ttl >> 16));
            AddU16(octets, (int)(record.Ttl & 0xFFFF));
            AddU16(octets, record.Rdata.Length);
            octets.AddRange(record.Rdata);
        }
        return [.. octets];
    }

    /// <summary>The name at a place, pointers followed.</summary>
    public static byte[] NameAt(byte[] octets, ref int at)
    {
        var name = new List<byte>();
        int from = at, jumps = 0;
        bool jumped = false;
        while (octets[from] != 0)
        {
            if (octets[from] >= 0xC0)
            {
                if (++jumps > 20)
                    throw new FormatException("pointers in a circle");
                at = jumped ? at : from + 2;
                jumped = true;
                from = U16(octets, from) & 0x3FFF;
                continue;
            }
            name.AddRange(octets[from..(from + octets[from] + 1)]);
            from += octets[from] + 1;
        }
        name.Add(0);
        at = jumped ? at : from + 1;
        return [.. name];
    }

    /// <summary>The name in lower case.</summary>
    public static byte[] Folded(byte[] name) => [.. name.Select(octet => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet)];

    public static bool SameName(byte[] one, byte[] other) => Folded(one).AsSpan().SequenceEqual(Folded(other));

    private static SmallRecord RecordAt(byte[] octets, ref int at)
    {
        byte[] owner = NameAt(octets, ref at);
        ushort type = U16(octets, at), rrClass = U16(octets, at + 2);
        uint ttl = BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(at + 4));
        int start = at + 10, end = start + U16(octets, at + 8);
        at = end;
        byte[] rdata = octets[start..end];
        if (type == Cname)
            rdata = NameAt(octets, ref start);
        else if (type == Soa)
            rdata = [.. NameAt(octets, ref start), .. NameAt(octets, ref start), .. octets[start..end]];
        return new SmallRecord(owner, type, rrClass, ttl, rdata);
    }

    private static ushort U16(byte[] octets, int at) => BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(at, 2));

    private static void AddU16(List<byte> octets, int number) => octets.AddRange([(byte)(number >> 8), (byte)number]);
}
