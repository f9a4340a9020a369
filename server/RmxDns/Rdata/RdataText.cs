using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>How a token was written, which decides what it may hold.</summary>
internal enum TokenForm
{
    /// <summary>Bare, ended by white space.</summary>
    Bare,

    /// <summary>In double quotes.</summary>
    Quoted,

    /// <summary>The whole value of a mapping key, whatever it holds.</summary>
    Whole,
}

/// <summary>One token of presentation form: its text, escapes not yet read, without its quotes.</summary>
internal readonly ref struct Token(ReadOnlySpan<char> text, int offset, TokenForm form)
{
    public readonly ReadOnlySpan<char> Text = text;

    /// <summary>Where <see cref="Text"/> starts in the value.</summary>
    public readonly int Offset = offset;

    public readonly TokenForm Form = form;

    public bool IsQuoted => Form == TokenForm.Quoted;
}

/// <summary>
/// A cursor over the presentation form of one RDATA (RFC 1035 §5.1): tokens between white space, quoted strings.
/// Comments and parentheses belong to the file around a value: unquoted and unescaped they are faults here.
/// Every reader returns false and leaves the fault in <see cref="Fault"/>; the first one stands.
/// </summary>
internal ref struct RdataText
{
    private readonly ReadOnlySpan<char> _text;
    private readonly bool _whole;
    private int _at;

    /// <param name="text">The value.</param>
    /// <param name="origin">What relative names are relative to.</param>
    /// <param name="types">The table, for the mnemonics of types and the conversion of names.</param>
    /// <param name="whole">Whether all of the value is one token, as it is for a key of a mapping.</param>
    public RdataText(ReadOnlySpan<char> text, Name origin, TypeTable types, bool whole = false)
    {
        _text = text;
        _whole = whole;
        Origin = origin;
        Types = types;
    }

    public Name Origin { get; }

    public TypeTable Types { get; }

    public TextFault Fault { get; private set; }

    /// <summary>Whether no token is left. Skips white space.</summary>
    public bool AtEnd
    {
        get
        {
            if (_whole)
                return _at > 0 || _text.IsEmpty;
            while (_at < _text.Length && IsBlank(_text[_at]))
                _at++;
            return _at == _text.Length;
        }
    }

    /// <summary>The next token; a fault that names <paramref name="what"/> when there is none.</summary>
    public bool TryNext(string what, out Token token)
    {
        token = default;
        if (_whole && _at == 0)
        {
            token = new Token(_text, 0, TokenForm.Whole);
            _at = 1;
            return true;
        }
        if (AtEnd)
            return Fail(_text.Length, 0, $"the {what} is missing");
        return _text[_at] == '"' ? TryReadQuoted(out token) : TryReadBare(out token);
    }

    /// <summary>The next token, which may not be in quotes.</summary>
    public bool TryNextBare(string what, out Token token)
    {
        if (!TryNext(what, out token))
            return false;
        return !token.IsQuoted || Fail(token, $"the {what} stands in quotes; write it without");
    }

    /// <summary>The next key of a service parameter list: bare up to the end or an '=', which is consumed; then the value may be quoted.</summary>
    public bool TryNextPair(out Token key, out Token value, out bool hasValue)
    {
        key = default;
        value = default;
        hasValue = false;
        int start = _at;
        while (_at < _text.Length && !IsBlank(_text[_at]) && _text[_at] is not '=' and not '"')
            _at++;
        key = new Token(_text[start.._at], start, TokenForm.Bare);
        if (_at == _text.Length || _text[_at] != '=')
            return _at == _text.Length || IsBlank(_text[_at]) || Fail(_at, 1, "a quote in the name of a parameter");
        hasValue = true;
        _at++;
        if (_at < _text.Length && _text[_at] == '"')
            return TryReadQuoted(out value);
        if (_at == _text.Length || IsBlank(_text[_at]))
        {
            value = new Token(default, _at, TokenForm.Bare);
            return true;
        }
        return TryReadBare(out value);
    }

    /// <summary>All that is left, unread, and where it starts.</summary>
    public ReadOnlySpan<char> TakeRest(out int offset)
    {
        offset = _at;
        _at = _text.Length;
        return _text[offset..];
    }

    /// <summary>Records a fault of a token.</summary>
    public bool Fail(scoped Token token, string message) => Fail(token.Offset, token.Text.Length, message);

    /// <summary>Records a fault at a place. Always false.</summary>
    public bool Fail(int offset, int length, string message)
    {
        Fault = new TextFault(offset, length, message);
        return false;
    }

    private bool TryReadQuoted(out Token token)
    {
        token = default;
        int open = _at++;
        while (_at < _text.Length && _text[_at] != '"')
            _at += _text[_at] == '\\' ? 2 : 1;
        if (_at >= _text.Length)
            return Fail(open, _text.Length - open, "a quoted string without its closing quote");
        token = new Token(_text[(open + 1).._at], open + 1, TokenForm.Quoted);
        _at++;
        return _at == _text.Length || IsBlank(_text[_at]) || Fail(_at, 1, "text right after a closing quote; white space goes between");
    }

    private bool TryReadBare(out Token token)
    {
        token = default;
        int start = _at;
        while (_at < _text.Length && !IsBlank(_text[_at]))
        {
            char c = _text[_at];
            if (c is '"')
                return Fail(_at, 1, "a quote inside a word; quote the whole, or write \\\"");
            if (c is ';' or '(' or ')')
                return Fail(_at, 1, $"an unquoted '{c}'; quote the string, or write \\{c}");
            _at += c == '\\' ? 2 : 1;
        }
        _at = Math.Min(_at, _text.Length);
        token = new Token(_text[start.._at], start, TokenForm.Bare);
        return true;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\n' or '\r';
}
