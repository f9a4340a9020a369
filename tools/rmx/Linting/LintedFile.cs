using System.Text;
using RmxDns.Zones;

namespace RmxDns.Tool.Linting;

/// <summary>A file that was read.</summary>
/// <param name="Path">As the user named it.</param>
/// <param name="Octets">What is in it; nothing when it could not be read.</param>
/// <param name="Zone">What came of it.</param>
internal sealed record LintedFile(string Path, ReadOnlyMemory<byte> Octets, ZoneFile Zone)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Lines of the file, for reports that show them; asked for in rising order this costs one walk through the file.</summary>
    public sealed class Lines(LintedFile file)
    {
        private const byte CarriageReturn = (byte)'\r', LineFeed = (byte)'\n';
        private int _line = 1;
        private int _start = file.Octets.Span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;

        /// <summary>The text of a line, counted from 1, without its end; null when there is none. At most <paramref name="most"/> octets are read.</summary>
        public string? At(int line, int most)
        {
            ReadOnlySpan<byte> octets = file.Octets.Span;
            if (line < _line)
                (_line, _start) = (1, octets.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
            while (_line < line)
            {
                int end = octets[_start..].IndexOfAny(CarriageReturn, LineFeed);
                if (end < 0)
                    return null;
                _start += end + 1;
                if (octets[_start - 1] == CarriageReturn && _start < octets.Length && octets[_start] == LineFeed)
                    _start++;
                _line++;
            }
            ReadOnlySpan<byte> rest = octets[_start..];
            int length = rest.IndexOfAny(CarriageReturn, LineFeed);
            rest = length < 0 ? rest : rest[..length];
            return Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, most)]);
        }
    }
}
