using System.Buffers.Binary;
using System.Text;

namespace RmxDns.Testing.Dns;

/// <summary>
/// Reads messages for the tests. Written for them alone and independent of the server's code, so that one mistake cannot
/// hide in both. A message that cannot be read is a <see cref="FormatException"/> that names the offset.
/// </summary>
public sealed class MessageDecoder
{
    // RDATA layouts that hold names: octets in front, names, whether RFC 1035 lets them be compressed.
    private static readonly Dictionary<int, (int Front, int Names, bool Compressible)> Layouts = new()
    {
        [2] = (0, 1, true),
        [3] = (0, 1, true),
        [4] = (0, 1, true),
        [5] = (0, 1, true),
        [6] = (0, 2, true),
        [7] = (0, 1, true),
        [8] = (0, 1, true),
        [9] = (0, 1, true),
        [12] = (0, 1, true),
        [14] = (0, 2, true),
        [15] = (2, 1, true),
        [17] = (0, 2, false),
        [18] = (2, 1, false),
        [21] = (2, 1, false),
        [26] = (2, 2, false),
        [33] = (6, 1, false),
        [36] = (2, 1, false),
        [39] = (0, 1, false),
        [64] = (2, 1, false),
        [65] = (2, 1, false),
        [107] = (2, 1, false),
    };

    private const int Opt = 41;
    private const int Naptr = 35;

    private readonly byte[] _octets;
    private readonly HashSet<int> _nameStarts = [];
    private readonly List<string> _faults = [];
    private int _at;

    private MessageDecoder(byte[] octets) => _octets = octets;

    /// <summary>Reads a whole message.</summary>
    /// <exception cref="FormatException">It is cut short or a name in it is malformed.</exception>
    public static DnsMessage Decode(byte[] octets) => new MessageDecoder(octets).Message();

    private DnsMessage Message()
    {
        ushort id = U16(), flags = U16();
        ushort[] counts = [U16(), U16(), U16(), U16()];
        var questions = new List<byte[]>();
        for (int i = 0; i < counts[0]; i++)
            questions.Add([.. Name(true, "the question"), .. Take(4)]);
        List<DnsRecord> answer = Section(counts[1]), authority = Section(counts[2]), additional = Section(counts[3]);
        return new DnsMessage
        {
            Length = _octets.Length,
            Id = id,
            Flags = flags,
            Counts = counts,
            Questions = questions,
            Answer = answer,
            Authority = authority,
            Additional = [.. additional.Where(r => r.Type != Opt)],
            Opt = [.. additional.Where(r => r.Type == Opt)],
            CompressionFaults = _faults,
            Trailing = _octets.Length - _at,
        };
    }

    private List<DnsRecord> Section(int count)
    {
        var records = new List<DnsRecord>(count);
        for (int i = 0; i < count; i++)
        {
            string owner = Presentation.Of(Name(true, "an owner")).ToLowerInvariant();
            ushort type = U16(), rrClass = U16();
            uint ttl = (uint)((U16() << 16) | U16());
            int end = U16() + _at;
            if (end > _octets.Length)
                throw new FormatException($"RDATA ends past the message at {_at}");
            string rdata = Rdata(type, end);
            if (_at != end)
                throw new FormatException($"names in RDATA of TYPE{type} end at {_at}, RDATA at {end}");
            records.Add(new DnsRecord(owner, type, rrClass, ttl, rdata));
        }
        return records;
    }

    private string Rdata(int type, int end)
    {
        var text = new StringBuilder();
        if (_at == end)
            return "\\# 0";
        if (type == Naptr)
        {
            text.Append(Convert.ToHexStringLower(Take(4)));
            for (int i = 0; i < 3; i++)
                text.Append(' ').Append(Convert.ToHexStringLower(Take(1 + _octets[_at])));
            text.Append(' ').Append(Presentation.Of(Name(false, "NAPTR"))).Append(' ');
        }
        else if (Layouts.TryGetValue(type, out (int Front, int Names, bool Compressible) layout))
        {
            text.Append(Convert.ToHexStringLower(Take(layout.Front))).Append(' ');
            for (int i = 0; i < layout.Names; i++)
                text.Append(Presentation.Of(Name(layout.Compressible, $"TYPE{type}"))).Append(' ');
        }
        text.Append(Convert.ToHexStringLower(Take(end - _at)));
        return text.ToString().Trim();
    }

    /// <summary>The name at the cursor, uncompressed; a pointer must lead back to where a name that may be pointed to has a label.</summary>
    private byte[] Name(bool compressible, string place)
    {
        var name = new List<byte>();
        int at = _at, limit = _at;
        bool jumped = false;
        while (true)
        {
            int length = At(at);
            if (length >= 0xC0)
            {
                int target = ((length & 0x3F) << 8) | At(at + 1);
                if (target >= limit)
                    throw new FormatException($"pointer at {at} does not lead back");
                if (!compressible)
                    _faults.Add($"compressed name in {place} at {at}");
                if (!_nameStarts.Contains(target))
                    _faults.Add($"pointer at {at} leads to {target}, no name that may be pointed to");
                if (!jumped)
                    _at = at + 2;
                jumped = true;
                at = limit = target;
                continue;
            }
            if (length > 63)
                throw new FormatException($"label type {length:x2} at {at}");
            if (!jumped && compressible && length > 0)
                _nameStarts.Add(at);
            name.Add((byte)length);
            for (int i = 1; i <= length; i++)
                name.Add((byte)At(at + i));
            if (name.Count > 255)
                throw new FormatException($"name over 255 octets at {_at}");
            at += length + 1;
            if (length != 0)
                continue;
            if (!jumped)
                _at = at;
            return [.. name];
        }
    }

    private int At(int offset) =>
        offset < _octets.Length ? _octets[offset] : throw new FormatException($"message ends at {_octets.Length}, read at {offset}");

    private byte[] Take(int count)
    {
        if (count < 0 || _at + count > _octets.Length)
            throw new FormatException($"message ends at {_octets.Length}, {count} octets wanted at {_at}");
        _at += count;
        return _octets[(_at - count).._at];
    }

    private ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));
}
