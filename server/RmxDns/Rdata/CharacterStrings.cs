using System.Globalization;
using System.Text;

namespace RmxDns.Rdata;

/// <summary>
/// Character-strings (RFC 1035 §3.3): up to 255 octets with a length octet in front. Text escapes are <c>\X</c> and
/// <c>\DDD</c> (§5.1); characters outside ASCII stand for their UTF-8 octets. Control characters are refused in text
/// but for a tab; <c>\DDD</c> writes them.
/// </summary>
public static class CharacterStrings
{
    /// <summary>The longest character-string in octets.</summary>
    public const int MaxLength = 255;

    /// <summary>How the message of a fault starts when a string as written is over 255 octets.</summary>
    public const string TooLong = "a string over 255 octets";

    /// <summary>RDATA of TXT from raw octets of any length: split at 255, the last string shorter; one empty string for none.</summary>
    public static byte[] FromRaw(ReadOnlySpan<byte> raw)
    {
        int count = Math.Max(1, (raw.Length + MaxLength - 1) / MaxLength);
        var rdata = new byte[raw.Length + count];
        int at = 0;
        do
        {
            int length = Math.Min(raw.Length, MaxLength);
            rdata[at++] = (byte)length;
            raw[..length].CopyTo(rdata.AsSpan(at));
            at += length;
            raw = raw[length..];
        }
        while (!raw.IsEmpty);
        return rdata;
    }

    /// <summary>Writes the octets that a token stands for, at most <paramref name="max"/>.</summary>
    internal static bool TryDecode(ref RdataText text, scoped Token token, RdataWriter rdata, int max)
    {
        ReadOnlySpan<char> written = token.Text;
        int start = rdata.Length;
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = 0; i < written.Length;)
        {
            int from = i;
            if (written[i] == '\\')
            {
                if (!TryReadEscape(written, ref i, out byte octet))
                    return text.Fail(token.Offset + from, Math.Min(4, written.Length - from), "an escape is \\X or \\DDD, three digits up to 255");
                rdata.U8(octet);
            }
            else if (written[i] is < ' ' and not '\t' or '\x7f')
            {
                return text.Fail(token.Offset + from, 1, $"a control character; write it as \\{(int)written[i]:D3}");
            }
            else
            {
                if (Rune.DecodeFromUtf16(written[i..], out Rune rune, out int used) != System.Buffers.OperationStatus.Done)
                    return text.Fail(token.Offset + from, 1, "half of a character outside Unicode's first plane");
                i += used;
                rdata.Octets(utf8[..rune.EncodeToUtf8(utf8)]);
            }
            if (rdata.Length - start > max)
                return text.Fail(token, max == MaxLength ? TooLong + "; split it into several" : $"more than {max} octets");
            if (rdata.TooLong)
                return text.Fail(token, "more than 65,535 octets");
        }
        return true;
    }

    private static bool TryReadEscape(ReadOnlySpan<char> written, ref int i, out byte octet)
    {
        octet = 0;
        ReadOnlySpan<char> rest = written[(i + 1)..];
        if (rest.IsEmpty || rest[0] is < ' ' or > '~')
            return false;
        if (!char.IsAsciiDigit(rest[0]))
        {
            octet = (byte)rest[0];
            i += 2;
            return true;
        }
        i += 4;
        return rest.Length >= 3 && rest[..3].IndexOfAnyExceptInRange('0', '9') < 0 && byte.TryParse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture, out octet);
    }

    /// <summary>Appends octets in double quotes; what is not printable ASCII as <c>\DDD</c>.</summary>
    internal static void AppendQuoted(StringBuilder text, ReadOnlySpan<byte> octets)
    {
        text.Append('"');
        foreach (byte octet in octets)
        {
            if (octet is < 0x20 or > 0x7E)
                text.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
            else if (octet is (byte)'"' or (byte)'\\')
                text.Append('\\').Append((char)octet);
            else
                text.Append((char)octet);
        }
        text.Append('"');
    }
}
