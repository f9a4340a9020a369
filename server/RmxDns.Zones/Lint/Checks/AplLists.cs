using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Address prefix lists that an RMX record of the linted zones refers to, read as RMX reads them.</summary>
internal static class AplLists
{
    public static void Check(LintContext context, RrSet rrSet)
    {
        if (!context.Zones.ReferencedLists.Contains(rrSet.Owner))
            return;
        PlacedItem[] items = [.. rrSet.Records.SelectMany(PlacedItem.Of)];
        var seen = new HashSet<string>();
        foreach (SourceRecord record in rrSet.Records)
            CheckItems(context, rrSet, PlacedItem.Of(record), seen);
        CheckOrder(context, rrSet);
        bool lists = !AplMap.Of(rrSet.Records.Select(record => record.Rdata))!.Granted.IsEmpty;
        if (!lists && !context.MayLack(rrSet.Owner) && items.All(item => item.Item is not null))
            context.Add(AplRules.AplEmpty, rrSet.Records[0].Mark, $"the list {rrSet.Owner} lists no address: {(items.Length == 0 ? "it is empty" : "it only takes out")}", rrSet.Owner);
    }

    private static void CheckItems(LintContext context, RrSet rrSet, IReadOnlyList<PlacedItem> items, HashSet<string> seen)
    {
        PlacedItem[] known = [.. items.Where(item => item.Item is not null)];
        IReadOnlyList<MatchRegion> regions = MatchRegion.Of([.. known.Select((item, at) => AplMap.ToStep(item.Item!.Value, at))]);
        var deciding = new HashSet<int>(regions.Where(region => region.IsDecided).Select(region => region.Steps[^1]));
        int index = -1;
        foreach (PlacedItem item in items)
        {
            index += item.Item is null ? 0 : 1;
            if (item.Item is null)
                context.Add(AplRules.AplUnknownFamily, item.Mark, $"address family {item.Family} in the list {rrSet.Owner}; receivers read it over", rrSet.Owner, item.Text);
            else if (!seen.Add(item.Text))
                context.Add(AplRules.AplDuplicate, item.Mark, $"{item.Text} stands in the list {rrSet.Owner} already", rrSet.Owner, item.Text);
            else if (item.HasHostBits)
                context.Add(AplRules.AplHostBits, item.Mark, $"bits beyond the prefix are set; {item.Text} is what counts", rrSet.Owner, item.Text, advice: $"Write {item.Text}, or the length that was meant.");
            else if (item.Item.Value.Negated && !deciding.Contains(index))
                AddWithoutEffect(context, rrSet, item, known[..index]);
        }
    }

    private static void AddWithoutEffect(LintContext context, RrSet rrSet, PlacedItem item, IReadOnlyList<PlacedItem> before)
    {
        AddressPrefix? witness = AddressSet.Of(item.Item!.Value.Prefix).First;
        PlacedItem? first = witness is null ? null : before.FirstOrDefault(earlier => earlier.Item!.Value.Prefix.Contains(witness));
        if (first is not null)
            context.Add(AplRules.AplNegationWithoutEffect, item.Mark, $"{item.Text} takes nothing out: {witness} is decided by {first.Text} in front of it", rrSet.Owner, item.Text);
    }

    private static void CheckOrder(LintContext context, RrSet rrSet)
    {
        if (rrSet.Records.Count < 2)
            return;
        VerdictMap[] maps = [.. rrSet.Records.Select(record => AplMap.Of([record.Rdata])!)];
        AddressSet listed = AddressSet.UnionOf([.. maps.Select(map => map.Granted)]);
        AddressSet takenOut = AddressSet.UnionOf([.. maps.Select(map => map.Denied)]);
        if (listed.Intersect(takenOut).First is { } witness)
            context.Add(AplRules.AplOrderBetweenRecords, rrSet.Records[1].Mark, $"{witness} is listed by one record of {rrSet.Owner} and taken out by another; DNS keeps no order between records", rrSet.Owner);
    }
}
