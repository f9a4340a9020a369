using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>An IPv4 address: four decimal numbers without leading zeros (RFC 1035 §3.4.1).</summary>
internal sealed class Ipv4Field(string label) : Field(label)
{
    public override string? Pattern => TextPattern.Ipv4;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        Span<byte> address = stackalloc byte[4];
        if (!text.TryNextBare(Label, out Token token))
            return false;
        if (!AddressText.TryParseIpv4(token.Text, address))
            return text.Fail(token, $"the {Label} is an IPv4 address such as 192.0.2.1");
        rdata.Octets(address);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        rdata.ReadOctets(4);
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(AddressText.FormatIpv4(rdata.ReadOctets(4)));
}

/// <summary>An IPv6 address (RFC 4291 §2.2), written as RFC 5952 says.</summary>
internal sealed class Ipv6Field(string label) : Field(label)
{
    public override string? Pattern => TextPattern.Ipv6;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        Span<byte> address = stackalloc byte[16];
        if (!text.TryNextBare(Label, out Token token))
            return false;
        if (!AddressText.TryParseIpv6(token.Text, address))
            return text.Fail(token, $"the {Label} is an IPv6 address such as 2001:db8::1");
        rdata.Octets(address);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        rdata.ReadOctets(16);
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(AddressText.FormatIpv6(rdata.ReadOctets(16)));
}

/// <summary>An address of 48 or 64 bits as pairs of hexadecimal digits with dashes between (RFC 7043 §3, §4).</summary>
internal sealed class EuiField(string label, int octets) : Field(label)
{
    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        bool valid = token.Text.Length == (octets * 3) - 1;
        for (int i = 0; valid && i < token.Text.Length; i++)
            valid = i % 3 == 2 ? token.Text[i] == '-' : char.IsAsciiHexDigit(token.Text[i]);
        if (!valid)
            return text.Fail(token, $"the {Label} is {octets} pairs of hexadecimal digits with dashes between");
        rdata.Octets(Convert.FromHexString(token.Text.ToString().Replace("-", "", StringComparison.Ordinal)));
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        rdata.ReadOctets(octets);
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        ReadOnlySpan<byte> address = rdata.ReadOctets(octets);
        for (int i = 0; i < address.Length; i++)
            text.Append(i == 0 ? "" : "-").Append(Convert.ToHexStringLower(address.Slice(i, 1)));
    }
}

/// <summary>64 bits as four groups of up to four hexadecimal digits with colons between (RFC 6742 §2.1, §2.3).</summary>
internal sealed class LocatorField(string label) : Field(label)
{
    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        int groups = 0;
        foreach (Range range in token.Text.Split(':'))
        {
            ReadOnlySpan<char> group = token.Text[range];
            if (++groups > 4 || group.Length is 0 or > 4 || group.Contains('\0')
                || !ushort.TryParse(group, System.Globalization.NumberStyles.AllowHexSpecifier, null, out ushort value))
                return text.Fail(token, $"the {Label} is four groups of hexadecimal digits with colons between");
            rdata.U16(value);
        }
        return groups == 4 || text.Fail(token, $"the {Label} is four groups of hexadecimal digits with colons between");
    }

    internal override string? Check(ref WireReader rdata)
    {
        rdata.ReadOctets(8);
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        for (int i = 0; i < 4; i++)
            text.Append(i == 0 ? "" : ":").Append(System.Globalization.CultureInfo.InvariantCulture, $"{rdata.ReadU16():x4}");
    }
}

/// <summary>An NSAP address: 0x and pairs of hexadecimal digits, dots allowed between digits (RFC 1706 §7).</summary>
internal sealed class NsapField(string label) : Field(label)
{
    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        bool prefixed = token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        string digits = prefixed ? token.Text[2..].ToString().Replace(".", "", StringComparison.Ordinal) : "";
        if (digits.Length == 0 || digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
            return text.Fail(token, $"the {Label} is 0x and pairs of hexadecimal digits, dots between as wished");
        rdata.Octets(Convert.FromHexString(digits));
        return true;
    }

    internal override string? Check(ref WireReader rdata) => rdata.ReadRest().IsEmpty ? $"the {Label} is missing" : null;

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append("0x").Append(Convert.ToHexString(rdata.ReadRest()));
}

/// <summary>
/// An ATM address: an octet that tells the form, then either an end system address (0), in hexadecimal, dots allowed,
/// or E.164 digits (1), with a plus in front (af-dans-0152.000 §2.4).
/// </summary>
internal sealed class AtmField(string label) : Field(label)
{
    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        bool e164 = token.Text.StartsWith("+");
        string body = token.Text[(e164 ? 1 : 0)..].ToString();
        string digits = body.Replace(".", "", StringComparison.Ordinal);
        bool dotted = body.Split('.').All(part => part.Length > 0);
        bool valid = dotted && (e164 ? digits.All(char.IsAsciiDigit) : digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit));
        if (!valid)
            return text.Fail(token, $"the {Label} is pairs of hexadecimal digits, or a plus and decimal digits, single dots between as wished");
        rdata.U8((byte)(e164 ? 1 : 0));
        rdata.Octets(e164 ? Encoding.ASCII.GetBytes(digits) : Convert.FromHexString(digits));
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        int form = rdata.ReadU8();
        ReadOnlySpan<byte> address = rdata.ReadRest();
        if (address.IsEmpty)
            return $"the {Label} is missing";
        if (form > 1)
            return $"the {Label} has form {form}; 0 and 1 are known";
        return form == 1 && address.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? $"the {Label} of form 1 is decimal digits" : null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        bool e164 = rdata.ReadU8() == 1;
        ReadOnlySpan<byte> address = rdata.ReadRest();
        text.Append(e164 ? "+" + Encoding.ASCII.GetString(address) : Convert.ToHexString(address));
    }
}
