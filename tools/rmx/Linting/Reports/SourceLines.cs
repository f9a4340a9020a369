using System.Text;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>
/// Lines of a file, for reports that show them. Asked for in rising order they cost one walk through the file, however long its lines
/// are; of a line no more than its first 64 KiB are looked at.
/// </summary>
internal sealed class SourceLines(ReadOnlyMemory<byte> octets)
{
    private const int MostOctets = 1 << 16;
    private const byte CarriageReturn = (byte)'\r', LineFeed = (byte)'\n';
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private int _line;
    private int _start;
    private string? _text;

    /// <summary>The text of a line, counted from 1, without its end; null when there is none.</summary>
    public string? At(int line)
    {
        if (line == _line)
            return _text;
        _text = TryGoTo(line) ? Read() : null;
        return _text;
    }

    private bool TryGoTo(int line)
    {
        ReadOnlySpan<byte> all = octets.Span;
        if (line < _line || _line == 0)
            (_line, _start) = (1, all.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
        while (_line < line)
        {
            int end = all[_start..].IndexOfAny(CarriageReturn, LineFeed);
            if (end < 0)
                return false;
            _start += end + 1;
            if (all[_start - 1] == CarriageReturn && _start < all.Length && all[_start] == LineFeed)
                _start++;
            _line++;
        }
        return _start < all.Length;
    }

    private string Read()
    {
        ReadOnlySpan<byte> rest = octets.Span[_start..];
        rest = rest[..Math.Min(rest.Length, MostOctets)];
        int end = rest.IndexOfAny(CarriageReturn, LineFeed);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
