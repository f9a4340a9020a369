using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>The rules on sizes, measured by the server's own code (<see cref="SizeChecks"/>).</summary>
internal static class AnswerSizes
{
    public static void Check(LintContext context)
    {
        var sizes = new SizeChecks(context.Types, context.Settings.EdnsSize);
        foreach (Finding finding in sizes.CheckAnswers(context.Zone.Contents, context.Zone.Compiled))
            context.Add(finding);
        foreach (RrSet rrSet in context.Zone.Contents.RrSets.Where(sizes.BringsAdditional))
        {
            if (sizes.CheckAdditional(context.Zones.Served, context.Zone.Contents.File, context.Zone.Origin, rrSet.Owner, rrSet.Mark) is { } finding)
                context.Add(finding);
        }
    }
}
