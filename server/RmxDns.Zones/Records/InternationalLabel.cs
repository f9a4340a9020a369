using System.Globalization;

namespace RmxDns.Zones.Records;

/// <summary>
/// What RFC 5891 §4.2 asks of a U-label: code points of RFC 5892 (a table, see the resource), hyphens, no combining mark in front, the
/// contextual rules, and the bidi rule of RFC 5893. Unicode's joining types are not at hand: a zero-width non-joiner is allowed behind a
/// virama only, and the rest of its rule is a fault, never a guess.
/// </summary>
internal static class InternationalLabel
{
    private const int ZeroWidthNonJoiner = 0x200C, ZeroWidthJoiner = 0x200D;

    private static readonly Lazy<(List<(int First, int Last)> Valid, HashSet<int> Viramas)> Table = new(ReadTable);

    /// <summary>What is wrong with a label in lower case and NFC; null when nothing is.</summary>
    public static string? FaultOf(ReadOnlySpan<int> label)
    {
        if (label[0] == '-' || label[^1] == '-')
            return "a label outside ASCII may not begin or end with a hyphen (RFC 5891 §4.2.3.1)";
        if (label.Length >= 4 && label[2] == '-' && label[3] == '-')
            return "a label outside ASCII may not have hyphens in third and fourth place (RFC 5891 §4.2.3.1)";
        if (CategoryOf(label[0]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            return "a label may not begin with a combining mark (RFC 5891 §4.2.3.2)";
        for (int i = 0; i < label.Length; i++)
        {
            if (!IsValid(label[i]) && !HoldsInContext(label, i))
                return $"U+{label[i]:X4} is not allowed here in a name (RFC 5892); an A-label (xn--…) is taken as it is";
        }
        return Bidi.FaultOf(label);
    }

    private static UnicodeCategory CategoryOf(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint);

    private static bool IsValid(int codePoint)
    {
        List<(int First, int Last)> ranges = Table.Value.Valid;
        int low = 0, high = ranges.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (codePoint < ranges[middle].First)
                high = middle - 1;
            else if (codePoint > ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }

    /// <summary>RFC 5892 appendix A.</summary>
    private static bool HoldsInContext(ReadOnlySpan<int> label, int at)
    {
        int before = at > 0 ? label[at - 1] : 0, after = at + 1 < label.Length ? label[at + 1] : 0;
        return label[at] switch
        {
            ZeroWidthNonJoiner or ZeroWidthJoiner => Table.Value.Viramas.Contains(before),
            0x00B7 => before == 'l' && after == 'l',
            0x0375 => after is (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF),
            0x05F3 or 0x05F4 => before is >= 0x0591 and <= 0x05F4,
            0x30FB => label.ContainsAnyInRange(0x3041, 0x30FA) || label.ContainsAnyInRange(0x30FC, 0x30FF) || label.ContainsAnyInRange(0x3400, 0x4DBF)
                || label.ContainsAnyInRange(0x4E00, 0x9FFF) || label.ContainsAnyInRange(0x20000, 0x323AF) || label.ContainsAnyInRange(0x3005, 0x3007),
            >= 0x0660 and <= 0x0669 => !label.ContainsAnyInRange(0x06F0, 0x06F9),
            >= 0x06F0 and <= 0x06F9 => !label.ContainsAnyInRange(0x0660, 0x0669),
            _ => false,
        };
    }

    private static (List<(int First, int Last)> Valid, HashSet<int> Viramas) ReadTable()
    {
        var valid = new List<(int First, int Last)>();
        var viramas = new HashSet<int>();
        using Stream stream = typeof(InternationalLabel).Assembly.GetManifestResourceStream("idna-pvalid.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            string[] words = line.Split(' ');
            if (words[0] == "virama")
                viramas.UnionWith(words.Skip(1).Select(Hex));
            else
                valid.AddRange(words.Select(word => (Hex(word.Split('-')[0]), Hex(word.Split('-')[^1]))));
        }
        return (valid, viramas);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
