using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Faults;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>The value of an owner's key to RRsets: one record or a list of them, each a mapping. Every fault in it is reported.</summary>
internal sealed class OwnerReader(ZoneContext context, ValueReader values)
{
    private readonly List<(ushort Type, SourceMark Mark)> _seen = [];
    private readonly FaultReader _faults = new(context);
    private SourceMark _ownerMark;

    /// <summary>Reads all records of an owner.</summary>
    public void Read(Name owner, SourceMark mark, YamlNode value, RrSetList rrSets)
    {
        context.Owner = owner;
        _ownerMark = mark;
        _seen.Clear();
        if (value is YamlList list && value.Tag is null)
        {
            if (list.Items.Count == 0)
                _ = context.Fail(FileRules.ZoneFormat, list.Mark, "an owner without records");
            foreach (YamlNode item in list.Items)
                ReadRecord(owner, item, rrSets);
        }
        else
        {
            ReadRecord(owner, value, rrSets);
        }
        context.Owner = null;
    }

    private void ReadRecord(Name owner, YamlNode node, RrSetList rrSets)
    {
        if (node is YamlMap { Tag: null } left && IsLeftOut(left))
            return;
        YamlMap? map = ToMap(node);
        if (map?["type"] is YamlScalar { Text: Fault.WholeName })
            ReadFaultOfName(owner, map);
        else if (map is not null && TryReadRrSet(owner, map) is { } rrSet)
            rrSets.Add(rrSet);
        else
            context.ApexIncomplete |= owner.Equals(context.Origin);
    }

    private YamlMap? ToMap(YamlNode node)
    {
        if (node.Tag is not null)
            _ = context.FailTag(node);
        else if (node is not YamlMap && !node.Unreadable)
            _ = context.Fail(FileRules.ZoneFormat, node.Mark, "a record is a mapping with type and value or values");
        return node.Tag is null && !node.Unreadable ? node as YamlMap : null;
    }

    /// <summary>A fault of the name itself, which publishes nothing.</summary>
    private void ReadFaultOfName(Name owner, YamlMap map)
    {
        foreach ((YamlScalar key, YamlNode _) in map.Pairs)
        {
            if (key.Text is not ("type" or Fault.RecordKey))
                _ = context.Fail(FileRules.ZoneFormat, key.Mark, $"key {FindingText.Quote(key.Text)} beside {Fault.WholeName}, which has {Fault.RecordKey} alone");
        }
        if (map[Fault.RecordKey] is not { } node)
            _ = context.Fail(FileRules.ZoneFormat, map.Mark, $"{Fault.WholeName} without {Fault.RecordKey}, which says what goes wrong");
        else if (_faults.TryRead(node, wholeName: true, out Fault fault))
            context.Faults.Add(new PlacedFault(owner, null, fault));
    }

    private RrSet? TryReadRrSet(Name owner, YamlMap map)
    {
        CheckKeys(map);
        uint ttl = context.DefaultTtl;
        bool sound = map["ttl"] is not { } ttlNode || TryReadTtl(ttlNode, out ttl);
        if (!TryReadType(map, out RdataType row, out SourceMark mark))
            return null;
        IReadOnlyList<SourceRecord>? records = ReadValues(map, row);
        if (records is null || !sound)
            return null;
        if (context.ForLint && map["ttl"] is YamlScalar text)
            WrittenForm.CheckNumber(context, text, "ttl");
        RrSetPlaces? places = context.ForLint ? new RrSetPlaces(_ownerMark, map["ttl"]?.Mark ?? context.DefaultTtlMark) : null;
        var rrSet = new RrSet(owner, row.Code, ttl, mark, records) { Places = places };
        if (map[Fault.RecordKey] is { } faultNode && _faults.TryRead(faultNode, wholeName: false, out Fault fault))
            context.Faults.Add(new PlacedFault(owner, rrSet, fault));
        return rrSet;
    }

    private bool TryReadType(YamlMap map, out RdataType row, out SourceMark mark)
    {
        (row, mark) = (null!, map.Mark);
        if (map["type"] is not { } node)
            return context.Fail(FileRules.ZoneFormat, map.Mark, "a record without type");
        if (!context.TryText(node, "type", out YamlScalar text))
            return false;
        mark = text.Mark;
        if (text.Text is "ALIAS" or "URLFWD")
            return context.Fail(RecordRules.UnknownType, mark, $"octoDNS's {text.Text} is not supported; no such record exists in the DNS");
        if (!context.TryType(text.Text, mark, out row))
            return false;
        foreach ((ushort type, SourceMark first) in _seen)
        {
            if (type == row.Code)
                return context.Fail(RecordRules.TwoRecordsOfOneType, mark, $"type {row.Mnemonic} for the second time at this name, first in line {first.Line}; write one record with values");
        }
        _seen.Add((row.Code, mark));
        return true;
    }

    private IReadOnlyList<SourceRecord>? ReadValues(YamlMap map, RdataType row)
    {
        YamlNode? value = map["value"], several = map["values"];
        if (value is not null && several is not null)
        {
            _ = context.Fail(FileRules.ZoneFormat, several.Mark, "value and values in one record; one of them is enough");
            return null;
        }
        if ((value ?? several) is { } given)
            return values.Read(row, given, several is not null);
        _ = context.Fail(FileRules.ZoneFormat, map.Mark, $"a {row.Mnemonic} record without value or values");
        return null;
    }

    /// <summary>Reads a TTL; the fault is reported.</summary>
    public bool TryReadTtl(YamlNode node, out uint ttl)
    {
        ttl = 0;
        return context.TryText(node, "a TTL", out YamlScalar text) && context.TryTtl(text.Text, text.Mark, out ttl);
    }

    private void CheckKeys(YamlMap map)
    {
        foreach ((YamlScalar key, YamlNode _) in map.Pairs)
        {
            if (key.Tag is not null)
                _ = context.FailTag(key);
            else if (key.Text is "octodns" or "geo" or "dynamic" or "healthcheck")
                context.Findings.Add(FileRules.IgnoredKey, key.Mark, $"octoDNS's {key.Text} is not acted on here", context.Owner);
            else if (key.Text is not ("type" or "ttl" or "value" or "values" or Fault.RecordKey))
                _ = context.Fail(FileRules.ZoneFormat, key.Mark, $"unknown key {FindingText.Quote(key.Text)} in a record; there are type, ttl, value and values");
        }
    }

    private bool IsLeftOut(YamlMap map)
    {
        if (map["octodns"] is not YamlMap octodns || octodns["ignored"] is not YamlScalar ignored || ZoneContext.Flag(ignored.Text) != true)
            return false;
        context.Findings.Add(FileRules.IgnoredKey, map.Mark, "the record is marked as ignored for octoDNS and left out", context.Owner);
        return true;
    }
}
