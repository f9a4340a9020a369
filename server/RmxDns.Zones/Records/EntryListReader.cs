using System.Text;
using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>
/// Values of RMX and APL: a list of entries, or all of them in one text. YAML reads some entries as something else; they get their
/// evident meaning, so that no negation is lost: a tag is put back in front of its text, and a mapping of one key with nothing
/// behind it is the entry made of the key and a colon.
/// </summary>
internal sealed class EntryListReader(ZoneContext context)
{
    private readonly List<(int Start, YamlScalar Entry)> _entries = [];
    private readonly StringBuilder _text = new();

    /// <summary>Reads one record.</summary>
    public bool TryRead(RdataType row, YamlNode node, out byte[] rdata)
    {
        _entries.Clear();
        _ = _text.Clear();
        rdata = [];
        if (node is YamlList { Tag: null } list)
            return TryJoin(row, list) && TryParse(row, node, out rdata);
        if (!TryEntry(row, node, out YamlScalar entry))
            return false;
        Append(entry);
        return TryParse(row, node, out rdata);
    }

    private bool TryJoin(RdataType row, YamlList list)
    {
        if (list.Items.Count == 0)
            return context.Fail(Rules.ZoneFormat, list.Mark, $"a list without entries; a {row.Mnemonic} record that has none is written '\\# 0'");
        bool sound = true;
        foreach (YamlNode item in list.Items)
        {
            if (!TryEntry(row, item, out YamlScalar entry))
                sound = false;
            else if (entry.Text.AsSpan().IndexOfAny(" \t\r\n") is var blank and >= 0)
                sound = context.Fail(Rules.RdataSyntax, entry.MarkAt(blank, 1), $"{row.Mnemonic}: white space inside the entry {FindingText.Quote(entry.Text)}; each entry is an item of its own");
            else
                Append(entry);
        }
        return sound;
    }

    private void Append(YamlScalar entry)
    {
        if (_text.Length > 0)
            _ = _text.Append(' ');
        _entries.Add((_text.Length, entry));
        _ = _text.Append(entry.Text);
    }

    private bool TryParse(RdataType row, YamlNode node, out byte[] rdata)
    {
        string text = _text.ToString();
        string ascii = text;
        rdata = [];
        if (!InternationalNames.TryConvertEntries(text, out ascii, out TextFault fault))
            return context.Fail(Rules.NameSyntax, MarkOf(fault), fault.Message);
        if (row.TryParseText(ascii, context.Origin, out rdata, out fault))
            return true;
        SourceMark mark = ReferenceEquals(text, ascii) ? MarkOf(fault) : node.Mark;
        return context.Fail(Rules.RdataSyntax, mark, $"{row.Mnemonic}: {fault.Message}: {FindingText.Quote(ValueReader.Token(ascii, fault))}");
    }

    /// <summary>The place of a fault in the joined text: in the entry that it falls into.</summary>
    private SourceMark MarkOf(TextFault fault)
    {
        int i = _entries.Count - 1;
        while (i > 0 && _entries[i].Start > fault.Offset)
            i--;
        (int start, YamlScalar entry) = _entries[i];
        int offset = Math.Min(fault.Offset - start, entry.Text.Length);
        return entry.MarkAt(offset, Math.Min(fault.Length, entry.Text.Length - offset));
    }

    private bool TryEntry(RdataType row, YamlNode node, out YamlScalar entry)
    {
        entry = (node as YamlScalar)!;
        if (node.Unreadable)
            return false;
        if (node is YamlMap { Tag: null, Pairs: [{ Value: YamlScalar { Absent: true, Tag: null } } pair] })
            return TryUntag(pair.Key, ":", out entry);
        if (entry is null)
            return node.Tag is not null ? context.FailTag(node) : context.Fail(Rules.ZoneFormat, node.Mark, $"an entry of a {row.Mnemonic} record is text; one that YAML reads otherwise needs quotes");
        if (entry.Text.Length == 0 && entry.Tag is null)
            return context.Fail(Rules.ZoneFormat, node.Mark, $"an empty {row.Mnemonic} value; a record without entries is written '\\# 0'");
        return TryUntag(entry, "", out entry);
    }

    /// <summary>Puts a tag back in front of its text. YAML decodes what follows a % in a tag, so that one is refused.</summary>
    private bool TryUntag(YamlScalar scalar, string suffix, out YamlScalar entry)
    {
        entry = scalar;
        if (scalar.Tag is not { } tag)
        {
            if (suffix.Length > 0)
                entry = scalar.Meaning(scalar.Text + suffix, scalar.VerbatimFromMark);
            return true;
        }
        if (tag.StartsWith("!include", StringComparison.Ordinal) || tag.StartsWith("!!", StringComparison.Ordinal) || tag.StartsWith("!<", StringComparison.Ordinal))
            return context.FailTag(scalar);
        if (tag.Contains('%', StringComparison.Ordinal))
            return context.Fail(Rules.ZoneFormat, scalar.Mark, $"YAML reads the % in {FindingText.Quote(tag)} as an escape; write the entry in quotes: '{tag}'");
        string text = scalar.Text.Length == 0 ? tag : $"{tag} {scalar.Text}";
        entry = scalar.Meaning(text + suffix, verbatim: true);
        return true;
    }
}
