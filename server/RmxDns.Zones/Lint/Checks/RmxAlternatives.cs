using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>TXT at <c>_rmx</c>: that it can be read, and says what the RMX beside it says.</summary>
internal static class RmxAlternatives
{
    public static void Check(LintContext context, RrSet txt)
    {
        if (!NameOctets.EqualsIgnoreCase(txt.Owner.Wire[..(txt.Owner.Wire[0] + 1)], "\x04_rmx"u8) || txt.Owner.Equals(context.Zone.Origin))
            return;
        Name domain = txt.Owner.Parent!;
        var texts = new List<string>();
        foreach (SourceRecord record in txt.Records)
        {
            PublishedRecord published = PublishedRecord.FromTxt([record.Rdata]);
            if (published.Fault is { } fault)
            {
                context.Add(RmxReferenceRules.RmxTxtSyntax, record.Mark, $"TXT at {txt.Owner} stands for the RMX of {domain}: {fault}", txt.Owner);
                return;
            }
            texts.Add(TextOf(published.Entries));
        }
        if (context.Zone.At(domain, context.Types.RmxType) is not { } rmx || context.MayLack(domain) || context.MayLack(txt.Owner))
            return;
        IEnumerable<string> others = rmx.Records.Select(record => TextOf(PublishedRecord.FromRmx([record.Rdata]).Entries));
        if (!texts.Order(StringComparer.Ordinal).SequenceEqual(others.Order(StringComparer.Ordinal)))
            context.Add(RmxReferenceRules.RmxTxtDiffers, txt.Records[0].Mark, $"{Shorten(texts)} here, and {Shorten(others)} in the RMX of {domain}", txt.Owner);
    }

    /// <summary>Names compare without case, and so do their texts here.</summary>
    private static string TextOf(IReadOnlyList<RmxEntry> entries) => new RmxRecord(entries).ToString().ToLowerInvariant();

    private static string Shorten(IEnumerable<string> texts) => FindingText.Quote(string.Join(" | ", texts));
}
