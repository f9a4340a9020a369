using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>What can be mended in an APL RRset: items that stand there already go, bits beyond a prefix are dropped.</summary>
internal static class AplFixes
{
    public static IReadOnlyList<EntryFix> Of(RrSet rrSet, Func<Rule, SourceMark, bool> wanted)
    {
        var fixes = new List<EntryFix>();
        var after = new byte[rrSet.Records.Count][];
        for (int record = 0; record < after.Length; record++)
        {
            SourceRecord source = rrSet.Records[record];
            IReadOnlyList<PlacedItem> items = PlacedItem.Of(source);
            if (source.IsGeneric || items.Any(item => item.Mark.Length == 0))
            {
                after[record] = source.Rdata;
                continue;
            }
            var seen = new HashSet<string>();
            var rdata = new List<byte>();
            foreach (PlacedItem item in items)
            {
                Rule? rule = !seen.Add(item.Text) ? AplRules.AplDuplicate : item.HasHostBits ? AplRules.AplHostBits : null;
                if (rule is null || !wanted(rule, item.Mark))
                {
                    rdata.AddRange(item.Octets);
                    continue;
                }
                bool goes = rule == AplRules.AplDuplicate;
                rdata.AddRange(goes ? [] : item.Encode());
                fixes.Add(new EntryFix(rule, rrSet, record, item.Mark, [new EntryChange(item.Mark, item.Text, goes ? null : item.Text)]));
            }
            after[record] = [.. rdata];
        }
        return EntryFixes.KeepsOrder(rrSet, after) ? fixes : [];
    }
}
