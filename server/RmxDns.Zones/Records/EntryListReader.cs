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
    private readonly List<Entry> _entries = [];

    /// <summary>Where each entry of the record read last stands.</summary>
    public IEnumerable<SourceMark> Marks => _entries.Select(entry => entry.Item.MarkAt(entry.At, entry.Text.Length));

    /// <summary>Reads one record.</summary>
    public bool TryRead(RdataType row, YamlNode node, out byte[] rdata)
    {
        _entries.Clear();
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
            return context.Fail(FileRules.ZoneFormat, list.Mark, $"a list without entries; a {row.Mnemonic} record that has none is written '\\# 0'");
        bool sound = true;
        foreach (YamlNode item in list.Items)
        {
            if (!TryEntry(row, item, out YamlScalar entry))
                sound = false;
            else if (entry.Text.AsSpan().IndexOfAny(" \t\r\n") is var blank and >= 0)
                sound = context.Fail(RecordRules.RdataSyntax, entry.MarkAt(blank, 1), $"{row.Mnemonic}: white space inside the entry {FindingText.Quote(entry.Text)}; each entry is an item of its own");
            else
                Append(entry);
        }
        return sound;
    }

    /// <summary>Appends an item, which in the form of one text may hold several entries.</summary>
    private void Append(YamlScalar item)
    {
        bool generic = item.Text.StartsWith("\\#", StringComparison.Ordinal);
        for (int at = 0; at < item.Text.Length;)
        {
            int length = generic ? -1 : item.Text.AsSpan(at).IndexOfAny(" \t\r\n");
            int end = length < 0 ? item.Text.Length : at + length;
            if (end > at)
                _entries.Add(new Entry(item, at, item.Text[at..end]));
            at = end + 1;
        }
    }

    private bool TryParse(RdataType row, YamlNode node, out byte[] rdata)
    {
        string text = _entries.Count == 1 ? _entries[0].Text : string.Join(' ', _entries.Select(entry => entry.Text));
        if (InternationalNames.TryConvertEntries(text, out string ascii, out _) && row.TryParseText(ascii, context.Origin, out rdata, out TextFault whole))
        {
            foreach (Entry entry in context.ForLint && row.Code == context.Types.RmxType ? _entries : [])
                HostBits.Check(entry.Text, entry.Item.MarkAt(entry.At, entry.Text.Length), context);
            return true;
        }
        rdata = [];
        bool found = false;
        foreach (Entry entry in _entries)
            found |= Explain(row, entry);
        return !found && context.Fail(RecordRules.RdataSyntax, node.Mark, $"{row.Mnemonic}: RDATA over 65,535 octets");
    }

    /// <summary>Reports what is wrong with one entry; false when nothing is, taken alone.</summary>
    private bool Explain(RdataType row, Entry entry)
    {
        if (!InternationalNames.TryConvertEntries(entry.Text, out string ascii, out TextFault fault))
            return !context.Fail(RecordRules.NameSyntax, entry.Item.MarkAt(entry.At + fault.Offset, fault.Length), $"{row.Mnemonic}: {fault.Message}");
        if (row.TryParseText(ascii, context.Origin, out _, out fault))
            return false;
        SourceMark mark = ReferenceEquals(entry.Text, ascii) ? entry.Item.MarkAt(entry.At + fault.Offset, fault.Length) : entry.Item.Mark;
        return !context.FailValue(row, mark, ascii, fault);
    }

    private bool TryEntry(RdataType row, YamlNode node, out YamlScalar entry)
    {
        entry = (node as YamlScalar)!;
        if (node.Unreadable)
            return false;
        if (node is YamlMap { Tag: null, Pairs: [{ Value: YamlScalar { Absent: true, Tag: null } } pair] })
            return TryUntag(pair.Key, ":", out entry);
        if (entry is null)
            return node.Tag is not null ? context.FailTag(node) : context.Fail(FileRules.ZoneFormat, node.Mark, $"an entry of a {row.Mnemonic} record is text; one that YAML reads otherwise needs quotes");
        if (string.IsNullOrWhiteSpace(entry.Text) && entry.Tag is null)
            return context.Fail(FileRules.ZoneFormat, node.Mark, $"an empty {row.Mnemonic} value; a record without entries is written '\\# 0'");
        return TryUntag(entry, "", out entry);
    }

    /// <summary>Puts a tag back in front of its text. YAML decodes what follows a % in a tag, so that one is refused.</summary>
    private bool TryUntag(YamlScalar scalar, string suffix, out YamlScalar entry)
    {
        entry = scalar;
        if (scalar.Tag is not { } tag)
        {
            if (suffix.Length > 0)
                entry = scalar.Meaning(scalar.Text + suffix, scalar.IsVerbatimAt(0));
            return true;
        }
        if (tag.StartsWith("!include", StringComparison.Ordinal) || tag.StartsWith("!!", StringComparison.Ordinal) || tag.StartsWith("!<", StringComparison.Ordinal))
            return context.FailTag(scalar);
        if (tag.Contains('%', StringComparison.Ordinal))
            return context.Fail(FileRules.ZoneFormat, scalar.Mark, $"YAML reads the % in {FindingText.Quote(tag)} as an escape; write the entry in quotes: '{tag}'");
        string text = scalar.Text.Length == 0 ? tag : $"{tag} {scalar.Text}";
        entry = scalar.Meaning(text + suffix, scalar.Text.Length == 0 || scalar.IsVerbatimAt(tag.Length + 1));
        return true;
    }

    /// <summary>An entry as written, and where in its item it stands.</summary>
    private readonly record struct Entry(YamlScalar Item, int At, string Text);
}
