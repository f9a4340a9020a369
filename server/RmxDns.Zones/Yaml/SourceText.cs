using System.Buffers;
using System.Text;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Yaml;

/// <summary>An octet or character that a file must not hold, and where.</summary>
internal readonly record struct EncodingFault(SourceMark Mark, string Message);

/// <summary>
/// The text of a file: UTF-8, with or without a byte order mark in front. Octets that are not UTF-8, NUL, other control
/// characters and the line breaks that YAML 1.1 alone knows are faults, each at its place; U+FFFD stands in for them, so
/// that the rest of the file is read. Plain ASCII, the most common file, is not copied.
/// </summary>
internal sealed class SourceText
{
    private const int MaxFaults = 100;
    private const char Replacement = '\uFFFD';

    /// <summary>What ASCII text must not hold: everything below a space but tab, line feed and carriage return; DEL; all above.</summary>
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Where(o => o is < 0x20 and not ('\t' or '\n' or '\r') or >= 0x7F).Select(o => (byte)o)]);

    private readonly ReadOnlyMemory<byte> _ascii;
    private readonly string? _text;

    private SourceText(ReadOnlyMemory<byte> ascii, string? text, IReadOnlyList<EncodingFault> faults)
    {
        (_ascii, _text, Faults) = (ascii, text, faults);
    }

    /// <summary>What the file must not hold, in order; at most 100.</summary>
    public IReadOnlyList<EncodingFault> Faults { get; }

    /// <summary>The number of characters.</summary>
    public int Length => _text?.Length ?? _ascii.Length;

    /// <summary>Whether there is a tab anywhere.</summary>
    public bool HasTab => _text is not null ? _text.Contains('\t', StringComparison.Ordinal) : _ascii.Span.Contains((byte)'\t');

    /// <summary>The character at an index.</summary>
    public char this[int index] => _text is null ? (char)_ascii.Span[index] : _text[index];

    /// <summary>Reads a file's octets.</summary>
    public static SourceText Decode(ReadOnlyMemory<byte> octets)
    {
        if (octets.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            octets = octets[3..];
        if (octets.Span.IndexOfAny(NotPlain) < 0)
            return new SourceText(octets, null, []);
        return DecodeSlowly(octets.Span);
    }

    /// <summary>Copies characters from <paramref name="start"/> on; how many there were.</summary>
    public int CopyTo(int start, Span<char> target)
    {
        int count = Math.Min(Length - start, target.Length);
        if (_text is not null)
            _text.AsSpan(start, count).CopyTo(target);
        else
            _ = Encoding.ASCII.GetChars(_ascii.Span.Slice(start, count), target);
        return count;
    }

    /// <summary>A part of the text; what lies beyond the end is left out.</summary>
    public string Slice(int start, int length)
    {
        length = Math.Max(0, Math.Min(length, Length - start));
        return _text is not null ? _text.Substring(start, length) : Encoding.ASCII.GetString(_ascii.Span.Slice(start, length));
    }

    /// <summary>Whether <paramref name="text"/> stands at an index character for character.</summary>
    public bool Holds(int start, string text)
    {
        if (start < 0 || start + text.Length > Length)
            return false;
        return _text is not null
            ? _text.AsSpan(start, text.Length).SequenceEqual(text)
            : Ascii.Equals(_ascii.Span.Slice(start, text.Length), text);
    }

    /// <summary>The first line break at or behind an index; -1 when there is none.</summary>
    public int NextBreak(int index)
    {
        int found = _text is not null ? _text.AsSpan(index).IndexOfAny('\r', '\n') : _ascii.Span[index..].IndexOfAny((byte)'\r', (byte)'\n');
        return found < 0 ? -1 : index + found;
    }

    /// <summary>A part of the text; what is ASCII is copied into a buffer, which grows as it must.</summary>
    public ReadOnlySpan<char> Characters(int start, int length, ref char[] buffer)
    {
        if (_text is not null)
            return _text.AsSpan(start, length);
        if (buffer.Length < length)
            buffer = new char[Math.Max(length, 2 * buffer.Length)];
        return buffer.AsSpan(0, CopyTo(start, buffer.AsSpan(0, length)));
    }

    /// <summary>How many line feeds there are from <paramref name="start"/> on.</summary>
    public int LineFeeds(int start, int length) =>
        _text is not null ? _text.AsSpan(start, length).Count('\n') : _ascii.Span.Slice(start, length).Count((byte)'\n');

    /// <summary>Goes to the next line that starts with a key of the top level, for all that the line itself shows; false when there is none.</summary>
    public bool TryFindKey(ref int index, ref int line)
    {
        for (int at; (at = NextBreak(index)) >= 0;)
        {
            index = at + 1;
            if (this[at] == '\r' && index < Length && this[index] == '\n')
                index++;
            line++;
            if (index < Length && this[index] is not (' ' or '\t' or '\r' or '\n' or '#' or '-' or '}' or ']' or ',' or '.'))
                return true;
        }
        return false;
    }

    private static SourceText DecodeSlowly(ReadOnlySpan<byte> octets)
    {
        var faults = new List<EncodingFault>();
        var text = new StringBuilder(octets.Length);
        int line = 1, lineStart = 0;
        for (int at = 0; at < octets.Length;)
        {
            OperationStatus status = Rune.DecodeFromUtf8(octets[at..], out Rune rune, out int used);
            string? fault = status == OperationStatus.Done
                ? FaultOf(rune)
                : $"octet 0x{octets[at]:X2} is not UTF-8; a zone file is UTF-8";
            if (fault is null)
            {
                _ = text.Append(rune.ToString());
            }
            else
            {
                if (faults.Count < MaxFaults)
                    faults.Add(new EncodingFault(new SourceMark(line, text.Length - lineStart + 1, 1), fault));
                _ = text.Append(Replacement);
            }
            at += used;
            if (rune.Value == '\n' || (rune.Value == '\r' && !(at < octets.Length && octets[at] == '\n')))
                (line, lineStart) = (line + 1, text.Length);
        }
        return new SourceText(default, text.ToString(), faults);
    }

    private static string? FaultOf(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => null,
        0 => "a NUL octet; a zone file is text",
        < 0x20 or (>= 0x7F and < 0xA0) => $"control character U+{rune.Value:X4}; in double quotes it is written \\x{rune.Value:X2}",
        0x2028 or 0x2029 => $"U+{rune.Value:X4} is a line break to some readers of YAML and not to others; in double quotes it is written \\u{rune.Value:X4}",
        0xFEFF => "a byte order mark inside the file; in double quotes it is written \\uFEFF",
        _ => null,
    };
}
