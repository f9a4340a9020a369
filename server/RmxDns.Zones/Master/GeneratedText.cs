using System.Globalization;
using System.Text;
using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Master;

/// <summary>A text with places for a number.</summary>
internal sealed class GeneratedText
{
    private const int MaxWidth = 255;
    private readonly List<(string Text, Place? Place)> _parts = [];

    private sealed record Place(long Offset, int Width, char Base);

    /// <summary>Reads a text; what is wrong with it otherwise.</summary>
    public static bool TryParse(string text, out GeneratedText parsed, out string fault)
    {
        (parsed, fault) = (new GeneratedText(), "");
        var literal = new StringBuilder();
        for (int at = 0; at < text.Length;)
        {
            char c = text[at++];
            if (c == '\\' && at < text.Length)
                _ = literal.Append(c).Append(text[at++]);
            else if (c != '$')
                _ = literal.Append(c);
            else if (at < text.Length && text[at] == '$')
                (at, literal) = (at + 1, literal.Append("\\$"));
            else if (!parsed.TryTakePlace(text, ref at, literal, out fault))
                return false;
        }
        parsed._parts.Add((literal.ToString(), null));
        return true;
    }

    /// <summary>Appends the text with a number in its places; false when a number with its offset is out of range.</summary>
    public bool TryAppend(StringBuilder text, uint number)
    {
        foreach ((string literal, Place? place) in _parts)
        {
            _ = text.Append(literal);
            if (place is null)
                continue;
            long value = number + place.Offset;
            if (value is < 0 or > int.MaxValue)
                return false;
            Append(text, (uint)value, place);
        }
        return true;
    }

    private bool TryTakePlace(string text, ref int at, StringBuilder literal, out string fault)
    {
        fault = "";
        var place = new Place(0, 0, 'd');
        if (at < text.Length && text[at] == '{')
        {
            int close = text.IndexOf('}', at);
            string[] parts = close < 0 ? [] : text[(at + 1)..close].Split(',');
            if (!TryParts(parts, out place))
            {
                int end = close < 0 ? text.Length : close + 1;
                fault = $"{FindingText.Quote(text.AsSpan(at - 1, end - at + 1))} is no place for a number; ${{offset}}, ${{offset,width}} or ${{offset,width,base}} with base d, o, x, X, n or N and a width up to {MaxWidth}";
                return false;
            }
            at = close + 1;
        }
        _parts.Add((literal.ToString(), place));
        _ = literal.Clear();
        return true;
    }

    private static bool TryParts(string[] parts, out Place place)
    {
        place = new Place(0, 0, 'd');
        if (parts.Length is 0 or > 3)
            return false;
        bool negative = parts[0].StartsWith('-');
        ReadOnlySpan<char> digits = negative || parts[0].StartsWith('+') ? parts[0].AsSpan(1) : parts[0];
        uint width = 0;
        if (!DecimalText.TryRead(digits, int.MaxValue, out uint offset) || (parts.Length > 1 && !DecimalText.TryRead(parts[1], MaxWidth, out width)))
            return false;
        string radix = parts.Length > 2 ? parts[2] : "d";
        if (radix is not ("d" or "o" or "x" or "X" or "n" or "N"))
            return false;
        place = new Place(negative ? -(long)offset : offset, (int)width, radix[0]);
        return true;
    }

    private static void Append(StringBuilder text, uint value, Place place)
    {
        string written = place.Base switch
        {
            'o' => Convert.ToString(value, 8),
            'x' => value.ToString("x", CultureInfo.InvariantCulture),
            'X' => value.ToString("X", CultureInfo.InvariantCulture),
            'n' or 'N' => Nibbles(value, place),
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
        _ = text.Append('0', Math.Max(0, place.Width - written.Length)).Append(written);
    }

    /// <summary>Hexadecimal digits from the last on, a dot between them; dots count in the width.</summary>
    private static string Nibbles(uint value, Place place)
    {
        string digits = place.Base == 'n' ? "0123456789abcdef" : "0123456789ABCDEF";
        var text = new StringBuilder();
        int width = place.Width;
        do
        {
            _ = text.Append(digits[(int)(value & 0xF)]);
            value >>= 4;
            width--;
            if (width <= 0 && value == 0)
                continue;
            _ = text.Append('.');
            width--;
        }
        while (value != 0 || width > 0);
        return text.ToString();
    }
}
