using System.Net;
using System.Text;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Faults;

namespace RmxDns.TestAuthority.Answers;

/// <summary>Writes one response to a query, with the faults that its records ask for. Owners equal to the question are pointers to it.</summary>
internal sealed class FaultyResponse(Query query)
{
    private const int OptOctets = 11;
    private const int LargestPlainRcode = 15;
    private const int RecordOctets = 12;
    private const int ManyAddresses = 300;
    private const uint ForeignTtl = 3_600;

    private static readonly byte[] ToQuestion = [0xC0, Header.Length];
    private static readonly Name Victim = Name.Parse("victim.test.");

    private readonly OctetWriter _body = new();
    private readonly int[] _counts = new int[3];

    /// <summary>An address of a network that nobody has; foreign and wrong records lead to it.</summary>
    public static IPAddress ForeignAddress { get; } = new([127, 94, 66, 66]);

    private bool HasOpt => query.EdnsSize is not null;

    /// <summary>An RCODE and nothing else; SERVFAIL where the RCODE needs an OPT (RFC 6891 §6.1.3) and there is none.</summary>
    public byte[] Refuse(int rcode) => Complete(rcode > LargestPlainRcode && !HasOpt ? (int)Rcode.ServFail : rcode, Header.Aa);

    /// <summary>A negative answer.</summary>
    /// <param name="kind">One of <see cref="FaultKey.Negative"/>.</param>
    /// <param name="zone">The zone that it is about.</param>
    public byte[] Deny(string kind, Zone? zone)
    {
        if (kind.EndsWith("-soa", StringComparison.Ordinal) && zone is not null)
        {
            ReadOnlySpan<byte> record = zone.RrSet(zone.NegativeSoa).Rrs;
            _body.Write(zone.Apex.Wire);
            _body.Write(record[ToQuestion.Length..]);
            _counts[1]++;
        }
        return Complete((int)(kind.StartsWith("nxdomain", StringComparison.Ordinal) ? Rcode.NxDomain : Rcode.NoError), Header.Aa);
    }

    /// <summary>The records; TC and no records where they are too long.</summary>
    public byte[] Answer(FaultyRecords records, Fault fault, int limit)
    {
        int start = Header.Length + query.Question.Length, opt = HasOpt ? OptOctets : 0;
        if (fault.Number(FaultKey.MessageSize) is { } size)
            records = FaultyRecords.OfSize(records, (int)size - start - OptOctets - RecordOctets);
        WriteAnswers(records, fault, start);
        if (start + _body.Length + opt > limit)
            return new FaultyResponse(query).Complete((int)Rcode.NoError, Header.Aa | Header.Tc);
        WritePoison(fault, "answer", 0);
        WritePoison(fault, "authority", 1);
        WriteAdditionals(records, fault, limit - start - opt);
        WritePoison(fault, "additional", 2);
        return Complete((int)Rcode.NoError, Header.Aa);
    }

    private void WriteAnswers(FaultyRecords records, Fault fault, int start)
    {
        byte[] owner = fault.NameOf(FaultKey.AnswerOwner)?.Wire.ToArray() ?? (fault.Word(FaultKey.Question) == "other" ? query.Name.Wire.ToArray() : ToQuestion);
        int type = (int)(fault.Number(FaultKey.AnswerType) ?? records.Type), rrClass = (int)(fault.Number(FaultKey.AnswerClass) ?? RrClass.In);
        string? pointer = fault.Word(FaultKey.Pointer);
        foreach (byte[] rdata in records.Rdata)
        {
            int at = start + _body.Length + owner.Length + RecordOctets - ToQuestion.Length;
            _body.WriteRecord(owner, type, rrClass, records.Ttl, _counts[0] == 0 && pointer is not null ? PointerRdata.Of(rdata, pointer, query.Name, at) : rdata);
            _counts[0]++;
        }
        if (pointer == "additional" && records.Hosts.Count > 0)
            WriteAddress(records.Hosts[0].Wire, new IPAddress([127, 94, 0, 9]));
    }

    /// <summary>Addresses of the hosts that the records refer to, as far as there is room.</summary>
    private void WriteAdditionals(FaultyRecords records, Fault fault, int room)
    {
        string? kind = fault.Word(FaultKey.Additional);
        if (kind is not ("many" or "wrong") || records.Hosts.Count == 0)
            return;
        if (kind == "wrong")
        {
            foreach (Name host in records.Hosts)
                WriteAddress(WithToken(host).Wire, ForeignAddress);
            return;
        }
        ReadOnlySpan<byte> first = records.Hosts[0].Wire;
        for (int i = 0; i < ManyAddresses && _body.Length + first.Length + 14 <= room; i++)
            WriteAddress(first, new IPAddress([127, 94, (byte)(128 + (i >> 8)), (byte)i]));
    }

    private void WritePoison(Fault fault, string section, int count)
    {
        if (fault.Word(FaultKey.Poison) != section)
            return;
        _body.WriteRecord(WithToken(Victim).Wire, RrType.A, RrClass.In, ForeignTtl, ForeignAddress.GetAddressBytes());
        _counts[count]++;
    }

    /// <summary>A name with the query's own token in front, so that it can be told where a record came from.</summary>
    private Name WithToken(Name name) =>
        ControlName.TokenIn(query.Name.Wire) is { } token && name.Prepend(Encoding.ASCII.GetBytes(token)) is { } fresh ? fresh : name;

    private void WriteAddress(ReadOnlySpan<byte> owner, IPAddress address)
    {
        _body.WriteRecord(owner, RrType.A, RrClass.In, ForeignTtl, address.GetAddressBytes());
        _counts[2]++;
    }

    private byte[] Complete(int rcode, int flags)
    {
        var message = new OctetWriter();
        flags |= Header.Qr | (query.Flags & (Header.Rd | Header.Cd)) | (rcode & 0xF);
        message.WriteHeader(query.Id, flags, 1, _counts[0], _counts[1], _counts[2] + (HasOpt ? 1 : 0));
        message.Write(query.Question);
        message.Write(_body.ToArray());
        if (HasOpt)
            message.WriteOpt(Authority.UdpSize, rcode, query.DnssecOk);
        return message.ToArray();
    }

    /// <summary>A record of text, each string of at most 255 octets.</summary>
    public byte[] AnswerText(IReadOnlyList<byte[]> strings, int limit)
    {
        byte[] rdata = [.. strings.SelectMany(text => (byte[])[(byte)text.Length, .. text])];
        _body.WriteRecord(ToQuestion, RrType.Txt, RrClass.In, 0, rdata);
        _counts[0]++;
        bool fits = Header.Length + query.Question.Length + _body.Length + (HasOpt ? OptOctets : 0) <= limit;
        return fits ? Complete((int)Rcode.NoError, Header.Aa) : new FaultyResponse(query).Complete((int)Rcode.NoError, Header.Aa | Header.Tc);
    }
}
