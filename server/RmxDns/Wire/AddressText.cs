using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RmxDns.Wire;

/// <summary>
/// Text form of addresses: IPv4 as four decimal numbers without leading zeros, IPv6 as RFC 4291 §2.2 reads and
/// RFC 5952 writes. No zone, brackets, port, white space or shorter IPv4 forms. A text that is none gives false.
/// </summary>
public static class AddressText
{
    private const int Groups = 8;

    /// <summary>Reads an IPv4 address into four octets.</summary>
    public static bool TryParseIpv4(ReadOnlySpan<char> text, Span<byte> address)
    {
        int count = 0;
        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> part = text[range];
            if (count == 4 || part.Length > 3 || !DecimalText.TryReadPlain(part, byte.MaxValue, out uint octet))
                return false;
            address[count++] = (byte)octet;
        }
        return count == 4;
    }

    /// <summary>Reads an IPv6 address into 16 octets.</summary>
    public static bool TryParseIpv6(ReadOnlySpan<char> text, Span<byte> address)
    {
        int gap = text.IndexOf("::");
        if (gap < 0)
            return ReadGroups(text, address) == Groups;
        Span<byte> head = stackalloc byte[16], tail = stackalloc byte[16];
        int before = gap == 0 ? 0 : ReadGroups(text[..gap], head, dotted: false);
        int after = gap + 2 == text.Length ? 0 : ReadGroups(text[(gap + 2)..], tail);
        if (before < 0 || after < 0 || before + after >= Groups)
            return false;
        address[..16].Clear();
        head[..(before * 2)].CopyTo(address);
        tail[..(after * 2)].CopyTo(address[(16 - (after * 2))..]);
        return true;
    }

    /// <summary>Reads groups between colons, the last two perhaps in dotted form; -1 for a fault.</summary>
    private static int ReadGroups(ReadOnlySpan<char> text, Span<byte> octets, bool dotted = true)
    {
        int count = 0;
        foreach (Range range in text.Split(':'))
        {
            ReadOnlySpan<char> group = text[range];
            if (dotted && range.End.GetOffset(text.Length) == text.Length && group.Contains('.'))
                return count <= Groups - 2 && TryParseIpv4(group, octets.Slice(count * 2, 4)) ? count + 2 : -1;
            if (count == Groups || group.Length is 0 or > 4 || !char.IsAsciiHexDigit(group[^1])
                || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value))
                return -1;
            BinaryPrimitives.WriteUInt16BigEndian(octets[(count++ * 2)..], value);
        }
        return count;
    }

    /// <summary>Writes four octets.</summary>
    public static string FormatIpv4(ReadOnlySpan<byte> address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address[0]}.{address[1]}.{address[2]}.{address[3]}");

    /// <summary>Writes 16 octets as RFC 5952 §4 says; the dotted form is used for ::ffff:0:0/96 alone (§5).</summary>
    public static string FormatIpv6(ReadOnlySpan<byte> address)
    {
        if (address[..10].IndexOfAnyExcept((byte)0) < 0 && address[10] == 0xFF && address[11] == 0xFF)
            return "::ffff:" + FormatIpv4(address[12..]);
        (int start, int length) = LongestZeros(address);
        var text = new StringBuilder(39);
        for (int i = 0; i < Groups; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }
            if (i > 0 && i != start + length)
                text.Append(':');
            text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadUInt16BigEndian(address[(i * 2)..]):x}");
        }
        return text.ToString();
    }

    /// <summary>The first of the longest runs of two or more zero groups; (-1, 0) when there is none.</summary>
    private static (int Start, int Length) LongestZeros(ReadOnlySpan<byte> address)
    {
        (int Start, int Length) best = (-1, 0);
        for (int i = 0; i < Groups; i++)
        {
            int length = 0;
            while (i + length < Groups && BinaryPrimitives.ReadUInt16BigEndian(address[((i + length) * 2)..]) == 0)
                length++;
            if (length > 1 && length > best.Length)
                best = (i, length);
            i += length;
        }
        return best;
    }
}
