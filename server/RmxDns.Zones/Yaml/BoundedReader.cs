namespace RmxDns.Zones.Yaml;

/// <summary>
/// Hands the text to the scanner, but never more than an allowance at a time: a scalar of 100 MB ends the text early
/// instead of being collected whole. The one who reads events renews the allowance at each event.
/// </summary>
internal sealed class BoundedReader(SourceText source, int start, int allowance) : TextReader
{
    private int _at = start;
    private int _end = Ahead(start, allowance);

    /// <summary>Whether the text was ended early.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>Grants the allowance anew, counted from where the scanner has come to.</summary>
    public void Renew() => _end = Ahead(_at, allowance);

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        if (_at < source.Length && _at >= _end)
        {
            Exhausted = true;
            return 0;
        }
        int copied = source.CopyTo(_at, buffer);
        _at += copied;
        return copied;
    }

    /// <inheritdoc/>
    public override int Peek() => _at < source.Length ? source[_at] : -1;

    /// <inheritdoc/>
    public override int Read() => _at < source.Length ? source[_at++] : -1;

    private static int Ahead(int from, int allowance) => (int)Math.Min(int.MaxValue, (long)from + allowance);
}
