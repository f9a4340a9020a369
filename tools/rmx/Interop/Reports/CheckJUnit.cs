using System.Globalization;
using System.Text;
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
    public static void Write(CheckReport report, TextWriter output)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"rmx interop check {report.Settings.Resolver}");
            foreach (IGrouping<InteropCase, CheckResult> results in report.ByCase)
                WriteSuite(xml, results);
            xml.WriteEndElement();
        }
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        output.WriteLine(PipelineCommands.Defuse(text.ToString(), "&#91;"));
    }

    private static void WriteSuite(XmlWriter xml, IGrouping<InteropCase, CheckResult> results)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", results.Key.Id);
        WriteCount("tests", results.Count());
        WriteCount("failures", results.Count(result => result.Verdict.Outcome == Outcome.Fail));
        WriteCount("errors", results.Count(result => result.Verdict.Outcome == Outcome.Error));
        WriteCount("skipped", 0);
        foreach (CheckResult result in results)
            WriteTest(xml, result);
        xml.WriteEndElement();

        void WriteCount(string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
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
