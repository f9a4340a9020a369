using System.Text;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>
/// The words of RDATA as one text, a blank between them, and the way back from a place in it to the word in the file. Used again for
/// the next value.
/// </summary>
internal sealed class MasterValue
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, bool Verbatim)> _words = [];
    private MasterSource _source = null!;
    private IReadOnlyList<MasterToken> _tokens = [];
    private int _first;
    private int _afterWord;

    /// <summary>Takes the words from <paramref name="first"/> on; those before it name owner, class and type.</summary>
    public string Join(MasterSource source, IReadOnlyList<MasterToken> tokens, int first)
    {
        (_source, _tokens, _first) = (source, tokens, first);
        _ = _text.Clear();
        _words.Clear();
        for (int i = first; i < tokens.Count; i++)
        {
            _ = _text.Append(i == first ? "" : " ").Append(tokens[i].Quoted ? "\"" : "");
            int start = _text.Length;
            _words.Add((start, MasterSource.Append(_text, source.OctetsOf(tokens[i]))));
            _ = _text.Append(tokens[i].Quoted ? "\"" : "");
        }
        _afterWord = _text.Length;
        return _text.ToString();
    }

    /// <summary>Where the value starts: its first word, or the word in front where there is none.</summary>
    public SourceMark Mark => _source.MarkOf(_tokens[Math.Min(_first, _tokens.Count - 1)]);

    /// <summary>The places of its words; null when there is only one.</summary>
    public IReadOnlyList<SourceMark>? Marks => _words.Count < 2 ? null : [.. _tokens.Skip(_first).Select(_source.MarkOf)];

    /// <summary>Whether it is in the generic form (RFC 3597 §5).</summary>
    public bool IsGeneric => _text.Length > 1 && _text[0] == '\\' && _text[1] == '#';

    /// <summary>The place of a fault in the text.</summary>
    public SourceMark MarkOf(TextFault fault)
    {
        if (_words.Count == 0 || (fault.Offset == 0 && fault.Length == _afterWord && _words.Count > 1))
            return Mark;
        int word = 0;
        while (word + 1 < _words.Count && _words[word + 1].Start <= fault.Offset)
            word++;
        MasterToken token = _tokens[_first + word];
        int into = fault.Offset - _words[word].Start;
        if (into < 0 || !_words[word].Verbatim || into + fault.Length > token.Length)
            return _source.MarkOf(token);
        return _source.MarkOf(token.Line, token.LineStart, token.Start + into, fault.Length);
    }
}
