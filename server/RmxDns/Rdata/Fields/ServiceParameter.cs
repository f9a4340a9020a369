using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// One service parameter: its key's names and the form of its value (RFC 9460 §7 and §14.3.2, RFC 9461 §5, RFC 9540 §4).
/// A key without a form of its own holds one string of any octets.
/// </summary>
internal static class ServiceParameter
{
    private const ushort Mandatory = 0, Alpn = 1, NoDefaultAlpn = 2, Port = 3, Ipv4Hint = 4, Ech = 5, Ipv6Hint = 6, DohPath = 7, Ohttp = 8;

    private static readonly string[] Names =
        ["mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp"];

    public static string KnownKeys => string.Join(", ", Names);

    public static bool TryParseKey(ReadOnlySpan<char> text, out ushort code)
    {
        code = 0;
        for (int i = 0; i < Names.Length; i++)
        {
            if (!text.Equals(Names[i], StringComparison.Ordinal))
                continue;
            code = (ushort)i;
            return true;
        }
        if (!text.StartsWith("key") || !NumberField.TryRead(text[3..], ushort.MaxValue, out uint number) || (text[3] == '0' && text.Length > 4))
            return false;
        code = (ushort)number;
        return true;
    }

    public static bool TryParseValue(
        ref RdataText text, scoped Token key, ushort code, scoped Token value, bool hasValue, RdataWriter octets)
    {
        bool generic = key.Text.StartsWith("key") && key.Text.Length > 3;
        bool parsed = generic || code == DohPath
            ? CharacterStrings.TryDecode(ref text, value, octets, RdataWriter.MaxLength)
            : TryParseForm(ref text, code, value, octets);
        if (!parsed)
            return false;
        string? fault = Check(code, octets.From(0));
        if (fault is null && hasValue && octets.Length == 0 && !generic)
            fault = $"{NameOf(code)} takes no value";
        return fault is null || text.Fail(hasValue ? value : key, fault);
    }

    private static bool TryParseForm(ref RdataText text, ushort code, scoped Token value, RdataWriter octets) => code switch
    {
        Alpn => TryParseProtocols(ref text, value, octets),
        Ech => Base64Field.TryDecode(value.Text, octets) || text.Fail(value, "ech is base64 with its padding"),
        NoDefaultAlpn or Ohttp => value.Text.IsEmpty || text.Fail(value, $"{Names[code]} takes no value"),
        _ => TryParseList(ref text, code, value, octets),
    };

    /// <summary>Items between commas: keys, a port, addresses; none of them knows escapes.</summary>
    private static bool TryParseList(ref RdataText text, ushort code, scoped Token value, RdataWriter octets)
    {
        Span<byte> address = stackalloc byte[16];
        var keys = new SortedSet<ushort>();
        foreach (Range range in value.Text.Split(','))
        {
            ReadOnlySpan<char> item = value.Text[range];
            bool valid = true;
            if (code == Mandatory)
                valid = TryParseKey(item, out ushort key) && keys.Add(key);
            else if (code == Port && octets.Length == 0 && NumberField.TryRead(item, ushort.MaxValue, out uint port))
                octets.U16((ushort)port);
            else if (code == Ipv4Hint && AddressText.TryParseIpv4(item, address[..4]))
                octets.Octets(address[..4]);
            else if (code == Ipv6Hint && AddressText.TryParseIpv6(item, address))
                octets.Octets(address);
            else
                valid = false;
            if (!valid)
                return text.Fail(value.Offset + range.Start.GetOffset(value.Text.Length), item.Length, FormOf(code));
        }
        foreach (ushort key in keys)
            octets.U16(key);
        return true;
    }

