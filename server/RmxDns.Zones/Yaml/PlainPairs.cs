using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// The pairs of the top level, one after the other, as long as they are plain. Where one is not, YamlDotNet reads it and some more, and
/// hands back. A pair is given out only when the one behind it is known to be plain too, because YamlDotNet looks ahead: what
/// it cannot read there takes the pair in front with it.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="anchors">Told how many nodes there are.</param>
/// <param name="limits">What is plain.</param>
/// <param name="start">Where to start: the start of the file, or of a line with a key of the top level.</param>
/// <param name="line">The line there.</param>
/// <param name="end">Where to end: the same.</param>
internal sealed class PlainPairs(SourceText source, AnchorTable anchors, YamlLimits limits, int start, int line, int end)
{
    // Looking at pairs that YamlDotNet has to read all the same costs something, and so does a scanner of its.
    private const int LeastPatience = 2, MostPatience = 1024;

    private char[] _buffer = [];
    private int _patience = LeastPatience;
    private int _wait;
    private bool _refused;
    private (YamlScalar Key, YamlNode Value)? _held;
    private int _next = start, _nextLine = line;

    /// <summary>Where YamlDotNet reads on: the start of the file, or of a line with a key of the top level that is plain.</summary>
    public int Index { get; private set; } = start;

    /// <summary>The line of <see cref="Index"/>, counted from 1.</summary>
    public int Line { get; private set; } = line;

    /// <summary>Gives out pairs; false when YamlDotNet has to read on from <see cref="Index"/>, true at the end.</summary>
    public bool Read(Action<YamlScalar, YamlNode, bool> handler)
    {
        _refused |= limits.PlainPair == 0 || source.Faults.Count > 0 || (_next == 0 && !TrySkipHead());
        if (_refused)
            return false;
        int given = 0;
        while (_next < end)
        {
            (YamlScalar, YamlNode)? held = _held;
            if (!TryHold(_next, _nextLine))
                return Pause(given);
            given += Give(held, handler);
        }
        _ = Give(_held, handler);
        return true;
    }

    /// <summary>Whether plain reading goes on with a key that YamlDotNet has come to, instead of its own.</summary>
    /// <param name="key">The event of a key of the top level, in block style.</param>
    /// <param name="events">Where it comes from.</param>
    public bool TryResume(Scalar key, EventSource events)
    {
        // A key that is left out has another's place.
        if (_refused || --_wait > 0 || key.Start.Column != 1 || !key.Anchor.IsEmpty || !key.Tag.IsEmpty
            || (key.Style == ScalarStyle.Plain && key.Value.Length == 0))
            return false;
        return TryHold(events.IndexOf(key.Start), events.MarkOf(key.Start).Line) || Pause(0);
    }

    private bool TryHold(int index, int firstLine)
    {
        (int behind, int next) = (index, firstLine);
        if (!source.TryFindKey(ref behind, ref next))
            behind = source.Length;
        if (behind - index > limits.PlainPair || !new PlainScanner(source.Characters(index, behind - index, ref _buffer), firstLine).TryReadPair(out YamlScalar? key, out YamlNode? value))
            return false;
        _held = (key, value);
        (Index, Line, _next, _nextLine) = (index, firstLine, behind, next);
        return true;
    }

    private bool Pause(int given)
    {
        _patience = given > _patience ? LeastPatience : Math.Min(2 * _patience, MostPatience);
        _wait = _patience + 1;
        return false;
    }

    private int Give((YamlScalar Key, YamlNode Value)? pair, Action<YamlScalar, YamlNode, bool> handler)
    {
        if (pair is not { } given)
            return 0;
        anchors.Count(given.Key.Weight + given.Value.Weight);
        handler(given.Key, given.Value, false);
        return 1;
    }

    /// <summary>Goes past comments and one mark of the document's start; false where the file starts otherwise than with a key.</summary>
    private bool TrySkipHead()
    {
        for (bool marked = false; _next < source.Length; _nextLine++)
        {
            int lineEnd = source.NextBreak(_next);
            if (lineEnd < 0)
                return IsKey(source[_next]);
            if (source[lineEnd] == '\r' && (lineEnd + 1 == source.Length || source[lineEnd + 1] != '\n'))
                return false;
            string text = source[_next] is '-' or ' ' ? source.Slice(_next, lineEnd - _next).Trim(' ') : source[_next].ToString();
            if (text == "---" && source[_next] == '-' && !marked)
                marked = true;
            else if (_next != lineEnd && text.Length > 0 && text[0] != '#')
                return IsKey(source[_next]);
            _next = source[lineEnd] == '\r' ? lineEnd + 2 : lineEnd + 1;
        }
        return false;
    }

    private static bool IsKey(char first) => first is not (' ' or '%' or '-');
}
