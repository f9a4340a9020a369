using System.Text;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>
/// The octets that entries are read from: a file, or what <c>$GENERATE</c> makes, which stands where the directive stands. Text is
/// octets (RFC 1035 §5.1): those over 127 are passed on as <c>\DDD</c> and never taken for characters.
/// </summary>
/// <param name="octets">The octets.</param>
/// <param name="place">Where all of it stands, for text that is in no file.</param>
/// <param name="recordPlace">Where its records stand in the zone's own file, for a file that is included.</param>
internal sealed class MasterSource(ReadOnlyMemory<byte> octets, SourceMark? place, SourceMark? recordPlace)
{
    private const int FirstBeyondAscii = 128;

    /// <summary>The octets.</summary>
    public ReadOnlySpan<byte> Octets => octets.Span;

    /// <summary>Whether it is what a directive made.</summary>
    public bool IsGenerated => place is not null;

    /// <summary>Where its records stand in the zone's own file; null when that is where they are written.</summary>
    public SourceMark? RecordPlace => recordPlace;

    /// <summary>The place of a part of a line; columns count characters, as the file reads in UTF-8.</summary>
    public SourceMark MarkOf(int line, int lineStart, int start, int length)
    {
        if (place is { } fixedPlace)
            return fixedPlace;
        int column = Encoding.UTF8.GetCharCount(Octets[lineStart..start]) + 1;
        return new SourceMark(line, column, Encoding.UTF8.GetCharCount(Octets.Slice(start, length)));
    }

    /// <summary>The place of a word, its quotes included.</summary>
    public SourceMark MarkOf(MasterToken token) => token.Quoted
        ? MarkOf(token.Line, token.LineStart, token.Start - 1, token.Length + 2)
        : MarkOf(token.Line, token.LineStart, token.Start, token.Length);

    /// <summary>The octets of a word as they are written.</summary>
    public ReadOnlySpan<byte> OctetsOf(MasterToken token) => Octets.Slice(token.Start, token.Length);

    /// <summary>A word as text, escapes not yet read, octets over 127 as <c>\DDD</c>.</summary>
    public string TextOf(MasterToken token)
    {
        ReadOnlySpan<byte> written = OctetsOf(token);
        if (Ascii.IsValid(written))
            return Encoding.ASCII.GetString(written);
        var text = new StringBuilder(written.Length + 16);
        Append(text, written);
        return text.ToString();
    }

    /// <summary>Appends octets as text; whether each of them is one character of it.</summary>
    public static bool Append(StringBuilder text, ReadOnlySpan<byte> written)
    {
        bool verbatim = true, escaped = false;
        foreach (byte octet in written)
        {
            if (octet < FirstBeyondAscii)
            {
                _ = text.Append((char)octet);
                escaped = !escaped && octet == (byte)'\\';
                continue;
            }
            // A backslash in front of such an octet stands for the octet itself.
            _ = (escaped ? text : text.Append('\\')).Append(System.Globalization.CultureInfo.InvariantCulture, $"{octet:D3}");
            verbatim = escaped = false;
        }
        return verbatim;
    }
}
