using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// The plain subset of YAML that zone files are made of, read many times faster than by YamlDotNet: block mappings and lists, flow
/// collections on one line, plain and quoted scalars on one line. It gives the nodes and marks that YamlDotNet's events lead to, or
/// says false wherever it is not certain of them: anchors, aliases, tags, merge keys, block scalars, empty values, tabs, whatever is wrong.
/// Then the text is YamlDotNet's to read.
/// </summary>
/// <param name="text">One pair of the top level: from its key, at the start of a line, to the next one or the end.</param>
/// <param name="line">The line of the key, counted from 1.</param>
internal ref struct PlainScanner(ReadOnlySpan<char> text, int line)
{
    // YamlDotNet takes keys up to 1,024 characters and more levels; whatever has more is not plain.
    private const int LongestKey = 512;
    private const int MostLevels = 8;

    /// <summary>What a plain scalar may start with, of ASCII; all that means something to YAML in one place or other is left out.</summary>
    private static readonly SearchValues<char> Starts = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$./\\+~=();^");

    /// <summary>What may end a plain scalar, or needs a look at what is beside it.</summary>
    private static readonly SearchValues<char> Telling = SearchValues.Create(":# \t\r\n");

    private static readonly SearchValues<char> TellingInFlow = SearchValues.Create(":# \t\r\n,[]{}");

    private static readonly SearchValues<char> InSingleQuotes = SearchValues.Create("'\r\n\t");

    private static readonly SearchValues<char> InDoubleQuotes = SearchValues.Create("\"\\\r\n\t");

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private int _lineStart;
    private int _line = line;
    private int _level;

    /// <summary>The column of what comes next in block context, from 0; -1 at the end.</summary>
    private readonly int Column => _at < _text.Length ? _at - _lineStart : -1;

    private readonly bool AtDash => _at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] == ' ';

    private readonly SourceMark Mark => new(_line, _at - _lineStart + 1);

    /// <summary>Reads the pair; false when YamlDotNet has to.</summary>
    public bool TryReadPair([NotNullWhen(true)] out YamlScalar? key, [NotNullWhen(true)] out YamlNode? value)
    {
        value = null;
        return TryKey(out key) && TryValue(0, out value) && Column < 0;
    }

    /// <summary>The pairs of a block mapping at a column, the first key read already or not.</summary>
    private bool TryPairs(int column, YamlMap map, YamlScalar? key)
    {
        do
        {
            if ((key is null && !TryKey(out key)) || !TryValue(column, out YamlNode? value) || !map.TryAdd(key, value))
                return false;
            key = null;
        }
        while (Column == column && !AtDash);
        return Column < column;
    }

    private bool TryItems(int column, YamlList list)
    {
        do
        {
            _at++;
            SkipBlanks();
            if (AtEndOfLine() || !TryItem(out YamlNode? item))
                return false;
            list.Add(item);
        }
        while (Column == column && AtDash);
        return Column <= column;
    }

    private bool TryItem([NotNullWhen(true)] out YamlNode? item)
    {
        if (_text[_at] is '{' or '[')
            return TryFlow(out item) && TryEndLine();
        int column = Column;
        SourceMark mark = Mark;
        item = null;
        if (!TryScalar(Telling, out YamlScalar? scalar))
            return false;
        if (!AtColon())
        {
            item = scalar;
            return TryEndLine();
        }
        var map = new YamlMap(mark, null);
        item = map;
        return PassColon(mark) && TryEnter() && TryPairs(column, map, scalar) && Leave();
    }

    /// <summary>What stands behind a key and its colon in a block mapping at a column.</summary>
    private bool TryValue(int column, [NotNullWhen(true)] out YamlNode? value)
    {
        SkipBlanks();
        value = null;
        if (!AtEndOfLine())
        {
            if (_text[_at] is '{' or '[')
                return TryFlow(out value) && TryEndLine();
            bool read = TryScalar(Telling, out YamlScalar? scalar) && TryEndLine();
            value = scalar;
            return read;
        }
        if (!TryEndLine() || Column < column || !TryEnter())
            return false;
        if (AtDash)
        {
            var list = new YamlList(Mark, null);
            value = list;
            int dash = Column;
            return TryItems(dash, list) && (dash == column || Column < dash) && Leave();
        }
        var map = new YamlMap(Mark, null);
        value = map;
        return Column > column && TryPairs(Column, map, null) && Leave();
    }

    private bool TryKey([NotNullWhen(true)] out YamlScalar? key)
    {
        SourceMark mark = Mark;
        return TryScalar(Telling, out key) && PassColon(mark);
    }

    /// <summary>A flow collection that ends on its line.</summary>
    private bool TryFlow([NotNullWhen(true)] out YamlNode? node)
    {
        SourceMark mark = Mark;
        bool isMap = _text[_at] == '{';
        var map = isMap ? new YamlMap(mark, null) : null;
        var list = isMap ? null : new YamlList(mark, null);
        node = (YamlNode?)map ?? list!;
        if (!TryEnter())
            return false;
        do
        {
            _at++;
            SkipBlanks();
            YamlScalar? key = null;
            mark = Mark;
            if (isMap && !(TryScalar(TellingInFlow, out key) && PassColon(mark)))
                return false;
            SkipBlanks();
            YamlNode? item;
            if (_at < _text.Length && _text[_at] is '{' or '[')
            {
                if (!TryFlow(out item))
                    return false;
            }
            else
            {
                if (!TryScalar(TellingInFlow, out YamlScalar? scalar))
                    return false;
                item = scalar;
            }
            list?.Add(item);
            if (map is not null && !map.TryAdd(key!, item))
                return false;
            SkipBlanks();
        }
        while (_at < _text.Length && _text[_at] == ',');
        return _at < _text.Length && _text[_at++] == (isMap ? '}' : ']') && Leave();
    }

    private bool TryScalar(SearchValues<char> telling, [NotNullWhen(true)] out YamlScalar? scalar)
    {
        scalar = null;
        if (_at >= _text.Length)
            return false;
        return _text[_at] is '\'' or '"' ? TryQuoted(out scalar) : TryPlain(telling, out scalar);
    }

    private bool TryQuoted([NotNullWhen(true)] out YamlScalar? scalar)
    {
        scalar = null;
        SourceMark mark = Mark;
        bool single = _text[_at] == '\'';
        int start = _at + 1, end = start;
        bool escaped = false;
        while (true)
        {
            int found = _text[end..].IndexOfAny(single ? InSingleQuotes : InDoubleQuotes);
            if (found < 0)
                return false;
            end += found;
            char next = end + 1 < _text.Length ? _text[end + 1] : '\n';
            if (_text[end] == (single ? '\'' : '"') && !(single && next == '\''))
                break;
            if (single ? _text[end] != '\'' : _text[end] != '\\' || next is not ('\\' or '"'))
                return false;
            escaped = true;
            end += 2;
        }
        ReadOnlySpan<char> written = _text[start..end];
        string value = escaped ? Unescape(written.ToString(), single) : written.ToString();
        int textAt = end - value.Length;
        bool verbatim = value.Length > 0 && (!escaped || _text[textAt..end].SequenceEqual(value));
        int verbatimAt = verbatim ? textAt - start + 1 : -1;
        scalar = new YamlScalar(mark with { Length = verbatim ? verbatimAt + value.Length + 1 : 0 }, null, value, plain: false, verbatimAt);
        _at = end + 1;
        return true;
    }

    private static string Unescape(string written, bool single)
    {
        if (single)
            return written.Replace("''", "'", StringComparison.Ordinal);
        // A file holds no NUL.
        return written.Replace(@"\\", "\0", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace('\0', '\\');
    }

    private bool TryPlain(SearchValues<char> telling, [NotNullWhen(true)] out YamlScalar? scalar)
    {
        scalar = null;
        int start = _at, at = _at;
        if (!(Starts.Contains(_text[at]) || _text[at] >= '\u00A0') || (_text[at] == '.' && at == _lineStart))
            return false;
        int end = -1;
        while (end < 0)
        {
            int found = _text[at..].IndexOfAny(telling);
            at = found < 0 ? _text.Length : at + found;
            char here = at < _text.Length ? _text[at] : '\n';
            char next = at + 1 < _text.Length ? _text[at + 1] : '\n';
            switch (here)
            {
                case '\t' or '\r' when !(here == '\r' && next == '\n'):
                    return false;
                case ' ':
                    int behind = at;
                    while (behind < _text.Length && _text[behind] == ' ')
                        behind++;
                    char word = behind < _text.Length ? _text[behind] : '\n';
                    // What YamlDotNet makes of a star in front of a later word depends on more than this text.
                    if (word is '*' or ':' or '\t')
                        return false;
                    if (word is '#' or '\n' or '\r' || (telling == TellingInFlow && word is ',' or '[' or ']' or '{' or '}'))
                        end = at;
                    at = behind;
                    break;
                case ':' when next is ' ' or '\n' or '\r':
                    end = at;
                    break;
                case ':' when telling == TellingInFlow && next is ',' or '[' or ']' or '{' or '}':
                    return false;
                case ':' or '#':
                    at++;
                    break;
                default:
                    end = at;
                    break;
            }
        }
        string value = Known(_text[start..end]);
        scalar = new YamlScalar(new SourceMark(_line, start - _lineStart + 1, value.Length), null, value, plain: true, verbatimAt: 0);
        _at = end;
        return true;
    }

    /// <summary>The words that every record has, without a string for each.</summary>
    private static string Known(ReadOnlySpan<char> text) => text switch
    {
        "type" => "type",
        "value" => "value",
        "values" => "values",
        "ttl" => "ttl",
        "A" => "A",
        "AAAA" => "AAAA",
        "MX" => "MX",
        "NS" => "NS",
        "RMX" => "RMX",
        "TXT" => "TXT",
        _ => text.ToString(),
    };

    private readonly bool AtColon() => _at < _text.Length && _text[_at] == ':';

    /// <summary>Goes behind the colon of a key that was just read from its mark on; a blank or the end of the line comes next.</summary>
    private bool PassColon(SourceMark mark)
    {
        if (!AtColon() || _at - _lineStart + 1 - mark.Column > LongestKey)
            return false;
        _at++;
        return _at == _text.Length || _text[_at] is ' ' or '\r' or '\n';
    }

    private bool TryEnter() => ++_level <= MostLevels;

    private bool Leave()
    {
        _level--;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
    }

    /// <summary>Whether nothing but a comment is left on the line; the blanks are skipped already.</summary>
    private readonly bool AtEndOfLine() =>
        _at >= _text.Length || _text[_at] is '\n' or '\r' || (_text[_at] == '#' && _at > 0 && _text[_at - 1] == ' ');

    /// <summary>Goes to what stands first on the next line that has more than a comment.</summary>
    private bool TryEndLine()
    {
        SkipBlanks();
        if (!AtEndOfLine())
            return false;
        while (_at < _text.Length)
        {
            int found = _text[_at..].IndexOfAny('\n', '\r');
            _at = found < 0 ? _text.Length : _at + found;
            if (_at < _text.Length && _text[_at] == '\r' && !(++_at < _text.Length && _text[_at] == '\n'))
                return false;
            if (_at == _text.Length)
                break;
            (_at, _line, _lineStart) = (_at + 1, _line + 1, _at + 1);
            SkipBlanks();
            if (_at < _text.Length && _text[_at] is not ('\n' or '\r' or '#'))
                break;
        }
        return true;
    }
}
