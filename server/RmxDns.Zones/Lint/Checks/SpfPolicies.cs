using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;
using RmxDns.Zones.Spf;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>SPF policies in TXT, and whether the RMX record beside one says the same.</summary>
internal static class SpfPolicies
{
    public static void Check(LintContext context)
    {
        foreach (RrSet spf in context.Zone.Served(RawText.Spf))
            context.Add(SpfRules.SpfType99, spf.Mark, $"the policy of {spf.Owner} is of the type SPF, which receivers do not look at", spf.Owner);
        foreach (RrSet txt in context.Zone.Served(RrType.Txt))
            Check(context, txt);
        foreach (RrSet mx in context.Runs(SpfRules.SpfMissing) ? context.Zone.Served(RrType.Mx) : [])
            CheckMissing(context, mx);
    }

    private static void Check(LintContext context, RrSet txt)
    {
        (SourceRecord Record, string Text)[] policies = [.. txt.Records
            .Select(record => (Record: record, Text: JoinedText.Of(record.Rdata) ?? "")).Where(one => SpfPolicy.IsPolicy(one.Text))];
        if (policies.Length > 1)
        {
            context.Add(SpfRules.SpfSeveral, policies[1].Record.Mark, $"{policies.Length} policies at {txt.Owner}; receivers use none of them", txt.Owner);
            return;
        }
        if (policies is not [var (record, text)])
            return;
        if (SpfPolicy.Parse(text, out IReadOnlyList<TextFault> faults) is { } policy)
        {
            CheckAfterAll(context, txt, record, policy);
            CheckEnd(context, txt, record, policy);
            CheckMeaning(context, txt, record, policy);
        }
        foreach (TextFault fault in faults)
            context.Add(SpfRules.SpfSyntax, MailPolicies.PlaceIn(record, text, fault.Offset, fault.Length), $"SPF policy of {txt.Owner}: {fault.Message}", txt.Owner, text.Substring(fault.Offset, fault.Length));
    }

    private static void CheckMissing(LintContext context, RrSet mx)
    {
        LookupAnswer txt = context.Zones.Resolve(mx.Owner, RrType.Txt);
        bool known = txt.Status is LookupStatus.Found or LookupStatus.NoData or LookupStatus.NxDomain;
        if (known && !context.MayLack(mx.Owner) && !txt.Rdata.Any(rdata => txt.Status == LookupStatus.Found && SpfPolicy.IsPolicy(JoinedText.Of(rdata) ?? "")))
            context.Add(SpfRules.SpfMissing, mx.Mark, $"{mx.Owner} has MX and no SPF policy", mx.Owner);
    }

    private static void CheckEnd(LintContext context, RrSet txt, SourceRecord record, SpfPolicy policy)
    {
        SpfTerm? all = policy.Terms.FirstOrDefault(term => term.Kind == SpfKind.All);
        string policyOf = $"the SPF policy of {txt.Owner}";
        bool isClosed = policy.Redirect is not null || all?.Qualifier is SpfOutcome.Fail or SpfOutcome.SoftFail;
        bool takesNone = context.Zone.At(txt.Owner, RrType.Mx) is { } mx && Exchanges.Of(mx.Records.Select(one => one.Rdata)).Count == 0;
        if (!isClosed)
            context.Add(SpfRules.SpfOpenEnd, record.Mark, $"{policyOf} {(all is null ? "ends without all" : $"ends in {all.Text}")}; it forbids nobody", txt.Owner);
        else if (takesNone && policy.Mechanisms.FirstOrDefault() is not { Kind: SpfKind.All, Qualifier: SpfOutcome.Fail })
            context.Add(SpfRules.NullMxSends, record.Mark, $"{txt.Owner} takes no mail, and {policyOf} is not v=spf1 -all", txt.Owner);
    }

    private static void CheckAfterAll(LintContext context, RrSet txt, SourceRecord record, SpfPolicy policy)
    {
        int all = policy.Terms.TakeWhile(term => term.Kind != SpfKind.All).Count();
        SpfTerm? behind = policy.Terms.Skip(all + 1).FirstOrDefault(term => term.Kind < SpfKind.Redirect);
        SpfTerm? unheard = behind ?? (all < policy.Terms.Count ? policy.Terms.FirstOrDefault(term => term.Kind == SpfKind.Redirect) : null);
        if (unheard is not null)
            context.Add(SpfRules.SpfAfterAll, MailPolicies.PlaceIn(record, policy.Text, unheard.Offset, unheard.Text.Length), $"{unheard.Text} is never looked at, since {policy.Terms[all].Text} decides every address", txt.Owner, unheard.Text);
    }

    private static void CheckMeaning(LintContext context, RrSet txt, SourceRecord record, SpfPolicy policy)
    {
        SpfLookup lookup = context.Zones.ResolveForReceiver;
        int lookups = SpfLookupCount.AtLeast(policy, txt.Owner, lookup);
        if (lookups > SpfPolicy.MostLookups)
            context.Add(SpfRules.SpfLookups, record.Mark, $"the SPF policy of {txt.Owner} takes at least {lookups} lookups; receivers make {SpfPolicy.MostLookups}", txt.Owner);
        if (context.Zone.At(txt.Owner, context.Types.RmxType) is not { } rmx || context.MayLack(txt.Owner) || !context.Runs(SpfRules.RmxSpfDiffers))
            return;
        var says = SpfMap.Of(policy, txt.Owner, lookup);
        VerdictMap rmxSays = context.PolicyOf(rmx).Map();
        AddressPrefix? onlySpf = says[SpfOutcome.Pass].Intersect(rmxSays.Denied.Union(rmxSays.NotInRmx)).First;
        AddressPrefix? onlyRmx = rmxSays.Granted.Intersect(says[SpfOutcome.Fail].Union(says[SpfOutcome.SoftFail])).First;
        string? difference = (onlySpf, onlyRmx) switch
        {
            (null, null) => null,
            (not null, null) => $"SPF lets {onlySpf} send and RMX does not",
            (null, not null) => $"RMX lets {onlyRmx} send and SPF does not",
            _ => $"SPF lets {onlySpf} send and RMX does not, RMX lets {onlyRmx} send and SPF does not",
        };
        if (difference is not null)
            context.Add(SpfRules.RmxSpfDiffers, rmx.Mark, $"at {txt.Owner} {difference}", txt.Owner);
    }
}
