using System.Globalization;
using System.Text;
using System.Xml;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Output;

/// <summary>The frame of a JUnit document, whatever its suites hold. Nothing in it starts a pipeline's command.</summary>
internal static class JUnitText
{
    /// <summary>Writes a document.</summary>
    /// <param name="name">What was run.</param>
    /// <param name="writeSuites">Writes its suites.</param>
    /// <param name="output">Where the document goes.</param>
    public static void Write(string name, Action<XmlWriter> writeSuites, TextWriter output)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", name);
            writeSuites(xml);
            xml.WriteEndElement();
        }
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        output.WriteLine(PipelineCommands.Defuse(text.ToString(), "&#91;"));
    }

    /// <summary>Writes a number as an attribute.</summary>
    public static void WriteCount(XmlWriter xml, string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
}
