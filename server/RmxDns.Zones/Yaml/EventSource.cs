using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// The events of a text from one place on, with marks that count from the start of the file. The scanner's exceptions,
/// of whatever type, become one finding; after it there are no more events.
/// </summary>
internal sealed class EventSource : IDisposable
{
    private readonly SourceText _source;
    private readonly FindingList _findings;
    private readonly YamlLimits _limits;
    private readonly BoundedReader _input;
    private readonly Parser _parser;
    private readonly int _firstLine, _firstIndex;

    public EventSource(SourceText source, int firstIndex, int firstLine, YamlLimits limits, FindingList findings)
    {
        (_source, _findings, _limits, _firstIndex, _firstLine) = (source, findings, limits, firstIndex, firstLine);
        LastLine = firstLine;
        _input = new BoundedReader(source, firstIndex, limits.LookAhead);
        _parser = new Parser(new Scanner(_input, skipComments: true));
    }

    /// <summary>Whether reading ended before the end of the text; a finding says why.</summary>
    public bool Failed { get; private set; }

    /// <summary>The line of the last event read, the end of something not counted.</summary>
    public int LastLine { get; private set; }

    /// <summary>The event at hand; null before the first, at the end and after a failure.</summary>
    public ParsingEvent? Current => Failed ? null : _parser.Current;

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    /// <summary>Goes on to the next event; false at the end and after a failure.</summary>
    public bool Next()
    {
        if (Failed)
            return false;
        _input.Renew();
        try
        {
            if (!_parser.MoveNext())
                return false;
            if (_input.Exhausted)
                return FailTooLong();
            if (_parser.Current is NodeEvent node)
                LastLine = Math.Max(LastLine, MarkOf(node.Start).Line);
            return true;
        }
        catch (Exception exception) when (IsOfScanner(exception))
        {
            if (_input.Exhausted)
                return FailTooLong();
            // What has no place says that it is at the very start.
            SourceMark mark = exception is YamlException { Start.Index: > 0 } fault ? MarkOf(fault.Start) : new SourceMark(LastLine, 1);
            return Fail(mark, SyntaxHint.Explain(exception is YamlException ? exception.Message : "text in brackets that stands too far to the left; is a bracket missing?", LineText(mark.Line), LineText(LastLine)));
        }
    }

    /// <summary>Whether an exception is of the kinds that the scanner throws on text that it cannot read.</summary>
    public static bool IsOfScanner(Exception exception) => exception is YamlException or InvalidOperationException or ArgumentException
        or FormatException or OverflowException or IndexOutOfRangeException;

    private bool FailTooLong() =>
        Fail(new SourceMark(LastLine, 1), $"behind this line a value or a comment of over {_limits.LookAhead:N0} characters");

    /// <summary>Reports that the text cannot be read on from here.</summary>
    public bool Fail(SourceMark mark, string message)
    {
        if (!Failed)
            _findings.Add(FileRules.YamlSyntax, mark, message);
        Failed = true;
        return false;
    }

    /// <summary>Whether, after a failure, what is further down may still be read.</summary>
    public bool MayRestart { get; private set; } = true;

    /// <summary>Reads no further, here or elsewhere, a finding having been made.</summary>
    public bool Abandon()
    {
        Failed = true;
        return MayRestart = false;
    }

    /// <summary>The place of an event.</summary>
    public SourceMark MarkOf(in Mark mark) => new((int)mark.Line + _firstLine - 1, (int)mark.Column);

    /// <summary>The index of an event's place in the whole text.</summary>
    public int IndexOf(in Mark mark) => _firstIndex + (int)mark.Index;

    /// <summary>A scalar event as a node; its text is compared with the file, so that findings can point into it.</summary>
    public YamlScalar ScalarOf(Scalar scalar)
    {
        SourceMark mark = MarkOf(scalar.Start);
        bool plain = scalar.Style == ScalarStyle.Plain;
        int start = IndexOf(scalar.Start);
        string? tag = null;
        if (!scalar.Tag.IsEmpty)
        {
            int tagAt = TagAt(start);
            tag = _source.Slice(tagAt, SkipWord(tagAt) - tagAt);
            if (_source.NextBreak(start) is var end && (end < 0 || end > tagAt))
                (mark, start) = (mark with { Column = mark.Column + tagAt - start }, tagAt);
        }
        int textAt = IndexOf(scalar.End) - scalar.Value.Length - (plain ? 0 : 1);
        bool oneLine = scalar.Start.Line == scalar.End.Line && scalar.Style is ScalarStyle.Plain or ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        int verbatimAt = oneLine && scalar.Value.Length > 0 && textAt >= start && _source.Holds(textAt, scalar.Value) ? textAt - start : -1;
        int length = verbatimAt < 0 ? 0 : verbatimAt + scalar.Value.Length + (plain ? 0 : 1);
        bool tooLong = scalar.Value.Length > _limits.ScalarCharacters;
        if (tooLong)
            _findings.Add(FileRules.YamlSyntax, mark, $"a value of {scalar.Value.Length:N0} characters; {_limits.ScalarCharacters:N0} are enough for any RDATA");
        return new YamlScalar(mark with { Length = length }, tag, scalar.Value, plain, verbatimAt) { Unreadable = tooLong };
    }

    /// <summary>The tag of a node as the file writes it, since YAML's own reading decodes parts of it; null for none.</summary>
    public string? TagOf(NodeEvent node)
    {
        if (node.Tag.IsEmpty)
            return null;
        int at = TagAt(IndexOf(node.Start));
        return _source.Slice(at, SkipWord(at) - at);
    }

    /// <summary>Where the tag of a node is that starts at an index, perhaps with an anchor.</summary>
    private int TagAt(int at)
    {
        while (at < _source.Length && _source[at] != '!')
            at = _source[at] == '&' ? SkipWord(at) : at + 1;
        return at;
    }

    private string LineText(int line)
    {
        int at = _firstIndex;
        for (int number = _firstLine; number < line && at < _source.Length; at++)
        {
            if (_source[at] == '\n' || (_source[at] == '\r' && !(at + 1 < _source.Length && _source[at + 1] == '\n')))
                number++;
        }
        int end = at;
        while (end < _source.Length && end - at < SyntaxHint.LongestLine && _source[end] is not ('\r' or '\n'))
            end++;
        return _source.Slice(at, end - at);
    }

    private int SkipWord(int at)
    {
        while (at < _source.Length && _source[at] is not (' ' or '\t' or '\r' or '\n'))
            at++;
        return at;
    }
}
