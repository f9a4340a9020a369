using System.Buffers;
using System.Globalization;
using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>The text of macros: <c>%{letter digits r delimiters}</c>, <c>%%</c>, <c>%_</c>, <c>%-</c> and all else as it is (RFC 7208 §7).</summary>
internal static class MacroText
{
    private const string Letters = "slodiphcrtv";
    private static readonly SearchValues<char> Delimiters = SearchValues.Create(".-+,/_=");

    /// <summary>What is wrong; null when nothing is.</summary>
    public static TextFault? FaultOf(string text)
    {
        for (int at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at))
        {
            int end = EndOf(text, at);
            if (end < 0)
                return new TextFault(at, Math.Min(2, text.Length - at), "a macro is written %{i}, %{ir}, %{d2} and the like; a percent sign alone is %%");
            at = end;
            if (at >= text.Length)
                return null;
        }
        return null;
    }

    /// <summary>Where the macro that starts at a percent sign is over; -1 when it is none.</summary>
    private static int EndOf(string text, int at)
    {
        if (at + 1 >= text.Length)
            return -1;
        if (text[at + 1] is '%' or '_' or '-')
            return at + 2;
        int close = text.IndexOf('}', at);
        if (text[at + 1] != '{' || close < at + 3 || !Letters.Contains(char.ToLowerInvariant(text[at + 2]), StringComparison.Ordinal))
            return -1;
        ReadOnlySpan<char> transform = text.AsSpan((at + 3)..close);
        int digits = 0;
        while (digits < transform.Length && char.IsAsciiDigit(transform[digits]))
            digits++;
        // "if transformers or delimiters are provided, the number must be nonzero" (RFC 7208 §7.1).
        if (digits > 0 && (!int.TryParse(transform[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out int parts) || parts == 0))
            return -1;
        transform = transform[digits..];
        if (transform is ['r' or 'R', ..])
            transform = transform[1..];
        return transform.ContainsAnyExcept(Delimiters) ? -1 : close + 1;
    }
}

/// <summary>A domain-spec: a name, part of which may be macros (RFC 7208 §7.1).</summary>
internal static class DomainSpec
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static TextFault? FaultOf(string text)
    {
        if (MacroText.FaultOf(text) is { } fault)
            return fault;
        if (text.Length == 0)
            return new TextFault(0, 0, "a domain has to follow");
        if (text.EndsWith('}') || text.Contains('%', StringComparison.Ordinal))
            return null;
        // The last label is one of a host: letters, digits, hyphens within, not digits alone (toplabel).
        string[] labels = text.TrimEnd('.').Split('.');
        string top = labels[^1];
        bool host = labels.Length > 1 && top.Length > 0 && top.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !top.All(char.IsAsciiDigit) && top[0] != '-' && top[^1] != '-';
        if (!host)
            return new TextFault(0, text.Length, $"\"{text}\" is no domain name; it has two labels or more, the last one letters");
        return Name.TryParse(text, Name.Root, out _, out TextFault wrong) ? null : wrong;
    }
}
