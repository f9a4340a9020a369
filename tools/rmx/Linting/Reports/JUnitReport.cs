using System.Globalization;
using System.Xml;
using RmxDns.Tool.Output;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>
/// JUnit's XML: a suite for each file, a case for each finding, and one that passes for a file without any. A finding fails its case
/// when it makes the run fail; one that is set aside is a skipped case, any other a passed one with the message as its output.
/// </summary>
internal static class JUnitReport
{
    public static void Write(LintReport report, TextWriter output)
    {
        ILookup<string, ReportedFinding> byFile = report.Findings.ToLookup(finding => finding.Finding.File);
        string[] files = [.. report.Files.Select(file => file.Path).Concat(byFile.Select(group => group.Key)).Distinct()];
        JUnitText.Write("rmx lint", xml =>
        {
            foreach (string file in files)
                WriteSuite(xml, report, file, [.. byFile[file]]);
        }, output);
    }

    private static void WriteSuite(XmlWriter xml, LintReport report, string file, ReportedFinding[] findings)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", FindingText.Escape(file));
        JUnitText.WriteCount(xml, "tests", Math.Max(1, findings.Length));
        JUnitText.WriteCount(xml, "failures", findings.Count(finding => finding.State == FindingState.Kept && report.Fails(finding.Finding)));
        JUnitText.WriteCount(xml, "skipped", findings.Count(finding => finding.State != FindingState.Kept));
        JUnitText.WriteCount(xml, "errors", 0);
        foreach (ReportedFinding finding in findings)
            WriteCase(xml, report, finding);
        if (findings.Length == 0)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", FindingText.Escape(file));
            xml.WriteAttributeString("name", "no findings");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, LintReport report, ReportedFinding reported)
    {
        Finding finding = reported.Finding;
        string line = FindingText.Escape(finding.ToString());
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", FindingText.Escape(finding.File));
        xml.WriteAttributeString("name", finding.Mark.Line == 0 ? finding.Rule.Id : string.Create(CultureInfo.InvariantCulture, $"{finding.Rule.Id} at {finding.Mark.Line}:{finding.Mark.Column}"));
        if (reported.State != FindingState.Kept)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", reported.State == FindingState.Baselined ? "in the baseline" : FindingText.Escape($"suppressed {reported.Reason}".Trim()));
            xml.WriteEndElement();
        }
        else if (report.Fails(finding))
        {
            string advice = LintReport.AdviceFor(finding);
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", LintReport.Word(finding.Severity));
            xml.WriteAttributeString("message", FindingText.Escape(finding.Message));
            xml.WriteString(advice.Length > 0 ? $"{line} help: {FindingText.Escape(advice)}" : line);
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", line);
        }
        xml.WriteEndElement();
    }
}
