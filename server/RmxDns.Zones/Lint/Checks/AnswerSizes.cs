using System.Globalization;
using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>The rules on sizes, measured by the server's own code (<see cref="SizeChecks"/>).</summary>
internal static class AnswerSizes
{
    private const int Opt = 11;
    private const int HeaderAndQuestion = 16;

    public static void Check(LintContext context)
    {
        var sizes = new SizeChecks(context.Types, context.Settings.EdnsSize);
        var unanswerable = new HashSet<(Name, string)>();
        foreach (Finding finding in sizes.CheckAnswers(context.Zone.Contents, context.Zone.Compiled))
        {
            // So many records never fit; that they are many is the fault.
            if (finding.Rule == SizeRules.AnswerOverEdns && IsMany(context, finding))
                continue;
            if (finding.Rule == SizeRules.AnswerOver65535)
                _ = unanswerable.Add((finding.Owner!, finding.Subject));
            context.Add(finding);
        }
        IReadOnlySet<DroppedRrSet> neverFit = ReferencedSizes.Check(context);
        foreach (RrSet rrSet in context.Zone.OfType(context.Types.RmxType).Where(rrSet => sizes.BringsAdditional(new RrSetView(rrSet))))
        {
            if (sizes.CheckAdditional(context.Zones.Served, context.Zone.Contents.File, context.Zone.Origin, rrSet.Owner, rrSet.Mark, neverFit) is { } finding)
                context.Add(finding);
        }
        CheckReferrals(context);
        bool strict = context.Runs(SizeRules.OtherAnswerOver512) || context.Runs(SizeRules.SizeHeadroom) || context.Runs(SizeRules.Amplification);
        ZoneSet? alone = strict ? ZoneSet.Empty.With([context.Zone.Compiled], []) : null;
        foreach (RrSet rrSet in context.Zone.Contents.RrSets)
        {
            if (rrSet.Records.Count > context.Settings.MaxRecords && !unanswerable.Contains((rrSet.Owner, context.Types.NameOf(rrSet.Type))))
                context.Add(SizeRules.RrSetOver100, rrSet.Mark, $"{rrSet.Records.Count} {context.Types.NameOf(rrSet.Type)} records at {rrSet.Owner}; BIND takes {context.Settings.MaxRecords}", rrSet.Owner, context.Types.NameOf(rrSet.Type));
            if (alone is not null)
                CheckClosely(context, alone, rrSet);
        }
    }

    private static bool IsMany(LintContext context, Finding finding) => context.Runs(SizeRules.RrSetOver100)
        && context.Zone.At(finding.Owner!).Any(rrSet => context.Types.NameOf(rrSet.Type) == finding.Subject && rrSet.Records.Count > context.Settings.MaxRecords);

    private static void CheckReferrals(LintContext context)
    {
        ZoneSet? alone = null;
        foreach (RrSet ns in context.Zone.OfType(RrType.Ns))
        {
            if (ns.Owner.Equals(context.Zone.Origin))
                continue;
            alone ??= ZoneSet.Empty.With([context.Zone.Compiled], []);
            if (SizeChecks.MeasureReferral(alone, ns.Owner) is not { } size || size.Most <= Answerer.PlainUdpSize)
                continue;
            bool always = size.Least > Answerer.PlainUdpSize;
            int octets = always ? size.Least : size.Most;
            context.Add(
                SizeRules.ReferralOver512, ns.Mark,
                $"the referral to {ns.Owner} takes {octets} octets with the addresses that it needs, {octets - Answerer.PlainUdpSize} more than {Answerer.PlainUdpSize}{(always ? "" : ", if the name asked for is long")}",
                ns.Owner, "NS");
        }
    }

    /// <summary>The rules of the strict set.</summary>
    private static void CheckClosely(LintContext context, ZoneSet alone, RrSet rrSet)
    {
        bool isRmx = rrSet.Type == context.Types.RmxType;
        int budget = context.Settings.EdnsSize - Opt, query = HeaderAndQuestion + rrSet.Owner.Wire.Length;
        int bound = SizeChecks.UpperBound(new RrSetView(rrSet));
        bool mayAmplify = AdditionalLists.BringsAdditional(context.Types, rrSet.Type) || bound + Opt > context.Settings.Amplification * (query + Opt);
        if (!mayAmplify && bound <= Answerer.PlainUdpSize - context.Settings.Headroom)
            return;
        if (SizeChecks.Measure(alone, rrSet.Owner, rrSet.Type, ushort.MaxValue) is not { IsFound: true } size)
            return;
        string type = context.Types.NameOf(rrSet.Type);
        if (!isRmx && size.Answer > Answerer.PlainUdpSize && size.Answer <= budget)
            context.Add(SizeRules.OtherAnswerOver512, rrSet.Mark, $"the answer for {rrSet.Owner} {type} takes {size.Answer} octets, {size.Answer - Answerer.PlainUdpSize} more than {Answerer.PlainUdpSize}", rrSet.Owner, type);
        int limit = isRmx && size.Answer <= Answerer.PlainUdpSize ? Answerer.PlainUdpSize : budget;
        if (size.Answer <= limit && limit - size.Answer < context.Settings.Headroom)
            context.Add(SizeRules.SizeHeadroom, rrSet.Mark, $"the answer for {rrSet.Owner} {type} takes {size.Answer} octets; {limit - size.Answer} are left of {limit}", rrSet.Owner, type);
        // With EDNS, which lets the server send most.
        int sent = Math.Min(SizeChecks.Measure(context.Zones.Served, rrSet.Owner, rrSet.Type, ushort.MaxValue)?.Full ?? size.Full, budget) + Opt;
        if (sent > context.Settings.Amplification * (query + Opt))
        {
            string times = (sent / (double)(query + Opt)).ToString("0.0", CultureInfo.InvariantCulture);
            context.Add(SizeRules.Amplification, rrSet.Mark, $"the answer for {rrSet.Owner} {type} has {sent} octets to a query's {query + Opt}, {times} times as many", rrSet.Owner, type);
        }
    }
}
