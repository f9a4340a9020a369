using System.Text;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>
/// Octets to entries (RFC 1035 §5.1): words, quoted strings, comments, parentheses. Lines end in LF or CRLF. What cannot be read
/// is reported, once for an entry, and left out; reading goes on behind it. An entry of more than a megabyte is such a fault.
/// </summary>
/// <param name="source">The octets.</param>
/// <param name="context">Where faults go.</param>
/// <param name="comments">Where comments go; null to pass over them.</param>
internal sealed class MasterScanner(MasterSource source, ZoneContext context, List<MasterComment>? comments)
{
    private MasterEntry _entry = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _entryStart;
    private bool _faulty;
    private int _restarts;
    private readonly Stack<(int At, int Line, int LineStart)> _open = new();

    /// <summary>Whether something was left out.</summary>
    public bool Incomplete { get; private set; }

    private ReadOnlySpan<byte> Octets => source.Octets;

    /// <summary>Reads the next entry; false at the end.</summary>
    public bool TryNext(MasterEntry entry)
    {
        _entry = entry;
        while (_at < Octets.Length)
        {
            if (context.Findings.Count >= MasterFileSettings.MaxFindings)
            {
                StopReading();
                return false;
            }
            entry.Tokens.Clear();
            _open.Clear();
            _entryStart = _at;
            _faulty = false;
            entry.InheritsOwner = Octets[_at] is (byte)' ' or (byte)'\t';
            int firstComment = comments?.Count ?? 0;
            Scan();
            Incomplete |= _faulty;
            if (entry.Tokens.Count == 0)
                continue;
            PlaceComments(firstComment, entry.Tokens[0].Line);
            if (!_faulty)
                return true;
        }
        return false;
    }

    private void StopReading()
    {
        _faulty = false;
        Fail(_at, 0, $"{MasterFileSettings.MaxFindings:N0} findings; the file is read no further");
        (_at, Incomplete) = (Octets.Length, true);
    }

    private void Scan()
    {
        while (_at < Octets.Length)
        {
            if (_at - _entryStart > MasterFileSettings.MaxEntry)
            {
                FailTooLong();
                return;
            }
            switch (Octets[_at])
            {
                case (byte)' ' or (byte)'\t':
                    _at++;
                    break;
                case (byte)'\n' or (byte)'\r':
                    EndLine();
                    if (_open.Count == 0)
                        return;
                    break;
                case (byte)';':
                    ReadComment();
                    break;
                case (byte)'(':
                    _open.Push((_at++, _line, _lineStart));
                    break;
                case (byte)')':
                    Close();
                    break;
                case 0:
                    Fail(_at, 1, "a NUL octet; in a string it is written \\000");
                    SkipLine();
                    break;
                case (byte)'"':
                    ReadQuoted();
                    break;
                default:
                    ReadBare();
                    break;
            }
        }
        if (_open.Count > 0)
            Restart("a parenthesis that is never closed");
    }

    private void FailTooLong()
    {
        if (_open.Count > 0)
        {
            Restart("a parenthesis that is not closed within a megabyte");
            return;
        }
        Fail(_entryStart, 0, "an entry of more than a megabyte");
        SkipLine();
        EndLine();
    }

    /// <summary>Reports the outermost open parenthesis and goes on in the line below it, as if it were not there.</summary>
    private void Restart(string message)
    {
        (int at, _line, _lineStart) = _open.Last();
        bool last = ++_restarts == MasterFileSettings.MaxRestarts;
        Fail(at, 1, last ? $"{message}, for the {_restarts}th time; the file is read no further" : message);
        _at = last ? Octets.Length : at;
        SkipLine();
        EndLine();
    }

    private void Close()
    {
        if (!_open.TryPop(out _))
        {
            Fail(_at, 1, "a closing parenthesis without an opening one");
            SkipLine();
            return;
        }
        _at++;
    }

    private void ReadComment()
    {
        int start = _at + 1;
        SkipLine();
        comments?.Add(new MasterComment(_line, 0, Encoding.UTF8.GetString(Octets[start.._at]).Trim(' ', '\t')));
    }

    private void PlaceComments(int first, int line)
    {
        for (int i = first; i < comments?.Count; i++)
            comments[i] = comments[i] with { EntryLine = line };
    }

    private void ReadQuoted()
    {
        int open = _at++;
        if (!TryPassQuote(open))
            return;
        _entry.Tokens.Add(new MasterToken(open + 1, _at - open - 2, true, _line, _lineStart));
    }

    private void ReadBare()
    {
        int start = _at;
        while (_at < Octets.Length && Octets[_at] is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)';' or (byte)'(' or (byte)')' or 0))
        {
            if (Octets[_at] == (byte)'\\')
            {
                if (IsEnd(_at + 1))
                {
                    Fail(_at++, 1, "a backslash at the end of a line, with nothing behind it to escape");
                    return;
                }
                _at += 2;
            }
            else if (Octets[_at++] == (byte)'"')
            {
                // A parameter of SVCB: key="value".
                if (!TryPassQuote(_at - 1))
                    return;
            }
        }
        _entry.Tokens.Add(new MasterToken(start, _at - start, false, _line, _lineStart));
    }

    /// <summary>Goes behind the closing quote; a string ends on the line that it starts on.</summary>
    private bool TryPassQuote(int open)
    {
        while (!IsEnd(_at))
        {
            byte octet = Octets[_at];
            if (octet == 0)
            {
                Fail(_at, 1, "a NUL octet; in a string it is written \\000");
                SkipLine();
                return false;
            }
            _at += octet == (byte)'\\' && !IsEnd(_at + 1) ? 2 : 1;
            if (octet == (byte)'"')
                return true;
        }
        Fail(open, _at - open, "a quoted string without its closing quote on this line; a line break inside is written \\010");
        return false;
    }

    private bool IsEnd(int at) => at >= Octets.Length || Octets[at] is (byte)'\n' or (byte)'\r';

    private void SkipLine()
    {
        int length = Octets[_at..].IndexOfAny((byte)'\n', (byte)'\r');
        _at = length < 0 ? Octets.Length : _at + length;
    }

    private void EndLine()
    {
        if (_at < Octets.Length && Octets[_at] == (byte)'\r')
        {
            bool alone = _at + 1 == Octets.Length || Octets[_at + 1] != (byte)'\n';
            if (alone)
                Fail(_at, 1, "a carriage return without a line feed behind it, which ends the line for some servers and not for others");
            _at += alone ? 0 : 1;
        }
        _at = Math.Min(_at + 1, Octets.Length);
        _line++;
        _lineStart = _at;
    }

    private void Fail(int start, int length, string message)
    {
        if (!_faulty)
            _ = context.Fail(MasterRules.MasterSyntax, source.MarkOf(_line, _lineStart, start, length), message);
        _faulty = true;
    }
}