    /// <summary>Protocol names between commas; after the string's own escapes, <c>\,</c> and <c>\\</c> stand for a comma and a backslash in a name (RFC 9460 appendix A.1).</summary>
    private static bool TryParseProtocols(ref RdataText text, scoped Token value, RdataWriter octets)
    {
        var decoded = new RdataWriter();
        if (!CharacterStrings.TryDecode(ref text, value, decoded, RdataWriter.MaxLength))
            return false;
        ReadOnlySpan<byte> list = decoded.From(0);
        int start = octets.Length;
        octets.U8(0);
        for (int i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || list[i] == ',')
            {
                int length = octets.Length - start - 1;
                if (length is 0 or > CharacterStrings.MaxLength)
                    return text.Fail(value, FormOf(Alpn));
                octets.Patch(start, (byte)length);
                start = octets.Length;
                if (i < list.Length)
                    octets.U8(0);
                continue;
            }
            if (list[i] == '\\' && ++i == list.Length)
                return text.Fail(value, "a backslash with nothing after it");
            octets.U8(list[i]);
            if (octets.TooLong)
                return text.Fail(value, "more than 65,535 octets");
        }
        return true;
    }

    /// <summary>What is wrong with the octets of a value; null when nothing is.</summary>
    public static string? Check(ushort code, ReadOnlySpan<byte> value)
    {
        bool valid = code switch
        {
            Mandatory => value.Length > 0 && value.Length % 2 == 0 && KeysRise(value),
            Alpn => IsProtocols(value),
            NoDefaultAlpn or Ohttp => value.IsEmpty,
            Port => value.Length == 2,
            Ipv4Hint => value.Length > 0 && value.Length % 4 == 0,
            Ech => value.Length > 0,
            Ipv6Hint => value.Length > 0 && value.Length % 16 == 0,
            DohPath => IsPath(value),
            ushort.MaxValue => false,
            _ => true,
        };
        return valid ? null : FormOf(code);
    }

    private static string FormOf(ushort code) => code switch
    {
        Mandatory => "mandatory is a list of other keys, each once, with commas between",
        Alpn => "alpn is a list of protocol names of 1 to 255 octets, with commas between",
        NoDefaultAlpn or Ohttp => $"{Names[code]} takes no value",
        Port => "port is a number from 0 to 65535",
        Ipv4Hint => "ipv4hint is a list of IPv4 addresses with commas between",
        Ech => "ech is base64 with its padding",
        Ipv6Hint => "ipv6hint is a list of IPv6 addresses with commas between",
        DohPath => "dohpath is a URI template that starts with / and holds the variable dns, such as /dns-query{?dns}",
        _ => "key65535 is reserved as invalid (RFC 9460 §14.3.2)",
    };

    private static bool KeysRise(ReadOnlySpan<byte> keys)
    {
        int last = 0;
        for (int i = 0; i < keys.Length; i += 2)
        {
            int key = (keys[i] << 8) | keys[i + 1];
            if (key <= last)
                return false;
            last = key;
        }
        return true;
    }

    private static bool IsProtocols(ReadOnlySpan<byte> value)
    {
        var reader = new WireReader(value);
        bool valid = !value.IsEmpty;
        while (valid && reader.Remaining > 0)
            valid = !reader.ReadOctets(reader.ReadU8()).IsEmpty;
        return valid && reader.AtEnd;
    }

    private static bool IsPath(ReadOnlySpan<byte> value)
    {
        int open = value.IndexOf((byte)'{'), close = value.LastIndexOf((byte)'}');
        return value is [(byte)'/', ..] && open > 0 && close > open && value[open..close].IndexOf("dns"u8) >= 0
            && System.Text.Unicode.Utf8.IsValid(value);
    }

    private static string NameOf(ushort code) =>
        code < Names.Length ? Names[code] : string.Create(CultureInfo.InvariantCulture, $"key{code}");

    public static void Append(StringBuilder text, ushort code, ReadOnlySpan<byte> value)
    {
        text.Append(NameOf(code));
        if (value.IsEmpty)
            return;
        text.Append('=');
        switch (code)
        {
            case Mandatory:
                for (int i = 0; i < value.Length; i += 2)
                    text.Append(i == 0 ? "" : ",").Append(NameOf((ushort)((value[i] << 8) | value[i + 1])));
                break;
            case Alpn:
                AppendProtocols(text, value);
                break;
            case Port:
                text.Append(CultureInfo.InvariantCulture, $"{(value[0] << 8) | value[1]}");
                break;
            case Ipv4Hint:
                for (int i = 0; i < value.Length; i += 4)
                    text.Append(i == 0 ? "" : ",").Append(AddressText.FormatIpv4(value.Slice(i, 4)));
                break;
            case Ipv6Hint:
                for (int i = 0; i < value.Length; i += 16)
                    text.Append(i == 0 ? "" : ",").Append(AddressText.FormatIpv6(value.Slice(i, 16)));
                break;
            case Ech:
                text.Append(Convert.ToBase64String(value));
                break;
            default:
                CharacterStrings.AppendQuoted(text, value);
                break;
        }
    }

    private static void AppendProtocols(StringBuilder text, ReadOnlySpan<byte> value)
    {
        var list = new List<byte>(value.Length);
        for (int at = 0; at < value.Length; at += value[at] + 1)
        {
            if (at > 0)
                list.Add((byte)',');
            foreach (byte octet in value.Slice(at + 1, value[at]))
            {
                if (octet is (byte)',' or (byte)'\\')
                    list.Add((byte)'\\');
                list.Add(octet);
            }
        }
        CharacterStrings.AppendQuoted(text, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));
    }
}
