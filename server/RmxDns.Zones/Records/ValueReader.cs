using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>
/// The <c>value</c> or <c>values</c> of a record to RDATA. Each value is the text of a master file or a mapping; RMX and APL are
/// also lists of entries, TXT and SPF also raw text. Faults are reported; equal values are kept once, with a warning.
/// </summary>
internal sealed class ValueReader(ZoneContext context)
{
    private readonly EntryListReader _entries = new(context);
    private readonly SoaReader _soa = new(context);

    /// <summary>Reads the values of one record.</summary>
    /// <param name="row">The record's type.</param>
    /// <param name="node">What stands behind the key.</param>
    /// <param name="several">Whether the key is <c>values</c>.</param>
    /// <returns>At least one record; null when there is a fault.</returns>
    public IReadOnlyList<SourceRecord>? Read(RdataType row, YamlNode node, bool several)
    {
        if (node.Unreadable)
            return null;
        bool entryLists = row.Code == context.Types.RmxType || row.Code == RrType.Apl;
        if (node is not YamlList list || (entryLists && !several))
            return TryReadOne(row, node, entryLists, out byte[] only) ? [Placed(row, node, only)] : null;
        if (node.Tag is not null)
        {
            _ = context.FailTag(node);
            return null;
        }
        if (list.Items.Count == 0)
        {
            _ = context.Fail(FileRules.ZoneFormat, node.Mark, $"a {row.Mnemonic} record without any value");
            return null;
        }
        var records = new List<SourceRecord>(list.Items.Count);
        bool sound = true;
        foreach (YamlNode item in list.Items)
        {
            sound &= TryReadOne(row, item, entryLists, out byte[] rdata);
            if (sound)
                records.Add(Placed(row, item, rdata));
        }
        return sound ? DistinctRecords.Of(records, row, context) : null;
    }

    private SourceRecord Placed(RdataType row, YamlNode node, byte[] rdata) =>
        context.ForLint
            ? new(rdata, node.Mark) { Tokens = Judged(row, node, TokensOf(row, node)), IsGeneric = node is YamlScalar { Text: ['\\', '#', ..] } }
            : new(rdata, node.Mark);

    /// <summary>Judges how a value is written.</summary>
    private IReadOnlyList<SourceMark>? Judged(RdataType row, YamlNode node, IReadOnlyList<SourceMark>? tokens)
    {
        if (node is YamlMap map)
            WrittenForm.CheckMapping(context, row, map);
        if (node is not YamlScalar text || row.Code == context.Types.RmxType || row.Code == RrType.Apl)
            return tokens;
        WrittenForm.CheckText(context, text, row.Mnemonic);
        if (row.Code is RrType.Txt or RawText.Spf && RawText.Is(text.Text))
            WrittenForm.CheckRawText(context, text);
        else
            WrittenForm.CheckNames(context, row, text, tokens);
        return tokens;
    }

    private IReadOnlyList<SourceMark>? TokensOf(RdataType row, YamlNode node) => node switch
    {
        _ when row.Code == context.Types.RmxType || row.Code == RrType.Apl => [.. _entries.Marks],
        YamlMap map => TokenMarks.OfMapping(row, map),
        YamlScalar text when !(row.Code is RrType.Txt or RawText.Spf && RawText.Is(text.Text)) => TokenMarks.OfText(text),
        _ => null,
    };

    private bool TryReadOne(RdataType row, YamlNode node, bool entryList, out byte[] rdata)
    {
        rdata = [];
        if (node.Unreadable)
            return false;
        if (entryList)
            return _entries.TryRead(row, node, out rdata);
        if (row.Code == RrType.Soa && node is YamlMap { Tag: null } soa)
            return _soa.TryRead(row, soa, out rdata);
        if (node is YamlMap { Tag: null } map)
            return TryReadMapping(row, map, out rdata);
        if (!context.TryText(node, $"a {row.Mnemonic} value", out YamlScalar text))
            return false;
        context.SerialGiven |= row.Code == RrType.Soa;
        context.PrimaryGiven |= row.Code == RrType.Soa;
        if (row.Code is RrType.Txt or RawText.Spf && RawText.Is(text.Text))
            return TryReadRaw(row, text, out rdata);
        return TryReadText(row, text, out rdata);
    }

