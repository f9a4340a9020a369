using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>
/// Times and TTLs as text: seconds in digits, or groups of digits and a unit, <c>w d h m s</c> in either case,
/// such as <c>1h30m</c>. A group without its unit, a sign, white space and more than 2^32-1 seconds are refused.
/// </summary>
public static class TimeText
{
    /// <summary>Reads <paramref name="text"/> as seconds.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out uint seconds)
    {
        seconds = 0;
        ulong total = 0, group = 0;
        bool digits = false, units = false;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                group = (group * 10) + (uint)(c - '0');
                digits = true;
            }
            else
            {
                if (!digits || SecondsIn(c) is not { } unit)
                    return false;
                total += group * unit;
                group = 0;
                digits = false;
                units = true;
            }
            if (group > uint.MaxValue || total > uint.MaxValue)
                return false;
        }
        if (digits == units)
            return false;
        total += group;
        seconds = (uint)total;
        return true;
    }

    private static uint? SecondsIn(char unit) => (char)NameOctets.Fold((byte)(unit < 128 ? unit : 0)) switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86400,
        'w' => 604800,
        _ => null,
    };
}
