using System.Globalization;
using System.Text;

namespace RmxDns.Wire;

/// <summary>
/// Regular expressions (ECMA 262) of text forms, for the schema that editors read. Each matches whatever the reader of the form
/// takes, and as little else as such an expression can say; none is used to read anything.
/// </summary>
public static class TextPattern
{
    /// <summary>White space between tokens.</summary>
    public const string Blank = @"[ \t\r\n]";

    private const string Escape = @"\\[^0-9]|\\[0-9]{3}";

    /// <summary>One character of a label, or an escape.</summary>
    private const string LabelCharacter = $@"(?:[^ \t\r\n.""\\();]|{Escape})";

    private const string Hex4 = "[0-9A-Fa-f]{1,4}";

    /// <summary>A name, absolute or relative; <c>@</c> among them.</summary>
    public const string Name = $@"(?:\.|(?:{LabelCharacter}+\.)*{LabelCharacter}+\.?)";

    /// <summary>A token without quotes.</summary>
    public const string Word = @"(?:[^ \t\r\n""\\();]|\\[\s\S])+";

    /// <summary>A character-string of at most 255 octets: quoted, or bare.</summary>
    public const string CharacterString = $@"(?:""(?:[^""\\]|{Escape}){{0,255}}""|(?:[^ \t\r\n""\\();]|{Escape}){{1,255}})";

    /// <summary>A string of any length: quoted, or bare.</summary>
    public const string LongString = $@"(?:""(?:[^""\\]|{Escape})*""|(?:[^ \t\r\n""\\();]|{Escape})+)";

    /// <summary>Seconds, or groups such as <c>1h30m</c>.</summary>
    public const string Time = "(?:[0-9]+|(?:[0-9]+[WwDdHhMmSs])+)";

    /// <summary>Hexadecimal digits, also in several tokens.</summary>
    public const string Hex = $"[0-9A-Fa-f]+(?:{Blank}+[0-9A-Fa-f]+)*";

    /// <summary>Base64, also in several tokens.</summary>
    public const string Base64 = $"[0-9A-Za-z+/=]+(?:{Blank}+[0-9A-Za-z+/=]+)*";

    /// <summary>An IPv4 address.</summary>
    public static string Ipv4 { get; } = $@"(?:(?:{UpTo(255)})\.){{3}}(?:{UpTo(255)})";

    /// <summary>An IPv6 address (RFC 4291 §2.2).</summary>
    public static string Ipv6 { get; } = MakeIpv6();

    /// <summary>A number from 0 to <paramref name="most"/> without leading zeros.</summary>
    public static string UpTo(uint most)
    {
        string digits = most.ToString(CultureInfo.InvariantCulture);
        var alternatives = new List<string>();
        // Numbers of as many digits that differ first at one place, there by a smaller digit.
        for (int i = 0; i < digits.Length; i++)
        {
            int least = i == 0 ? 1 : 0, top = digits[i] - '0' - 1;
            if (top >= least)
                alternatives.Add($"{digits[..i]}[{least}-{top}]{Digits(digits.Length - i - 1)}");
        }
        alternatives.Insert(0, digits);
        if (digits.Length > 1)
            alternatives.Add(digits.Length == 2 ? "[0-9]" : $"[1-9][0-9]{{0,{digits.Length - 2}}}|0");
        else if (!alternatives.Contains("0"))
            alternatives.Add("0");
        return $"(?:{string.Join('|', alternatives)})";
    }

    /// <summary>A word in any letter case.</summary>
    public static string AnyCase(string word)
    {
        var pattern = new StringBuilder();
        foreach (char c in word)
        {
            if (char.IsAsciiLetter(c))
                _ = pattern.Append('[').Append(char.ToUpperInvariant(c)).Append(char.ToLowerInvariant(c)).Append(']');
            else
                _ = pattern.Append(c);
        }
        return pattern.ToString();
    }

    /// <summary>The whole of a value: the pattern, blanks around it.</summary>
    public static string Whole(string pattern) => $"^{Blank}*(?:{pattern}){Blank}*$";

    private static string Digits(int count) => count == 0 ? "" : count == 1 ? "[0-9]" : $"[0-9]{{{count}}}";

    private static string MakeIpv6()
    {
        var forms = new List<string> { $"(?:{Hex4}:){{7}}{Hex4}", $"(?:{Hex4}:){{6}}{Ipv4}" };
        for (int before = 0; before <= 7; before++)
        {
            string head = before == 0 ? "" : before == 1 ? Hex4 : $"{Hex4}(?::{Hex4}){{{before - 1}}}";
            var tails = new List<string>();
            if (before < 7)
                tails.Add($"{Hex4}(?::{Hex4}){{0,{6 - before}}}");
            if (before <= 5)
                tails.Add($"(?:{Hex4}:){{0,{5 - before}}}{Ipv4}");
            forms.Add($"{head}::{(tails.Count == 0 ? "" : $"(?:{string.Join('|', tails)})?")}");
        }
        return $"(?:{string.Join('|', forms)})";
    }
}
