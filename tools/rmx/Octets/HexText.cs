using System.Globalization;
using RmxDns.Wire;

namespace RmxDns.Tool.Octets;

/// <summary>
/// Octets as people have them at hand: hexadecimal digits with or without white space between, the generic form
/// <c>\# LENGTH HEX</c> (RFC 3597 §5), or a whole line of dig or of a master file that ends in one. Faults are values.
/// </summary>
internal static class HexText
{
    private const string Generic = @"\#";

    /// <summary>Reads octets; at most 65,535.</summary>
    public static bool TryParse(string text, out byte[] octets, out TextFault fault)
    {
        int mark = text.IndexOf(Generic, StringComparison.Ordinal);
        int at = mark < 0 ? 0 : mark + Generic.Length;
        int? length = null;
        if (mark >= 0 && !TryReadLength(text, ref at, out length, out fault))
        {
            octets = [];
            return false;
        }
        return TryReadDigits(text, at, length, out octets, out fault);
    }

    private static bool TryReadLength(string text, ref int at, out int? length, out TextFault fault)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        int start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
            at++;
        bool read = ushort.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out ushort number);
        length = read ? number : null;
        fault = read ? default : new TextFault(start, at - start, @"behind \# stands the length, a number from 0 to 65535");
        return read;
    }

    private static bool TryReadDigits(string text, int start, int? length, out byte[] octets, out TextFault fault)
    {
        octets = [];
        var digits = new System.Text.StringBuilder(text.Length);
        for (int i = start; i < text.Length; i++)
        {
            // BIND and older files wrap long values in parentheses.
            if (char.IsWhiteSpace(text[i]) || (length is not null && text[i] is '(' or ')'))
                continue;
            if (!char.IsAsciiHexDigit(text[i]))
                return Fail(out fault, i, 1, "no hexadecimal digit");
            _ = digits.Append(text[i]);
        }
        if (digits.Length == 0 && length is null)
            return Fail(out fault, 0, text.Length, @"no octets; a record without entries is \# 0");
        if (digits.Length % 2 != 0)
            return Fail(out fault, text.Length, 0, "half an octet is missing: the number of digits is odd");
        if (digits.Length / 2 > ushort.MaxValue)
            return Fail(out fault, 0, text.Length, $"{digits.Length / 2} octets; RDATA has at most 65535");
        if (length is { } expected && digits.Length / 2 != expected)
            return Fail(out fault, start, 0, $"the length says {expected} octets and {digits.Length / 2} follow");
        octets = Convert.FromHexString(digits.ToString());
        fault = default;
        return true;
    }

    private static bool Fail(out TextFault fault, int offset, int length, string message)
    {
        fault = new TextFault(offset, length, message);
        return false;
    }
}
