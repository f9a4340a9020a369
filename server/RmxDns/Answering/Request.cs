using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>What is wrong with a request; each fault has its response (RFC 8906 §3).</summary>
internal enum RequestFault : byte
{
    /// <summary>Nothing: a query to be answered.</summary>
    None,

    /// <summary>Too short for a header, or itself a response: no answer, or two servers would talk forever.</summary>
    Silent,

    /// <summary>An opcode other than QUERY: NOTIMP.</summary>
    Opcode,

    /// <summary>Malformed before the question was read: FORMERR with the header alone.</summary>
    NoQuestion,

    /// <summary>Malformed after the question: FORMERR.</summary>
    Malformed,

    /// <summary>An EDNS version over 0: BADVERS (RFC 6891 §6.1.3).</summary>
    Version,
}

/// <summary>What a request asks. A view of its octets.</summary>
internal ref struct Request
{
    /// <summary>The identifier and the flags of the header.</summary>
    public ushort Id, Flags;

    /// <summary>The name asked for, uncompressed, case as received.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>Name, type and class as received.</summary>
    public ReadOnlySpan<byte> Question;

    /// <summary>QTYPE and QCLASS.</summary>
    public ushort Type, Class;

    /// <summary>What its OPT record says.</summary>
    public Edns Edns;

    /// <summary>Reads that its records took; tests bound the work by it.</summary>
    public int Reads;
}

/// <summary>What the OPT record of a request says (RFC 6891 §6.1.2).</summary>
/// <param name="Present">Whether there is one.</param>
/// <param name="Version">The version of EDNS.</param>
/// <param name="PayloadSize">The largest UDP payload that the client takes, as given.</param>
/// <param name="DnssecOk">DNSSEC OK (RFC 3225), copied into the response.</param>
/// <param name="WantsNsid">Whether the name server identifier is asked for (RFC 5001).</param>
internal readonly record struct Edns(bool Present, byte Version, ushort PayloadSize, bool DnssecOk, bool WantsNsid);

/// <summary>
/// Cuts a request into what is asked. Hostile input is a value: every octet string gives a fault or a query, in one pass,
/// following no pointer. Records other than OPT are skipped.
/// </summary>
internal static class RequestReader
{
    private const ushort NsidOption = 3;

    // Octets of type and class, and of an OPT record without options.
    private const int QuestionTail = 4;
    private const int BareOpt = 11;

    public static RequestFault Read(ReadOnlySpan<byte> message, out Request request)
    {
        request = default;
        if (message.Length < Header.Length)
            return RequestFault.Silent;
        request.Id = Header.Id(message);
        request.Flags = Header.Flags(message);
        if ((request.Flags & Header.Qr) != 0)
            return RequestFault.Silent;
        if ((request.Flags & Header.OpcodeMask) != 0)
            return RequestFault.Opcode;
        if (Header.Count(message, 0) != 1)
            return RequestFault.NoQuestion;
        if (TryReadPlain(message, ref request))
            return RequestFault.None;
        var reader = new WireReader(message);
        reader.ReadOctets(Header.Length);
        ReadOnlySpan<byte> name = reader.ReadName();
        request.Type = reader.ReadU16();
        request.Class = reader.ReadU16();
        if (reader.Failed)
            return RequestFault.NoQuestion;
        request.Name = name;
        request.Question = message[Header.Length..reader.Position];
        RequestFault fault = ReadRecords(message, ref reader, out Edns edns);
        request.Edns = edns;
        request.Reads = reader.Reads;
        return fault;
    }

    /// <summary>Reads what nearly all requests are: a question and at most an OPT without options. What it does not take is read in full.</summary>
    private static bool TryReadPlain(ReadOnlySpan<byte> message, ref Request request)
    {
        int records = Header.Count(message, 3);
        int name = NameOctets.LengthOfUncompressed(message[Header.Length..]);
        int end = Header.Length + name + QuestionTail;
        if (records > 1 || Header.Count(message, 1) + Header.Count(message, 2) != 0 || name == 0 || message.Length != end + (records * BareOpt))
            return false;
        if (records == 1)
        {
            ReadOnlySpan<byte> opt = message[end..];
            if (BinaryPrimitives.ReadUInt32BigEndian(opt) >> 8 != RrType.Opt || opt[6] != 0 || BinaryPrimitives.ReadUInt16BigEndian(opt[9..]) != 0)
                return false;
            request.Edns = new Edns(true, 0, BinaryPrimitives.ReadUInt16BigEndian(opt[3..]), (opt[7] & 0x80) != 0, false);
        }
        request.Name = message.Slice(Header.Length, name);
        request.Question = message[Header.Length..end];
        request.Type = BinaryPrimitives.ReadUInt16BigEndian(message[(end - QuestionTail)..]);
        request.Class = BinaryPrimitives.ReadUInt16BigEndian(message[(end - 2)..]);
        return true;
    }

    private static RequestFault ReadRecords(ReadOnlySpan<byte> message, ref WireReader reader, out Edns edns)
    {
        edns = default;
        int beforeAdditional = Header.Count(message, 1) + Header.Count(message, 2);
        int records = beforeAdditional + Header.Count(message, 3);
        for (int i = 0; i < records; i++)
        {
            if (!TrySkipName(ref reader, out bool isRoot))
                return RequestFault.Malformed;
            ushort type = reader.ReadU16(), size = reader.ReadU16();
            uint ttl = reader.ReadU32();
            ReadOnlySpan<byte> rdata = reader.ReadOctets(reader.ReadU16());
            if (reader.Failed)
                return RequestFault.Malformed;
            if (type != RrType.Opt)
                continue;
            if (i < beforeAdditional || edns.Present || !isRoot || !TryReadOptions(rdata, out bool wantsNsid))
                return RequestFault.Malformed;
            edns = new Edns(true, (byte)(ttl >> 16), size, (ttl & 0x8000) != 0, wantsNsid);
        }
        if (!reader.AtEnd)
            return RequestFault.Malformed;
        return edns.Version == 0 ? RequestFault.None : RequestFault.Version;
    }

    /// <summary>Passes over a name; a pointer ends it and must lead backward, past the header (RFC 1035 §4.1.4).</summary>
    private static bool TrySkipName(ref WireReader reader, out bool isRoot)
    {
        int start = reader.Position;
        isRoot = false;
        while (true)
        {
            byte length = reader.ReadU8();
            if (reader.Failed || reader.Position - start > NameOctets.MaxLength)
                return false;
            if (length == 0)
            {
                isRoot = reader.Position == start + 1;
                return true;
            }
            if (length > NameOctets.MaxLabel)
            {
                int target = ((length & 0x3F) << 8) | reader.ReadU8();
                return (length & 0xC0) == 0xC0 && !reader.Failed && target >= Header.Length && target < start;
            }
            reader.ReadOctets(length);
        }
    }

    private static bool TryReadOptions(ReadOnlySpan<byte> rdata, out bool wantsNsid)
    {
        wantsNsid = false;
        var options = new WireReader(rdata);
        while (!options.Failed && !options.AtEnd)
        {
            ushort code = options.ReadU16();
            options.ReadOctets(options.ReadU16());
            wantsNsid |= code == NsidOption && !options.Failed;
        }
        return !options.Failed;
    }
}