    private bool TryReadText(RdataType row, YamlScalar text, out byte[] rdata) =>
        row.TryParseText(text.Text, context.Origin, out rdata, out TextFault fault)
        || context.FailValue(row, text.MarkAt(fault.Offset, fault.Length), text.Text, fault);

    private bool TryReadRaw(RdataType row, YamlScalar text, out byte[] rdata)
    {
        rdata = RawText.ToRdata(text.Text);
        return rdata.Length <= ushort.MaxValue
            || context.Fail(RecordRules.RdataSyntax, text.Mark, $"{row.Mnemonic}: text of {rdata.Length:N0} octets; RDATA has 65,535 at most");
    }

    private bool TryReadMapping(RdataType row, YamlMap map, out byte[] rdata)
    {
        rdata = [];
        var flat = new List<(YamlScalar Key, YamlScalar Value)>(map.Pairs.Count);
        var pairs = new List<KeyValuePair<string, string>>(map.Pairs.Count);
        bool sound = true;
        foreach ((YamlScalar key, YamlNode node) in map.Pairs)
            sound &= TryFlatten(key, node, "", flat);
        foreach ((YamlScalar key, YamlScalar value) in flat)
            pairs.Add(new(key.Text, value.Text));
        if (!sound)
            return false;
        return row.TryParseMapping(pairs, context.Origin, out rdata, out MappingFault fault) || FailMapping(row, map, flat, fault);
    }

    private bool FailMapping(RdataType row, YamlMap map, List<(YamlScalar Key, YamlScalar Value)> flat, MappingFault fault)
    {
        string message = fault.Fault.Message;
        if (fault.Index < 0)
            return context.Fail(RecordRules.RdataSyntax, map.Mark, $"{row.Mnemonic}: {message}");
        (YamlScalar key, YamlScalar value) = flat[fault.Index];
        if (fault.Fault is { Offset: 0, Length: 0 })
            return context.Fail(RecordRules.RdataSyntax, key.Mark, $"{row.Mnemonic}: {message}");
        return context.FailValue(row, value.MarkAt(fault.Fault.Offset, fault.Fault.Length), value.Text, fault.Fault with { Message = $"{key.Text}: {message}" });
    }

    /// <summary>
    /// A mapping's pair as text. octoDNS writes the parameters of SVCB as a mapping of their own, with lists in it; its pairs are named
    /// <c>outer.inner</c>, and each item of a list is a pair.
    /// </summary>
    private bool TryFlatten(YamlScalar key, YamlNode node, string prefix, List<(YamlScalar Key, YamlScalar Value)> flat)
    {
        if (key.Tag is not null)
            return context.FailTag(key);
        bool nested = prefix.Length > 0, sound = true;
        if (node is YamlMap { Tag: null } inner && !nested)
        {
            foreach ((YamlScalar innerKey, YamlNode value) in inner.Pairs)
                sound &= TryFlatten(innerKey, value, key.Text + ".", flat);
            return sound;
        }
        if (node is YamlList { Tag: null } list && nested)
        {
            foreach (YamlNode item in list.Items)
                sound &= TryFlatten(key, item, prefix, flat);
            if (list.Items.Count > 0)
                return sound;
            node = new YamlScalar(list.Mark, null, "", true, -1);
        }
        bool mayBeEmpty = node is YamlScalar { Tag: null, Text: "" } empty && (nested || !empty.Plain);
        YamlScalar text = (node as YamlScalar)!;
        if (!mayBeEmpty && !context.TryText(node, $"key {FindingText.Quote(key.Text)}", out text))
            return false;
        flat.Add((nested ? new YamlScalar(key.Mark, null, prefix + key.Text, key.Plain, -1) : key, text));
        return true;
    }
}
