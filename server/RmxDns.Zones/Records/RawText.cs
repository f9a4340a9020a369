using System.Text;
using RmxDns.Rdata;

namespace RmxDns.Zones.Records;

/// <summary>
/// Raw values of TXT and SPF, in which only <c>\;</c> is an escape; they become UTF-8, split into strings of 255 octets. A value
/// that starts with <c>\# </c> (generic form) or with a double quote (presentation form, whose strings stay apart) is none.
/// </summary>
internal static class RawText
{
    /// <summary>The obsolete type SPF (RFC 7208 §3.1).</summary>
    public const ushort Spf = 99;

    /// <summary>Whether a value is raw text.</summary>
    public static bool Is(string text) => !text.StartsWith('"') && !text.StartsWith("\\# ", StringComparison.Ordinal);

    /// <summary>RDATA of raw text; over 65,535 octets if the text is that long.</summary>
    public static byte[] ToRdata(string text) =>
        CharacterStrings.FromRaw(Encoding.UTF8.GetBytes(text.Replace("\\;", ";", StringComparison.Ordinal)));
}
