using System.Globalization;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>The report for people: a line for each finding that counts, and a closing line with counts.</summary>
internal static class TextReport
{
    public static void Write(LintReport report, TextWriter output)
    {
        foreach (Finding finding in report.Kept)
            output.WriteLine(finding);
        if (!report.Options.Quiet)
            output.WriteLine(Counts(report));
    }

    private static string Counts(LintReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Files.Count} files: {report.Count(Severity.Error)} errors, {report.Count(Severity.Warning)} warnings, {report.Count(Severity.Info)} notes");
}
