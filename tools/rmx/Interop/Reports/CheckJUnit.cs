using System.Globalization;
using System.Xml;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Interop.Running;
using RmxDns.Tool.Output;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Interop.Reports;

/// <summary>JUnit's XML: a suite for each case, a test for each variant. What is tolerated passes and says why.</summary>
internal static class CheckJUnit
{
    public static void Write(CheckReport report, TextWriter output) => JUnitText.Write($"rmx interop check {report.Settings.Resolver}", xml =>
    {
        foreach (IGrouping<InteropCase, CheckResult> results in report.ByCase)
            WriteSuite(xml, results);
    }, output);

    private static void WriteSuite(XmlWriter xml, IGrouping<InteropCase, CheckResult> results)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", results.Key.Id);
        JUnitText.WriteCount(xml, "tests", results.Count());
        JUnitText.WriteCount(xml, "failures", results.Count(result => result.Verdict.Outcome == Outcome.Fail));
        JUnitText.WriteCount(xml, "errors", results.Count(result => result.Verdict.Outcome == Outcome.Error));
        JUnitText.WriteCount(xml, "skipped", 0);
        foreach (CheckResult result in results)
            WriteTest(xml, result);
        xml.WriteEndElement();
    }

    private static void WriteTest(XmlWriter xml, CheckResult result)
    {
        string reason = FindingText.Escape(result.Verdict.Reason);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"{result.Case.Group}.{result.Case.Id}");
        xml.WriteAttributeString("name", result.Variant.Name);
        xml.WriteAttributeString("time", (result.Conversation?.Elapsed.TotalSeconds ?? 0).ToString("0.000", CultureInfo.InvariantCulture));
        switch (result.Verdict.Outcome)
        {
            case Outcome.Fail:
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", reason);
                xml.WriteString($"{FindingText.Escape(result.Verdict.Came)}. Expected ({result.Case.Clause}): {result.Case.Resolver}");
                xml.WriteEndElement();
                break;
            case Outcome.Error:
                xml.WriteStartElement("error");
                xml.WriteAttributeString("message", reason);
                xml.WriteEndElement();
                break;
            default:
                xml.WriteElementString("system-out", $"{result.Verdict.Word}: {reason}: {FindingText.Escape(result.Verdict.Came)}");
                break;
        }
        xml.WriteEndElement();
    }
}
