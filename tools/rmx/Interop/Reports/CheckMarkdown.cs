using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Interop.Running;
using RmxDns.Tool.Linting.Reports;

namespace RmxDns.Tool.Interop.Reports;

/// <summary>A table in Markdown: the cases that do not simply pass, the worst first, and how many pass.</summary>
internal static class CheckMarkdown
{
    public static void Write(CheckReport report, TextWriter output)
    {
        output.WriteLine($"### rmx interop check: {MarkdownText.Escape(CheckText.Summary(report))}");
        IGrouping<InteropCase, CheckResult>[] rows = [.. report.ByCase.Where(results => CheckReport.Worst(results) != Outcome.Pass).OrderByDescending(CheckReport.Worst)];
        if (rows.Length == 0)
            return;
        output.WriteLine();
        output.WriteLine("| | case | what | variants | reason | clause |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (IGrouping<InteropCase, CheckResult> results in rows)
        {
            foreach (ReasonGroup reason in ReasonGroup.Of(results).Where(reason => reason.Verdict.Outcome != Outcome.Pass))
                output.WriteLine($"| {reason.Verdict.Word} | {results.Key.Id} | {MarkdownText.Escape(results.Key.Title)} | {reason.Variants} | {MarkdownText.Escape(reason.Verdict.Reason)} | {MarkdownText.Escape(results.Key.Clause)} |");
        }
    }
}
