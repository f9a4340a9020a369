using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>DMARC (RFC 7489), and whether the zone's apex says how it takes mail.</summary>
internal static class MailPolicies
{
    private static readonly string[] Policies = ["none", "quarantine", "reject"];

    public static void Check(LintContext context)
    {
        foreach (RrSet txt in context.Zone.Served(RrType.Txt))
        {
            if (IsDmarc(txt.Owner))
                CheckDmarc(context, txt);
        }
        RrSet? mx = context.Zone.OfType(RrType.Mx).FirstOrDefault(rrSet => rrSet.Owner.Equals(context.Zone.Origin));
        SourceMark apex = mx?.Mark ?? context.Zone.OfType(RrType.Ns).FirstOrDefault(ns => ns.Owner.Equals(context.Zone.Origin))?.Mark ?? default;
        // A top-level domain takes no mail, and has no need to say so.
        if (mx is null && context.Zone.Origin.LabelCount > 1 && !context.MayLack(context.Zone.Origin) && !context.Zone.Origin.IsAtOrBelow(TargetNames.ReverseTree))
        {
            bool host = context.Zone.OfType(RrType.A).Concat(context.Zone.OfType(RrType.Aaaa)).Any(rrSet => rrSet.Owner.Equals(context.Zone.Origin));
            context.Add(ServiceRules.NoMailDomain, apex, $"{context.Zone.Origin} has {(host ? "an address and no MX, so that mail goes to the address" : "no MX, not even one that says that it takes no mail")}", context.Zone.Origin);
        }
        if (mx is not null && context.Zone.Origin.LabelCount == 1 && Exchanges.Of(mx.Records.Select(record => record.Rdata)).Count > 0)
            context.Add(ServiceRules.TldMailDomain, mx.Mark, $"{context.Zone.Origin} takes mail and has one label", context.Zone.Origin);
        if (mx is not null && context.Runs(ServiceRules.DmarcMissing) && context.Zone.Origin.Prepend("_dmarc"u8) is { } dmarc
            && context.Zones.Find(dmarc, RrType.Txt).Status is LookupStatus.NoData or LookupStatus.NxDomain)
            context.Add(ServiceRules.DmarcMissing, apex, $"{context.Zone.Origin} has MX, and {dmarc} has no TXT", context.Zone.Origin);
    }

    private static bool IsDmarc(Name owner) => owner.Wire[0] == 6 && NameOctets.EqualsIgnoreCase(owner.Wire.Slice(1, 6), "_dmarc"u8);

    private static void CheckDmarc(LintContext context, RrSet txt)
    {
        SourceRecord? first = null;
        foreach (SourceRecord record in txt.Records)
        {
            string text = JoinedText.Of(record.Rdata) ?? "";
            bool meant = text.TrimStart().StartsWith("v=dmarc", StringComparison.OrdinalIgnoreCase);
            if (!meant)
                continue;
            if (first is not null)
                context.Add(ServiceRules.DmarcSyntax, record.Mark, $"a second DMARC policy at {txt.Owner}; receivers ignore both", txt.Owner);
            else if (FaultIn(text, out int at, out int length) is { } fault)
                context.Add(ServiceRules.DmarcSyntax, PlaceIn(record, text, at, length), $"DMARC policy of {txt.Owner}: {fault}", txt.Owner);
            first ??= record;
        }
    }

    /// <summary>What receivers stumble over; null when nothing. Unknown tags are allowed.</summary>
    private static string? FaultIn(string text, out int at, out int length)
    {
        (at, length) = (0, text.Length);
        var seen = new HashSet<string>();
        int index = 0;
        foreach (Range range in text.AsSpan().Split(';'))
        {
            string part = text[range].Trim();
            (at, length) = (range.Start.GetOffset(text.Length) + text[range].Length - text[range].TrimStart().Length, part.Length);
            if (part.Length == 0)
                continue;
            string[] pair = [.. part.Split('=', 2).Select(side => side.Trim())];
            if (pair.Length < 2 || pair[0].Length == 0)
                return $"{FindingText.Quote(part)} is no tag; tags are NAME=VALUE with semicolons between";
            if (index == 0 && (pair[0] != "v" || pair[1] != "DMARC1"))
                return "v=DMARC1 stands first, in these letters";
            if (!seen.Add(pair[0]))
                return $"the tag {pair[0]} for the second time";
            if (index == 1 && pair[0] != "p")
                return "p stands second, behind v=DMARC1";
            if (FaultIn(pair[0], pair[1]) is { } fault)
                return fault;
            index++;
        }
        (at, length) = (0, text.Length);
        return seen.Contains("p") ? null : "the tag p is missing";
    }

    private static string? FaultIn(string tag, string value) => tag switch
    {
        "p" or "sp" or "np" when !Policies.Contains(value.ToLowerInvariant()) => $"{tag} is none, quarantine or reject, not {FindingText.Quote(value)}",
        "adkim" or "aspf" when value is not ("r" or "s" or "R" or "S") => $"{tag} is r or s, not {FindingText.Quote(value)}",
        "pct" when !byte.TryParse(value, out byte share) || share > 100 => $"pct is 0 to 100, not {FindingText.Quote(value)}",
        "rua" or "ruf" when !value.Split(',').All(uri => uri.Trim().Contains(':', StringComparison.Ordinal)) => $"{tag} is a list of addresses such as mailto:dmarc@example.com, not {FindingText.Quote(value)}",
        _ => null,
    };

    /// <summary>The place of a part of the text where the file holds it as it is; otherwise the whole value's.</summary>
    internal static SourceMark PlaceIn(SourceRecord record, string text, int at, int length)
    {
        int quotes = record.Mark.Length - text.Length;
        return quotes is 0 or 2 ? new SourceMark(record.Mark.Line, record.Mark.Column + (quotes / 2) + at, length) : record.Mark;
    }
}
