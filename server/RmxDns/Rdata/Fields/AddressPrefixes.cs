using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// Address prefixes up to the end, possibly none (RFC 3123 §4):
/// <code>
/// +-----------------------+--------+---+-------------+-------------------+
/// | ADDRESSFAMILY (16)    | PREFIX | N | AFDLENGTH(7)| AFDPART (octets)  |
/// +-----------------------+--------+---+-------------+-------------------+
/// </code>
/// Text is <c>[!]family:address/prefix</c> for the families 1 (IPv4) and 2 (IPv6). In octets an AFDPART never ends in
/// a zero octet, is no longer than its address, and has a prefix of at most 32 or 128; other families pass whatever
/// they hold, and are written in the generic form only. Bits beyond the prefix are kept as given.
/// </summary>
internal sealed class AddressPrefixesField(string label) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => "[[!]family:address/prefix…]";

    /// <summary>One prefix.</summary>
    public override string? Pattern =>
        $"!?(?:1:{TextPattern.Ipv4}/0*{TextPattern.UpTo(32)}|2:{TextPattern.Ipv6}/0*{TextPattern.UpTo(128)})";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        while (!text.AtEnd)
        {
            if (!text.TryNextBare(Label, out Token token) || !TryParsePrefix(ref text, token, rdata))
                return false;
        }
        return true;
    }

    private bool TryParsePrefix(ref RdataText text, scoped Token token, RdataWriter rdata)
    {
        ReadOnlySpan<char> item = token.Text;
        bool negated = item.StartsWith("!");
        if (negated)
            item = item[1..];
        int colon = item.IndexOf(':'), slash = item.LastIndexOf('/');
        if (colon < 0 || slash < colon)
            return text.Fail(token, $"the {Label} is written [!]family:address/prefix, such as 1:192.0.2.0/24");
        ReadOnlySpan<char> family = item[..colon], written = item[(colon + 1)..slash];
        Span<byte> address = stackalloc byte[16];
        int size = family is "1" ? 4 : family is "2" ? 16 : 0;
        int start = token.Offset + (negated ? 1 : 0);
        if (size == 0)
            return text.Fail(start, colon, "the address family is 1 (IPv4) or 2 (IPv6)");
        if (!(size == 4 ? AddressText.TryParseIpv4(written, address[..4]) : AddressText.TryParseIpv6(written, address)))
            return text.Fail(start + colon + 1, written.Length, $"no IPv{(size == 4 ? 4 : 6)} address");
        if (!NumberField.TryRead(item[(slash + 1)..], (uint)size * 8, out uint prefix))
            return text.Fail(start + slash + 1, item.Length - slash - 1, $"the prefix length is a number from 0 to {size * 8}");
        ReadOnlySpan<byte> part = address[..(address[..size].LastIndexOfAnyExcept((byte)0) + 1)];
        rdata.U16((ushort)(size == 4 ? 1 : 2));
        rdata.U8((byte)prefix);
        rdata.U8((byte)((negated ? 0x80 : 0) | part.Length));
        rdata.Octets(part);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        while (rdata.Remaining > 0)
        {
            int family = rdata.ReadU16(), prefix = rdata.ReadU8(), length = rdata.ReadU8() & 0x7F;
            ReadOnlySpan<byte> part = rdata.ReadOctets(length);
            int size = family switch { 1 => 4, 2 => 16, _ => 0 };
            if (rdata.Failed)
                return null;
            if (size == 0)
                continue;
            if (prefix > size * 8)
                return $"a prefix length of {prefix} in family {family}";
            if (part.Length > size)
                return $"an address of {part.Length} octets in family {family}";
            if (part.Length > 0 && part[^1] == 0)
                return "an address that ends in a zero octet (RFC 3123 §4)";
        }
        return null;
    }

    internal override bool CanFormat(ReadOnlySpan<byte> rdata)
    {
        for (int at = 0; at < rdata.Length; at += 4 + (rdata[at + 3] & 0x7F))
        {
            if (rdata[at] != 0 || rdata[at + 1] is not 1 and not 2)
                return false;
        }
        return true;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        Span<byte> address = stackalloc byte[16];
        for (bool first = true; rdata.Remaining > 0; first = false)
        {
            int family = rdata.ReadU16(), prefix = rdata.ReadU8(), flags = rdata.ReadU8();
            address.Clear();
            rdata.ReadOctets(flags & 0x7F).CopyTo(address);
            string host = family == 1 ? AddressText.FormatIpv4(address[..4]) : AddressText.FormatIpv6(address);
            text.Append(first ? "" : " ").Append((flags & 0x80) != 0 ? "!" : "")
                .Append(CultureInfo.InvariantCulture, $"{family}:{host}/{prefix}");
        }
    }
}
