using System.Text;

namespace RmxDns.Wire;

/// <summary>What is wrong in a text, and where.</summary>
/// <param name="Offset">The first character at fault, counted from 0.</param>
/// <param name="Length">How many characters are at fault; 0 for a place rather than a token.</param>
/// <param name="Message">What is wrong and what would be right; no position in it.</param>
public readonly record struct TextFault(int Offset, int Length, string Message);

/// <summary>Presentation form of names (RFC 1035 §5.1, RFC 4343 §2.1): text to octets and back. Faults are values.</summary>
internal static class NameText
{
    public static bool TryParse(ReadOnlySpan<char> text, Name? origin, out Name name, out TextFault fault)
    {
        name = Name.Root;
        fault = default;
        if (text is "@" && origin is not null)
        {
            name = origin;
            return true;
        }
        if (text is ".")
            return true;
        Span<byte> wire = stackalloc byte[NameOctets.MaxLength + 1];
        int at = 1, labelStart = 0;
        bool absolute = false;
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            if (text[i] == '.')
            {
                i++;
                if (at == labelStart + 1)
                    return Fail(out fault, start, 1, "an empty label (two dots in a row, or a dot in front)");
                wire[labelStart] = (byte)(at - labelStart - 1);
                labelStart = at++;
                absolute = i == text.Length;
                if (at > NameOctets.MaxLength)
                    return Fail(out fault, 0, text.Length, "a name over 255 octets");
                continue;
            }
            if (!TryReadOctet(text, ref i, out byte octet, out fault))
                return false;
            if (at - labelStart - 1 == NameOctets.MaxLabel)
                return Fail(out fault, start, 1, "a label over 63 octets");
            if (at >= NameOctets.MaxLength)
                return Fail(out fault, 0, text.Length, "a name over 255 octets");
            wire[at++] = octet;
        }
        if (text.IsEmpty)
            return Fail(out fault, 0, 0, "no name; '.' is the root and '@' the origin");
        if (absolute)
        {
            wire[labelStart] = 0;
            name = Name.FromValidWire(wire[..at].ToArray());
            return true;
        }
        wire[labelStart] = (byte)(at - labelStart - 1);
        ReadOnlySpan<byte> rest = (origin ?? Name.Root).Wire;
        if (at + rest.Length > NameOctets.MaxLength)
            return Fail(out fault, 0, text.Length, "a name over 255 octets");
        rest.CopyTo(wire[at..]);
        name = Name.FromValidWire(wire[..(at + rest.Length)].ToArray());
        return true;
    }

    /// <summary>One octet of a label: a character, <c>\X</c> or <c>\DDD</c>.</summary>
    private static bool TryReadOctet(ReadOnlySpan<char> text, ref int i, out byte octet, out TextFault fault)
    {
        fault = default;
        octet = 0;
        int start = i;
        char c = text[i++];
        if (c != '\\')
        {
            if (c is <= ' ' or > '~')
                return Fail(out fault, start, 1, c > '~' ? "a character outside ASCII; write it as \\DDD" : "white space; write it as \\032");
            octet = (byte)c;
            return true;
        }
        if (i == text.Length)
            return Fail(out fault, start, 1, "a backslash with nothing after it");
        if (!char.IsAsciiDigit(text[i]))
        {
            if (text[i] is < ' ' or > '~')
                return Fail(out fault, start, 2, "an escape of a character outside ASCII; write \\DDD");
            octet = (byte)text[i++];
            return true;
        }
        if (i + 3 > text.Length || !char.IsAsciiDigit(text[i + 1]) || !char.IsAsciiDigit(text[i + 2]))
            return Fail(out fault, start, Math.Min(4, text.Length - start), "an escape \\DDD needs three digits");
        int value = ((text[i] - '0') * 100) + ((text[i + 1] - '0') * 10) + (text[i + 2] - '0');
        if (value > 255)
            return Fail(out fault, start, 4, "an escape \\DDD over 255");
        i += 3;
        octet = (byte)value;
        return true;
    }

    private static bool Fail(out TextFault fault, int offset, int length, string message)
    {
        fault = new TextFault(offset, length, message);
        return false;
    }

    public static string Format(ReadOnlySpan<byte> wire)
    {
        if (wire[0] == 0)
            return ".";
        var text = new StringBuilder(wire.Length);
        for (int at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            foreach (byte octet in wire.Slice(at + 1, wire[at]))
                AppendOctet(text, octet);
            text.Append('.');
        }
        return text.ToString();
    }

    private static void AppendOctet(StringBuilder text, byte octet)
    {
        if (octet is < 0x21 or > 0x7E)
            text.Append('\\').Append((char)('0' + (octet / 100))).Append((char)('0' + (octet / 10 % 10))).Append((char)('0' + (octet % 10)));
        else if (octet is (byte)'.' or (byte)'\\' or (byte)'"' or (byte)';' or (byte)'(' or (byte)')' or (byte)'@' or (byte)'$')
            text.Append('\\').Append((char)octet);
        else
            text.Append((char)octet);
    }
}
