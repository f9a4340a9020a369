using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// Protocol and services of WKS (RFC 1035 §3.4.2): an octet, then a bitmap of ports without a trailing zero octet.
/// Numbers, or a few names that have not changed since; written as numbers.
/// </summary>
internal sealed class ServicesField(string label) : Field(label)
{
    private static readonly FrozenDictionary<string, uint> Protocols =
        new Dictionary<string, uint> { ["icmp"] = 1, ["tcp"] = 6, ["udp"] = 17 }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, uint> Ports = new Dictionary<string, uint>
    {
        ["echo"] = 7,
        ["discard"] = 9,
        ["daytime"] = 13,
        ["ftp-data"] = 20,
        ["ftp"] = 21,
        ["ssh"] = 22,
        ["telnet"] = 23,
        ["smtp"] = 25,
        ["time"] = 37,
        ["domain"] = 53,
        ["tftp"] = 69,
        ["gopher"] = 70,
        ["finger"] = 79,
        ["http"] = 80,
        ["pop3"] = 110,
        ["sunrpc"] = 111,
        ["nntp"] = 119,
        ["ntp"] = 123,
        ["snmp"] = 161,
        ["https"] = 443,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal override bool TakesRest => true;

    public override string Notation => "protocol [port…]";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare("protocol", out Token token))
            return false;
        if (!TryRead(token.Text, Protocols, byte.MaxValue, out uint protocol))
            return text.Fail(token, "the protocol is a number from 0 to 255, tcp, udp or icmp");
        rdata.U8((byte)protocol);
        var bits = new byte[8192];
        while (!text.AtEnd)
        {
            if (!text.TryNextBare(Label, out token))
                return false;
            if (!TryRead(token.Text, Ports, ushort.MaxValue, out uint port))
                return text.Fail(token, $"the {Label} are port numbers, or names such as smtp and domain");
            bits[port >> 3] |= (byte)(0x80 >> (int)(port & 7));
        }
        rdata.Octets(bits.AsSpan(0, bits.AsSpan().LastIndexOfAnyExcept((byte)0) + 1));
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, FrozenDictionary<string, uint> names, uint max, out uint value) =>
        NumberField.TryRead(text, max, out value) || names.TryGetValue(text.ToString(), out value);

    internal override string? Check(ref WireReader rdata)
    {
        _ = rdata.ReadU8();
        ReadOnlySpan<byte> bits = rdata.ReadRest();
        return bits.Length <= 8192 && (bits.IsEmpty || bits[^1] != 0) ? null : $"the {Label} have up to 8192 octets, the last of them not zero";
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        text.Append(CultureInfo.InvariantCulture, $"{rdata.ReadU8()}");
        ReadOnlySpan<byte> bits = rdata.ReadRest();
        for (int port = 0; port < bits.Length * 8; port++)
        {
            if ((bits[port >> 3] & (0x80 >> (port & 7))) != 0)
                text.Append(CultureInfo.InvariantCulture, $" {port}");
        }
    }
}

/// <summary>
/// Prefix length, address suffix and prefix name of A6 (RFC 2874 §3.1): an octet, the octets of the address from the
/// prefix on, and a name unless the prefix is 0. The first of the octets has zeros where the prefix stands.
/// </summary>
internal sealed class PrefixedAddressField(string label) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => "prefix-length [address] [prefix-name]";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare("prefix length", out Token token))
            return false;
        if (!NumberField.TryRead(token.Text, 128, out uint prefix))
            return text.Fail(token, "the prefix length is a number from 0 to 128");
        rdata.U8((byte)prefix);
        if (prefix < 128)
        {
            Span<byte> address = stackalloc byte[16];
            if (!text.TryNextBare(Label, out token))
                return false;
            if (!AddressText.TryParseIpv6(token.Text, address))
                return text.Fail(token, $"the {Label} is an IPv6 address");
            ReadOnlySpan<byte> suffix = address[(int)(prefix / 8)..];
            rdata.U8((byte)(suffix[0] & (0xFF >> (int)(prefix % 8))));
            rdata.Octets(suffix[1..]);
        }
        if (prefix == 0)
            return true;
        if (!text.TryNextBare("prefix name", out token) || !NameField.TryReadName(ref text, token, "prefix name", out Name name))
            return false;
        rdata.Octets(name.Wire);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        int prefix = rdata.ReadU8();
        if (prefix > 128)
            return $"a prefix length of {prefix}";
        if (prefix < 128)
        {
            ReadOnlySpan<byte> suffix = rdata.ReadOctets(16 - (prefix / 8));
            if (!suffix.IsEmpty && (suffix[0] & ~(0xFF >> (prefix % 8))) != 0)
                return $"the {Label} has bits set where the prefix stands";
        }
        if (prefix > 0)
            rdata.ReadName();
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        int prefix = rdata.ReadU8();
        text.Append(CultureInfo.InvariantCulture, $"{prefix}");
        if (prefix < 128)
        {
            Span<byte> address = stackalloc byte[16];
            address.Clear();
            rdata.ReadOctets(16 - (prefix / 8)).CopyTo(address[(prefix / 8)..]);
            text.Append(' ').Append(AddressText.FormatIpv6(address));
        }
        if (prefix > 0)
            text.Append(' ').Append(NameText.Format(rdata.ReadName()));
    }
}

/// <summary>
/// Flags, protocol, algorithm and key of KEY (RFC 2535 §3.1): 16, 8 and 8 bits, then the key, which is missing when
/// both high bits of the flags are set.
/// </summary>
/// <param name="label">What faults call it.</param>
/// <param name="placeholder">Whether a record of zeros without a key may stand, as in KEYDATA.</param>
internal sealed class KeyField(string label, bool placeholder = false) : Field(label)
{
    private const int NoKey = 0xC000;

    private static readonly Field[] Parts =
        [new NumberField("flags", 2), new NumberField("protocol", 1, Mnemonics.Protocols), new NumberField("algorithm", 1, Mnemonics.Algorithms)];

    private readonly Base64Field _key = new(label);

    internal override bool TakesRest => true;

    public override string Notation => "flags protocol algorithm key(base64)";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        int start = rdata.Length;
        foreach (Field part in Parts)
        {
            if (!part.TryParse(ref text, rdata))
                return false;
        }
        return IsWithoutKey(rdata.From(start)) || _key.TryParse(ref text, rdata);
    }

    private bool IsWithoutKey(ReadOnlySpan<byte> head) =>
        (((head[0] << 8) | head[1]) & NoKey) == NoKey || (placeholder && head[..4].IndexOfAnyExcept((byte)0) < 0);

    internal override string? Check(ref WireReader rdata)
    {
        ReadOnlySpan<byte> head = rdata.ReadOctets(4);
        if (rdata.Failed)
            return null;
        bool hasKey = rdata.ReadRest().Length > 0;
        return hasKey != IsWithoutKey(head) ? null : $"the {Label} is missing, or stands where the flags say that there is none";
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        text.Append(CultureInfo.InvariantCulture, $"{rdata.ReadU16()} {rdata.ReadU8()} {rdata.ReadU8()}");
        if (rdata.Remaining > 0)
            text.Append(' ').Append(Convert.ToBase64String(rdata.ReadRest()));
    }
}
