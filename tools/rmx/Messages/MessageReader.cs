using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Tool.Messages;

/// <summary>
/// Reads whole messages, of any server, friendly or not (RFC 1035 §4.1). Names are followed backwards only, so that no message
/// makes it run long. A message that cannot be read to its end is given back as far as it can, with a fault; nothing is thrown.
/// </summary>
internal ref struct MessageReader
{
    private readonly ReadOnlySpan<byte> _message;
    private readonly TypeTable _types;
    private int _at;
    private MessageFault? _fault;

    private MessageReader(ReadOnlySpan<byte> message, TypeTable types)
    {
        _message = message;
        _types = types;
    }

    /// <summary>Reads a message; null when it is shorter than a header.</summary>
    public static Message? Read(ReadOnlySpan<byte> message, TypeTable types) =>
        message.Length < Header.Length ? null : new MessageReader(message, types).ReadAll();

    private Message ReadAll()
    {
        _at = Header.Length;
        var questions = new List<Question>();
        for (int i = Header.Count(_message, 0); i > 0 && ReadQuestion() is { } question; i--)
            questions.Add(question);
        var records = new List<MessageRecord>();
        for (Section section = Section.Answer; section <= Section.Additional; section++)
        {
            for (int i = Header.Count(_message, (int)section); i > 0 && _fault is null && ReadRecord(section) is { } record; i--)
                records.Add(record);
        }
        return new Message
        {
            Id = Header.Id(_message),
            Flags = Header.Flags(_message),
            Length = _message.Length,
            Questions = questions,
            Records = records,
            Trailing = _fault is null ? _message.Length - _at : 0,
            Fault = _fault,
        };
    }

    private Question? ReadQuestion()
    {
        int start = _at;
        if (ReadName() is not { } name || !Has(4, "the question"))
            return null;
        var reader = new WireReader(_message[_at..]);
        _at += 4;
        return new Question(name, reader.ReadU16(), reader.ReadU16(), _at - start);
    }

    private MessageRecord? ReadRecord(Section section)
    {
        int start = _at;
        if (ReadName() is not { } owner || !Has(10, "a record"))
            return null;
        var reader = new WireReader(_message[_at..]);
        ushort type = reader.ReadU16(), rrClass = reader.ReadU16();
        uint ttl = reader.ReadU32();
        int length = reader.ReadU16();
        _at += 10;
        if (!Has(length, "RDATA") || ReadRdata(type, _at + length) is not { } rdata)
            return null;
        return new MessageRecord(section, owner, type, rrClass, ttl, rdata, _at - start, _at);
    }

    /// <summary>RDATA up to <paramref name="end"/>; the names that a message may compress are written out (RFC 3597 §4).</summary>
    private byte[]? ReadRdata(ushort type, int end)
    {
        CompressibleNames names = _types[type].CompressibleNames;
        if (names.Count == 0 || names.Prefix >= end - _at)
        {
            byte[] octets = _message[_at..end].ToArray();
            _at = end;
            return octets;
        }
        int start = _at;
        var rdata = new List<byte>();
        rdata.AddRange(_message.Slice(_at, names.Prefix));
        _at += names.Prefix;
        for (int i = 0; i < names.Count && _at < end; i++)
        {
            if (ReadName() is not { } name)
                return null;
            rdata.AddRange(name.Wire);
        }
        if (_at > end)
        {
            Fail(start, $"a name runs past the end of the RDATA of {_types.NameOf(type)}");
            return null;
        }
        rdata.AddRange(_message[_at..end]);
        _at = end;
        return [.. rdata];
    }

    /// <summary>The name at the cursor (RFC 1035 §4.1.4); a pointer must lead to in front of where the name so far started.</summary>
    private Name? ReadName()
    {
        Span<byte> wire = stackalloc byte[NameOctets.MaxLength];
        int length = 0, at = _at, start = _at, end = -1;
        while (true)
        {
            if (at >= _message.Length)
                return FailName(_at, "the message ends inside a name");
            int octet = _message[at];
            if (octet >= 0xC0)
            {
                int target = at + 1 < _message.Length ? ((octet & 0x3F) << 8) | _message[at + 1] : int.MaxValue;
                if (target >= start)
                    return FailName(at, "a compression pointer that does not lead back");
                end = end < 0 ? at + 2 : end;
                (start, at) = (target, target);
                continue;
            }
            if (octet >= 0x40)
                return FailName(at, $"an octet 0x{octet:x2} where a label starts");
            if (length + 1 + octet > NameOctets.MaxLength)
                return FailName(_at, "a name over 255 octets");
            if (at + 1 + octet > _message.Length)
                return FailName(at, "the message ends inside a label");
            _message.Slice(at, octet + 1).CopyTo(wire[length..]);
            length += octet + 1;
            at += octet + 1;
            if (octet != 0)
                continue;
            _at = end < 0 ? at : end;
            return Name.FromWire(wire[..length]);
        }
    }

    private bool Has(int octets, string what)
    {
        if (_at + octets <= _message.Length)
            return true;
        Fail(_at, $"the message ends inside {what}");
        return false;
    }

    private Name? FailName(int offset, string message)
    {
        Fail(offset, message);
        return null;
    }

    private void Fail(int offset, string message) => _fault ??= new MessageFault(offset, message);
}
