using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>What entries refer to: whether it is there, and how many lookups it costs.</summary>
internal static class RmxReferences
{
    public static void Check(LintContext context, RmxPolicy policy)
    {
        for (int i = 0; i < policy.Entries.Count; i++)
        {
            PlacedEntry entry = policy.Entries[i];
            if (policy.EarlierSame(i) is not null)
                continue;
            if (entry.Entry.Name is { IsRoot: false } name)
                CheckName(context, policy, entry, name);
            else if (entry.Entry.Code == RmxCode.Mx)
                CheckMx(context, policy, entry);
        }
        CheckLimit(context, policy);
    }

    private static void CheckName(LintContext context, RmxPolicy policy, PlacedEntry entry, Name name)
    {
        if (name.LabelCount == 1)
        {
            context.Add(
                RmxReferenceRules.RmxSingleLabelName, entry.Mark, $"{entry.Text} is the name {name} below the root, not one of {context.Zone.Origin}", policy.RrSet.Owner, entry.Text,
                advice: $"Write the whole name, such as {RmxText.Format(entry.Entry).TrimEnd('.')}.{context.Zone.Origin}");
            return;
        }
        if (entry.Entry.Code is not (RmxCode.Host or RmxCode.Apl))
            return;
        ushort[] types = entry.Entry.Code == RmxCode.Host ? [RrType.A, RrType.Aaaa] : [RrType.Apl];
        LookupAnswer[] answers = [.. types.Select(type => context.Zones.Find(name, type))];
        string what = entry.Entry.Code == RmxCode.Host ? "A or AAAA" : "APL";
        if (Array.Find(answers, answer => answer.Status is LookupStatus.Alias or LookupStatus.Redirected) is { } alias)
        {
            string by = alias.Status == LookupStatus.Alias ? "is an alias" : $"lies below the DNAME at {alias.Node}";
            context.Add(RmxReferenceRules.RmxReferenceToAlias, entry.Mark, $"{name} {by}: nothing of it comes along in the answer", policy.RrSet.Owner, entry.Text);
        }
        else if (answers.All(answer => answer.Status is LookupStatus.NoData or LookupStatus.NxDomain))
        {
            string missing = answers[0].Status == LookupStatus.NxDomain ? "does not exist" : $"has no {what}";
            context.Add(RmxReferenceRules.RmxDanglingReference, entry.Mark, $"{name} {missing}: {entry.Text} never matches", policy.RrSet.Owner, entry.Text);
        }
        else if (answers[0].Status == LookupStatus.Outside)
        {
            context.Add(RmxReferenceRules.RmxOutsideReference, entry.Mark, $"{name} lies in none of these zones: not checked, and never in the answer", policy.RrSet.Owner, entry.Text);
        }
    }

    private static void CheckMx(LintContext context, RmxPolicy policy, PlacedEntry entry)
    {
        LookupAnswer answer = context.Zones.Resolve(policy.Domain, RrType.Mx);
        if (answer.Status is LookupStatus.NoData or LookupStatus.NxDomain)
            context.Add(RmxReferenceRules.RmxMxWithoutMx, entry.Mark, $"{policy.Domain} has no MX: {entry.Text} never matches", policy.RrSet.Owner, entry.Text);
        if (answer.Status != LookupStatus.Found)
            return;
        IReadOnlyList<Name> exchanges = Exchanges.Of(answer.Rdata);
        if (exchanges.Count == 0)
            context.Add(RmxReferenceRules.RmxMxWithoutMx, entry.Mark, $"{policy.Domain} has a null MX (RFC 7505): {entry.Text} never matches", policy.RrSet.Owner, entry.Text);
        if (exchanges.Count > RmxChecker.MostExchanges)
            context.Add(RmxReferenceRules.RmxLookupLimit, entry.Mark, $"{policy.Domain} has {exchanges.Count} exchanges; with more than {RmxChecker.MostExchanges} a receiver stops here", policy.RrSet.Owner, entry.Text);
    }

    /// <summary>The worst case: no entry matches, and the longest record of a full address is gone through.</summary>
    private static void CheckLimit(LintContext context, RmxPolicy policy)
    {
        int own = 0, inside = 0;
        for (int i = 0; i < policy.Entries.Count && policy.IsReached(i); i++)
        {
            PlacedEntry entry = policy.Entries[i];
            own += entry.Entry.NeedsLookup ? 1 : 0;
            // A record of a full address that is over by itself is reported where it stands.
            if (policy.Reaches[i].LookupsInside <= RmxChecker.MostLookups)
                inside += policy.Reaches[i].LookupsInside;
            if (own + inside <= RmxChecker.MostLookups)
                continue;
            int total = policy.Entries.Count(one => one.Entry.NeedsLookup) + inside;
            string within = inside > 0 ? $", {inside} of them in the record of a full address" : "";
            context.Add(
                RmxReferenceRules.RmxLookupLimit, entry.Mark, $"a check of {policy.Domain} may come to {total} entries that need a lookup{within}; a receiver makes {RmxChecker.MostLookups}, and {(own > RmxChecker.MostLookups ? "stops here" : "may stop behind this entry")}",
                policy.RrSet.Owner, entry.Text);
            return;
        }
    }
}
