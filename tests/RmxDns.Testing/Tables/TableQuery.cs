using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Zones;
using RmxDns.Wire;

namespace RmxDns.Testing.Tables;

/// <summary>
/// A request as a table writes it: <c>query NAME TYPE</c> and any of <c>tcp</c>, <c>rd</c>, <c>ad</c>, <c>cd</c>, <c>z</c>,
/// <c>opcode=N</c>, <c>header-only</c>, <c>edns=VERSION</c>, <c>bufsize=N</c>, <c>do</c>, <c>ednsflags=HEX</c>,
/// <c>ednsopt=CODE[:HEX]</c> (repeatable).
/// </summary>
public sealed class TableQuery
{
    private const ushort DnssecOk = 0x8000;

    private readonly List<byte> _options = [];
    private readonly byte[] _name;
    private readonly ushort _type;
    private ushort _flags;
    private ushort _size = 1232;
    private ushort _ednsFlags;
    private byte? _version;
    private bool _headerOnly;

    /// <summary>Reads the words after <c>query</c>.</summary>
    /// <exception cref="FormatException">A word is none of those above.</exception>
    public TableQuery(IReadOnlyList<string> words)
    {
        _name = Name.Parse(words[0]).Wire.ToArray();
        _type = TypeName.Parse(words[1]);
        foreach (string word in words.Skip(2))
            Option(word, word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>Whether it goes over TCP.</summary>
    public bool OverTcp { get; private set; }

    private void Option(string word, string value)
    {
        switch (word.Split('=')[0])
        {
            case "tcp": OverTcp = true; break;
            case "rd": _flags |= 0x0100; break;
            case "z": _flags |= 0x0040; break;
            case "ad": _flags |= 0x0020; break;
            case "cd": _flags |= 0x0010; break;
            case "header-only": _headerOnly = true; break;
            case "opcode": _flags |= (ushort)(int.Parse(value, CultureInfo.InvariantCulture) << 11); break;
            case "edns": _version = byte.Parse(value, CultureInfo.InvariantCulture); break;
            case "bufsize": _size = ushort.Parse(value, CultureInfo.InvariantCulture); break;
            case "do": _ednsFlags |= DnssecOk; break;
            case "ednsflags": _ednsFlags |= ushort.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture); break;
            case "ednsopt": EdnsOption(value.Split(':')); break;
            default: throw new FormatException($"no option {word} of a query");
        }
    }

    private void EdnsOption(string[] parts)
    {
        byte[] data = parts.Length > 1 ? Convert.FromHexString(parts[1]) : [];
        _options.AddRange(U16(ushort.Parse(parts[0], CultureInfo.InvariantCulture)));
        _options.AddRange([.. U16((ushort)data.Length), .. data]);
    }

    /// <summary>Sends it and reads what comes back; null for nothing.</summary>
    public DnsMessage? Ask(IPEndPoint server)
    {
        byte[] message = Encode();
        byte[]? answer = OverTcp ? DnsExchange.Tcp(server, message) : DnsExchange.Udp(server, message);
        return answer is null ? null : MessageDecoder.Decode(answer);
    }

    private byte[] Encode()
    {
        List<byte> message = [.. U16(0x4711), .. U16(_flags), .. U16((ushort)(_headerOnly ? 0 : 1)), .. U16(0), .. U16(0),
            .. U16((ushort)(_version is null ? 0 : 1))];
        if (!_headerOnly)
            message.AddRange([.. _name, .. U16(_type), .. U16(1)]);
        if (_version is byte version)
            message.AddRange([0, .. U16(41), .. U16(_size), 0, version, .. U16(_ednsFlags), .. U16((ushort)_options.Count), .. _options]);
        return [.. message];
    }

    private static byte[] U16(ushort value)
    {
        byte[] octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, value);
        return octets;
    }
}
