using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Tool.Interop.Asking;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Interop.Running;
using RmxDns.Tool.Output;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Interop.Reports;

/// <summary>The report for people: a line for each case; below it, where it does not pass, why, what was sent and what came.</summary>
/// <param name="types">The record types.</param>
/// <param name="hex">Whether to show the octets of messages, too.</param>
internal sealed class CheckText(TypeTable types, bool hex)
{
    private const int MostMessages = 6;

    /// <summary>Prints a report.</summary>
    public void Write(CheckReport report, Screen screen)
    {
        int width = report.Settings.Cases.Max(subject => subject.Id.Length);
        string group = "";
        foreach (IGrouping<InteropCase, CheckResult> results in report.ByCase)
        {
            if (results.Key.Group != group)
            {
                screen.Line(group.Length == 0 ? results.Key.Group : $"\n{results.Key.Group}");
                group = results.Key.Group;
            }
            screen.Line($"  {results.Key.Id.PadRight(width)}  {CheckReport.Worst(results).ToString().ToLowerInvariant(),-9}  {results.Key.Title}");
            foreach (ReasonGroup reason in ReasonGroup.Of(results).Where(reason => hex || reason.Verdict.Outcome != Outcome.Pass))
                WriteReason(reason, screen);
            if (CheckReport.Worst(results) == Outcome.Fail)
                screen.Line($"      expected ({results.Key.Clause}): {results.Key.Resolver}");
        }
        screen.Line();
        screen.Line(Summary(report));
    }

    /// <summary>The last line.</summary>
    public static string Summary(CheckReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.Settings.Resolver}: {report.Count(Outcome.Pass)} passed, {report.Count(Outcome.Tolerated)} tolerated, {report.Count(Outcome.Fail)} failed, {report.Count(Outcome.Error)} not judged; {report.Settings.Cases.Count} cases in {report.Elapsed.TotalSeconds:0.0} s");

    private void WriteReason(ReasonGroup reason, Screen screen)
    {
        screen.Line($"      {reason.Verdict.Word}, {reason.Variants}: {FindingText.Escape(reason.Verdict.Reason)}");
        if (reason.Verdict.Outcome == Outcome.Tolerated && !hex)
            return;
        screen.Line($"        {FindingText.Escape(reason.Verdict.Came)}");
        IReadOnlyList<Carried> messages = reason.Results[0].Conversation?.Messages ?? [];
        foreach (Carried message in messages.Take(MostMessages))
        {
            screen.Line($"        {FindingText.Escape(MessageLine.Of(message, types))}");
            if (hex)
                new MessageOctets(types).Write(message.Octets, screen);
        }
    }
}
