using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rmx;

/// <summary>
/// Reads the text form: entries <c>[!]tag:data</c> with white space between, or the generic form <c>\# length hex</c>
/// (RFC 3597 §5). Names are always absolute: a domain that relied on an origin would let others send. Faults name the
/// entry and where in the text it stands.
/// </summary>
public static class RmxTextReader
{
    private static readonly char[] WhiteSpace = [' ', '\t', '\r', '\n'];

    /// <summary>Reads a record.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rdata">RDATA: encoded from the entries, or as the generic form gives it.</param>
    /// <param name="fault">What is wrong, when false is returned.</param>
    /// <param name="toAscii">Makes ASCII of a name with other characters; null when it cannot.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out byte[] rdata, out TextFault fault, Func<string, string?>? toAscii = null)
    {
        rdata = [];
        if (IsGeneric(text))
        {
            if (!TryReadGeneric(text, out byte[] octets, out fault))
                return false;
            if (!RmxWire.TryDecode(octets, out _, out RmxFault malformed))
                return Fail(out fault, 0, text.Length, $"malformed at octet {malformed.Offset}: {malformed.Message}");
            rdata = octets;
            return true;
        }
        if (!TryRead(text, out RmxRecord record, out fault, toAscii))
            return false;
        rdata = record.Encode();
        if (rdata.Length <= ushort.MaxValue)
            return true;
        int length = rdata.Length;
        rdata = [];
        return Fail(out fault, 0, text.Length, $"the entries take {length} octets; RDATA has at most 65535");
    }

    /// <summary>Reads the entries as far as they are valid, for a receiver, who goes through those in front of a fault.</summary>
    /// <param name="text">The text.</param>
    /// <param name="record">The entries; with a fault those in front of it.</param>
    /// <param name="fault">What is wrong, when false is returned.</param>
    /// <param name="toAscii">Makes ASCII of a name with other characters; null when it cannot.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out RmxRecord record, out TextFault fault, Func<string, string?>? toAscii = null)
    {
        var entries = new List<RmxEntry>();
        record = new RmxRecord(entries);
        if (IsGeneric(text))
        {
            if (!TryReadGeneric(text, out byte[] octets, out fault))
                return false;
            return RmxWire.TryDecode(octets, out record, out RmxFault malformed)
                || Fail(out fault, 0, text.Length, $"malformed at octet {malformed.Offset}: {malformed.Message}");
        }
        fault = default;
        int at = text.IndexOfAnyExcept(WhiteSpace);
        while (at < text.Length)
        {
            int length = text[at..].IndexOfAny(WhiteSpace);
            length = length < 0 ? text.Length - at : length;
            if (!TryParseEntry(text.Slice(at, length), out RmxEntry? entry, out fault, toAscii))
            {
                fault = fault with { Offset = at + fault.Offset };
                return false;
            }
            entries.Add(entry!);
            at += length;
            int space = text[at..].IndexOfAnyExcept(WhiteSpace);
            at = space < 0 ? text.Length : at + space;
        }
        return true;
    }

    /// <summary>Reads one entry, as it stands in a list.</summary>
    public static bool TryParseEntry(
        ReadOnlySpan<char> text, out RmxEntry? entry, out TextFault fault, Func<string, string?>? toAscii = null)
    {
        entry = null;
        int space = text.IndexOfAny(WhiteSpace);
        if (space >= 0)
            return Fail(out fault, space, 1, $"white space inside the entry '{text}'");
        bool negated = text is ['!', ..];
        ReadOnlySpan<char> rest = negated ? text[1..] : text;
        int colon = rest.IndexOf(':');
        ReadOnlySpan<char> tag = colon < 0 ? rest : rest[..colon];
        ReadOnlySpan<char> data = colon < 0 ? "" : rest[(colon + 1)..];
        int tagAt = text.Length - rest.Length, dataAt = text.Length - data.Length;
        if (!TryParseTag(tag, out RmxCode code, out string? wrong))
            return Fail(out fault, tagAt, tag.Length, wrong!);
        if (negated && code is RmxCode.Unused or RmxCode.Full)
            return Fail(out fault, 0, text.Length, $"'{tag}' cannot be negated");
        byte[]? value = ParseData(code, data, toAscii, out fault);
        if (value is null)
        {
            fault = fault with { Offset = dataAt + fault.Offset, Message = $"in '{text}': {fault.Message}" };
            return false;
        }
        entry = new RmxEntry(code, negated, value);
        return true;
    }

