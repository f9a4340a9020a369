using System.Globalization;

namespace RmxDns.Wire;

/// <summary>
/// Numbers without a sign, as decimal digits and nothing else. The framework's own parsing also takes NUL characters
/// behind the digits, so that a text with a NUL would be read as one without. A text that is no number gives false.
/// </summary>
public static class DecimalText
{
    /// <summary>Reads a number from 0 to <paramref name="max"/>; leading zeros mean nothing.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, uint max, out uint value)
    {
        value = 0;
        return text.IndexOfAnyExceptInRange('0', '9') < 0
            && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value <= max;
    }

    /// <summary>Reads a number from 0 to <paramref name="max"/> that has no leading zero, which some would read as octal.</summary>
    public static bool TryReadPlain(ReadOnlySpan<char> text, uint max, out uint value)
    {
        value = 0;
        return text is not ['0', _, ..] && TryRead(text, max, out value);
    }
}
