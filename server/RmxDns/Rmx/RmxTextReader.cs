using System.Globalization;
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
        int at = text.Length - text.TrimStart(WhiteSpace).Length;
        if (text[at..] is [] or ['\\', '#', ..])
            return TryParseGeneric(text, at, out rdata, out fault);
        var entries = new List<RmxEntry>();
        fault = default;
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
            at += text[at..].Length - text[at..].TrimStart(WhiteSpace).Length;
        }
        rdata = new RmxRecord(entries).Encode();
        if (rdata.Length > ushort.MaxValue)
            return Fail(out fault, 0, text.Length, $"the entries take {rdata.Length} octets; RDATA has at most 65535");
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
            if (tag.Equals(RmxText.Tags[i], StringComparison.OrdinalIgnoreCase))
                code = (RmxCode)i;
        }
        for (int i = 0; i < RmxText.ExperimentalTags.Length; i++)
        {
            if (tag.Equals(RmxText.ExperimentalTags[i], StringComparison.OrdinalIgnoreCase))
                code = RmxCode.TlsFp + (byte)i;
        }
        if (code == 0 && byte.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out byte number) && tag is not ['0', _, ..])
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
        int most = octets.Length * 8, length = most;
        if (slash >= 0 && (!int.TryParse(data[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > most))
            return Wrong(out fault, slash + 1, data.Length - slash - 1, $"'{data[(slash + 1)..]}' is no prefix length; it is 0 to {most}");
        fault = default;
        RmxEntry.ClearHostBits(octets, length);
        return [(byte)length, .. octets.AsSpan(0, (length + 7) / 8)];
    }

    private static byte[]? ParseName(RmxCode code, ReadOnlySpan<char> data, Func<string, string?>? toAscii, out TextFault fault)
    {
        if (data.IsEmpty)
            return Wrong(out fault, 0, 0, "a name is missing");
        string? ascii = System.Text.Ascii.IsValid(data) ? null : toAscii?.Invoke(data.ToString());
        if (!Name.TryParse(ascii ?? data, null, out Name name, out fault))
            return null;
        return Checked(code, name.Wire.ToArray(), data.Length, out fault);
    }

    private static byte[]? ParseKey(RmxCode code, ReadOnlySpan<char> data, string[] kinds, string form, out TextFault fault)
    {
        int colon = data.IndexOf(':');
        int kind = 0;
        for (int i = 1; i < kinds.Length && colon > 0; i++)
        {
            if (data[..colon].Equals(kinds[i], StringComparison.OrdinalIgnoreCase))
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

    private static bool TryParseGeneric(ReadOnlySpan<char> text, int at, out byte[] rdata, out TextFault fault)
    {
        rdata = [];
        string[] words = text.ToString().Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] != @"\#" || !ushort.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort length))
            return Fail(out fault, at, text.Length - at, words.Length == 0 ? @"no entry; a record with none is written \# 0" : @"the generic form is \# length hex");
        byte[]? octets = ParseHex(string.Concat(words[2..]));
        if (octets is null)
            return Fail(out fault, at, text.Length - at, "an even number of hexadecimal digits is expected");
        if (octets.Length != length)
            return Fail(out fault, at, text.Length - at, $"the length says {length} octets and {octets.Length} follow");
        if (!RmxWire.TryDecode(octets, out _, out RmxFault wrong))
            return Fail(out fault, at, text.Length - at, $"malformed at octet {wrong.Offset}: {wrong.Message}");
        rdata = octets;
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