    private static bool TryParseTag(ReadOnlySpan<char> tag, out RmxCode code, out string? wrong)
    {
        code = 0;
        for (int i = 1; i < RmxText.Tags.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(tag, RmxText.Tags[i]))
                code = (RmxCode)i;
        }
        for (int i = 0; i < RmxText.ExperimentalTags.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(tag, RmxText.ExperimentalTags[i]))
                code = RmxCode.TlsFp + (byte)i;
        }
        if (code == 0 && DecimalText.TryReadPlain(tag, byte.MaxValue, out uint number))
        {
            if (number is 0 or > 9 and < 64 or > 127)
            {
                wrong = $"'{tag}' is no code of an entry: they are 1 to 9 and 64 to 127";
                return false;
            }
            code = (RmxCode)number;
        }
        wrong = code != 0 ? null
            : $"'{tag}' is no tag; they are ipv4, ipv6, host, apl, domain, unused, full, mx, ipmap, tlsfp, ldap, sasl, sig, or a code";
        return code != 0;
    }

    /// <summary>The parameters of an entry in wire form; null with a fault.</summary>
    private static byte[]? ParseData(RmxCode code, ReadOnlySpan<char> data, Func<string, string?>? toAscii, out TextFault fault)
    {
        fault = default;
        switch (code)
        {
            case RmxCode.Ipv4 or RmxCode.Ipv6:
                return ParsePrefix(code, data, out fault);
            case RmxCode.Unused or RmxCode.Full or RmxCode.Mx:
                return data.IsEmpty ? [] : Wrong(out fault, 0, data.Length, "nothing follows this tag");
            case RmxCode.Domain or RmxCode.Ipmap or RmxCode.Ldap when data.IsEmpty:
                return [0];
            case RmxCode.Host or RmxCode.Apl or RmxCode.Domain or RmxCode.Ipmap or RmxCode.Ldap:
                return ParseName(code, data, toAscii, out fault);
            case RmxCode.TlsFp:
                return ParseKey(code, data, RmxText.Hashes, "sha256:HEX or sha512:HEX", out fault);
            case RmxCode.Sig:
                return ParseKey(code, data, RmxText.KeyKinds, "openpgp:HEX or smime:HEX", out fault);
            case RmxCode.Sasl:
                return Checked(code, ParseMechanisms(data), data.Length, out fault);
            default:
                byte[]? value = ParseHex(data);
                return value is null ? Wrong(out fault, 0, data.Length, "an even number of hexadecimal digits is expected") : Checked(code, value, data.Length, out fault);
        }
    }

    private static byte[]? ParsePrefix(RmxCode code, ReadOnlySpan<char> data, out TextFault fault)
    {
        int slash = data.IndexOf('/');
        ReadOnlySpan<char> address = slash < 0 ? data : data[..slash];
        var octets = new byte[code == RmxCode.Ipv4 ? 4 : 16];
        bool isAddress = code == RmxCode.Ipv4 ? AddressText.TryParseIpv4(address, octets) : AddressText.TryParseIpv6(address, octets);
        if (!isAddress)
        {
            return Wrong(out fault, 0, address.Length, code == RmxCode.Ipv4
                ? $"'{address}' is no IPv4 address; write 192.0.2.1 or 192.0.2.0/24"
                : $"'{address}' is no IPv6 address; write 2001:db8::1 or 2001:db8::/32");
        }
        uint most = (uint)octets.Length * 8, length = most;
        if (slash >= 0 && !DecimalText.TryReadPlain(data[(slash + 1)..], most, out length))
            return Wrong(out fault, slash + 1, data.Length - slash - 1, $"'{data[(slash + 1)..]}' is no prefix length; it is 0 to {most}");
        fault = default;
        RmxEntry.ClearHostBits(octets, (int)length);
        return [(byte)length, .. octets.AsSpan(0, (int)(length + 7) / 8)];
    }

    private static byte[]? ParseName(RmxCode code, ReadOnlySpan<char> data, Func<string, string?>? toAscii, out TextFault fault)
    {
        if (data.IsEmpty)
            return Wrong(out fault, 0, 0, "a name is missing");
        // Elsewhere in a zone file '@' is the origin; taken as a label it would name a host that nobody meant.
        if (data is "@" or "@.")
            return Wrong(out fault, 0, data.Length, @"no origin stands in an entry; write the name, or \@ for a label of that character");
        string? ascii = Ascii.IsValid(data) ? null : toAscii?.Invoke(data.ToString());
        if (!Name.TryParse(ascii ?? data, null, out Name name, out fault))
        {
            // Places in the ASCII form are not places in the text.
            if (ascii is not null)
                fault = fault with { Offset = 0, Length = data.Length };
            return null;
        }
        return Checked(code, name.Wire.ToArray(), data.Length, out fault);
    }

    private static byte[]? ParseKey(RmxCode code, ReadOnlySpan<char> data, string[] kinds, string form, out TextFault fault)
    {
        int colon = data.IndexOf(':');
        int kind = 0;
        for (int i = 1; i < kinds.Length && colon > 0; i++)
        {
            if (Ascii.EqualsIgnoreCase(data[..colon], kinds[i]))
                kind = i;
        }
        if (kind == 0)
            return Wrong(out fault, 0, Math.Max(colon, 0), $"write {form}");
        byte[]? digits = ParseHex(data[(colon + 1)..]);
        if (digits is null)
            return Wrong(out fault, colon + 1, data.Length - colon - 1, "an even number of hexadecimal digits is expected");
        return Checked(code, [(byte)kind, .. digits], data.Length, out fault);
    }

    private static byte[] ParseMechanisms(ReadOnlySpan<char> data)
    {
        var octets = new byte[data.Length];
        for (int i = 0; i < data.Length; i++)
        {
            char c = char.IsAsciiLetterLower(data[i]) ? (char)(data[i] - 'a' + 'A') : data[i];
            octets[i] = c == ',' ? (byte)' ' : char.IsAscii(c) ? (byte)c : (byte)0;
        }
        return octets;
    }

    private static byte[]? ParseHex(ReadOnlySpan<char> digits)
    {
        var octets = new byte[digits.Length / 2];
        bool valid = digits.Length % 2 == 0 && Convert.FromHexString(digits, octets, out _, out _) == System.Buffers.OperationStatus.Done;
        return valid ? octets : null;
    }

    private static byte[]? Checked(RmxCode code, byte[] value, int length, out TextFault fault)
    {
        string? wrong = code >= RmxCode.TlsFp && value.Length > 255 ? "a value over 255 octets" : RmxWire.Check(code, value);
        fault = wrong is null ? default : new TextFault(0, length, wrong);
        return wrong is null ? value : null;
    }

    /// <summary>Whether the text is the generic form, or has nothing in it, which is its fault.</summary>
    private static bool IsGeneric(ReadOnlySpan<char> text) => text.TrimStart(WhiteSpace) is [] or ['\\', '#', ..];

    /// <summary>The octets of the generic form (RFC 3597 §5), whatever they are.</summary>
    private static bool TryReadGeneric(ReadOnlySpan<char> text, out byte[] octets, out TextFault fault)
    {
        octets = [];
        string[] words = text.ToString().Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] != @"\#" || !DecimalText.TryRead(words[1], ushort.MaxValue, out uint length))
            return Fail(out fault, 0, text.Length, words.Length == 0 ? @"no entry; a record with none is written \# 0" : @"the generic form is \# length hex");
        byte[]? digits = ParseHex(string.Concat(words[2..]));
        if (digits is null)
            return Fail(out fault, 0, text.Length, "an even number of hexadecimal digits is expected");
        if (digits.Length != length)
            return Fail(out fault, 0, text.Length, $"the length says {length} octets and {digits.Length} follow");
        octets = digits;
        fault = default;
        return true;
    }

    private static byte[]? Wrong(out TextFault fault, int offset, int length, string message)
    {
        fault = new TextFault(offset, length, message);
        return null;
    }

    private static bool Fail(out TextFault fault, int offset, int length, string message)
    {
        fault = new TextFault(offset, length, message);
        return false;
    }
}
