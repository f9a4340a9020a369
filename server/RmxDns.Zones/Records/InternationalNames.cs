using System.Diagnostics.CodeAnalysis;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Zones.Records;

/// <summary>
/// Names with characters outside ASCII to ASCII (IDNA 2008: RFC 5891 §4, in lower case and NFC first as RFC 5895 §2 suggests).
/// Labels of ASCII stay as they are, escapes, underscores and asterisks included. A label that the RFCs do not allow is a fault; its
/// A-label (<c>xn--…</c>) may be written instead, and nobody asks further then.
/// </summary>
public static class InternationalNames
{
    /// <summary>The name in ASCII; null when it cannot be turned.</summary>
    public static string? ToAscii(string name) => TryConvert(name, out string? ascii, out _) ? ascii : null;

    /// <summary>Turns a name in presentation form; one that is ASCII is given back as it is.</summary>
    internal static bool TryConvert(string name, out string ascii, out TextFault fault)
    {
        ascii = name;
        fault = default;
        if (Ascii.IsValid(name))
            return true;
        var converted = new StringBuilder(name.Length + 8);
        for (int start = 0; start <= name.Length;)
        {
            int end = start;
            while (end < name.Length && name[end] != '.')
                end += name[end] == '\\' && end + 1 < name.Length ? 2 : 1;
            if (!TryConvertLabel(name[start..end], out string? label, out string? message))
            {
                fault = new TextFault(start, end - start, message);
                return false;
            }
            _ = converted.Append(label);
            if (end < name.Length)
                _ = converted.Append('.');
            start = end + 1;
        }
        ascii = converted.ToString();
        return true;
    }

    /// <summary>Turns the names in the entries of a text, each behind the colon of its tag.</summary>
    internal static bool TryConvertEntries(string text, out string ascii, out TextFault fault)
    {
        ascii = text;
        fault = default;
        if (Ascii.IsValid(text))
            return true;
        string[] entries = text.Split(' ');
        int offset = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            string entry = entries[i];
            int name = entry.IndexOf(':', StringComparison.Ordinal) + 1;
            if (!TryConvert(entry[name..], out string converted, out fault))
            {
                fault = fault with { Offset = fault.Offset + offset + name };
                return false;
            }
            entries[i] = entry[..name] + converted;
            offset += entry.Length + 1;
        }
        ascii = string.Join(' ', entries);
        return true;
    }

    private static bool TryConvertLabel(string label, [NotNullWhen(true)] out string? ascii, [NotNullWhen(false)] out string? fault)
    {
        (ascii, fault) = (label, null);
        if (Ascii.IsValid(label))
            return true;
        ascii = null;
        if (HasLoneSurrogate(label))
        {
            fault = "half of a character";
            return false;
        }
        string normal = ADRaffy.ENSNormalize.ENSNormalize.NF.NFC(label.ToLowerInvariant());
        int[] codePoints = [.. normal.EnumerateRunes().Select(rune => rune.Value)];
        fault = InternationalLabel.FaultOf(codePoints);
        if (fault is not null)
            return false;
        ascii = "xn--" + Punycode.Encode(codePoints);
        return true;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, Math.Min(i, text.Length - 2 < 0 ? 0 : i)))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }
        return false;
    }
}
