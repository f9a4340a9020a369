using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>
/// What a zone has beyond the records of its file: the NS RRset that <c>$ns</c> or the settings supply, the SOA that is made up
/// or completed, and the TXT alternative of RMX.
/// </summary>
internal sealed class ZoneAssembler(ZoneContext context, ZoneHeader header, RrSetList rrSets)
{
    /// <summary>Completes the RRsets.</summary>
    public void Complete(IReadOnlyList<Name>? defaultNameServers)
    {
        rrSets.Complete();
        RrSet? ns = rrSets.Find(RrType.Ns, context.Origin.Wire);
        IReadOnlyList<SourceRecord> named = header.NameServers is null ? [] : ReadNameServers(header.NameServers);
        context.ApexIncomplete |= header.NameServers is not null && named.Count == 0;
        if (ns is null && named.Count == 0)
            named = [.. (defaultNameServers ?? []).Select(name => new SourceRecord(name.Wire.ToArray(), default))];
        if (ns is null && named.Count > 0)
            rrSets.InsertFirst(ns = new RrSet(context.Origin, RrType.Ns, context.DefaultTtl, named[0].Mark, named));
        CompleteSoa(ns);
        if (header.PublishText)
            new TextAlternative(context, rrSets).Publish();
    }

    private void CompleteSoa(RrSet? ns)
    {
        Name primary = ns is null ? context.Origin : Name.FromWire(ns.Records[0].Rdata)!;
        RrSet? given = rrSets.Find(RrType.Soa, context.Origin.Wire);
        if (given is null)
        {
            byte[] rdata = SoaDefaults.Compose(primary, SoaDefaults.Rname(context.Origin), 0, SoaDefaults.Times);
            rrSets.InsertFirst(new RrSet(context.Origin, RrType.Soa, context.DefaultTtl, default, [new SourceRecord(rdata, default)]));
        }
        else if (!context.PrimaryGiven)
        {
            SourceRecord record = given.Records[0];
            rrSets.Replace(given, new RrSet(given.Owner, given.Type, given.Ttl, given.Mark, [record with { Rdata = SoaDefaults.WithPrimary(record.Rdata, primary) }]) { Places = given.Places });
        }
    }

    private IReadOnlyList<SourceRecord> ReadNameServers(YamlNode node)
    {
        var records = new List<SourceRecord>();
        IReadOnlyList<YamlNode> items = node is YamlList { Tag: null } list ? list.Items : [node];
        if (items.Count == 0)
            _ = context.Fail(FileRules.ZoneFormat, node.Mark, "$ns without a name");
        foreach (YamlNode item in items)
        {
            if (!context.TryText(item, "a name of $ns", out YamlScalar text))
                continue;
            if (context.Types[RrType.Ns].TryParseText(text.Text, context.Origin, out byte[] rdata, out TextFault fault))
                records.Add(new SourceRecord(rdata, text.Mark));
            else
                _ = context.Fail(RecordRules.NameSyntax, text.MarkAt(fault.Offset, fault.Length), $"$ns {FindingText.Quote(text.Text)}: {fault.Message}");
        }
        return DistinctRecords.Of(records, context.Types[RrType.Ns], context);
    }
}
