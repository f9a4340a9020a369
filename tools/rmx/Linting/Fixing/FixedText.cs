using System.Text;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Tool.Linting.Fixing;

/// <summary>
/// The text of a zone file with fixes in it, line by line, so that what changes can be shown and all else stays octet for octet. A
/// byte order mark and the ends of lines are kept.
/// </summary>
internal sealed class FixedText
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    // Master files are octets, and their columns count octets.
    private readonly Encoding _encoding;
    private readonly bool _marked, _isMaster;
    private readonly string[] _now;

    /// <summary>Cuts a file into lines.</summary>
    public FixedText(ReadOnlySpan<byte> octets, bool isMaster)
    {
        _isMaster = isMaster;
        _encoding = isMaster ? Encoding.Latin1 : new UTF8Encoding(false);
        _marked = octets.StartsWith(ByteOrderMark);
        Before = Cut(_encoding.GetString(_marked ? octets[ByteOrderMark.Length..] : octets));
        _now = [.. Before];
    }

    /// <summary>The lines as they were, each with its end.</summary>
    public IReadOnlyList<string> Before { get; }

    /// <summary>The lines as they are; empty for one that is gone.</summary>
    public IReadOnlyList<string> Now => _now;

    /// <summary>How many fixes are in it.</summary>
    public int Fixes { get; private set; }

    /// <summary>Puts fixes in, each whole or not at all; false, and nothing is changed, when they get into each other's way.</summary>
    public bool TryApply(IReadOnlyList<EntryFix> fixes)
    {
        EntryFix[] possible = [.. fixes.Where(fix => fix.Changes.All(change => Changed(Before, change) is not null))];
        // From the end on, so that places further in front stay true.
        foreach (EntryChange change in possible.SelectMany(fix => fix.Changes).OrderByDescending(change => change.Mark.Line).ThenByDescending(change => change.Mark.Column))
        {
            if (Changed(_now, change) is not { } changed)
            {
                Before.ToArray().CopyTo(_now, 0);
                return false;
            }
            _now[change.Mark.Line - 1] = changed;
        }
        Fixes = possible.Length;
        return true;
    }

    /// <summary>The text as octets.</summary>
    public byte[] ToOctets() => [.. _marked ? ByteOrderMark : [], .. _encoding.GetBytes(string.Concat(_now))];

    /// <summary>A line after a change with its end, empty when it goes; null when it is not laid out as expected.</summary>
    private string? Changed(IReadOnlyList<string> lines, EntryChange change)
    {
        if (change.Mark.Line < 1 || change.Mark.Line > lines.Count)
            return null;
        string line = lines[change.Mark.Line - 1];
        int end = line.AsSpan().IndexOfAny('\r', '\n') is var at and >= 0 ? at : line.Length;
        string? changed = LineEdit.Apply(line[..end], change, _isMaster);
        return changed is null or "" ? changed : changed + line[end..];
    }

    private static List<string> Cut(string text)
    {
        var lines = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOfAny('\r', '\n');
            int end = length < 0 ? text.Length : start + length + 1;
            if (length >= 0 && text[end - 1] == '\r' && end < text.Length && text[end] == '\n')
                end++;
            lines.Add(text[start..end]);
            start = end;
        }
        return lines;
    }
}
