using System.Globalization;
using System.Text;
using System.Xml;
using RmxDns.Rdata;

namespace RmxDns.Tool.Sizes;

/// <summary>An <see cref="AnswerPicture"/> as SVG 1.1 for documents: a bar for each client, a legend below. The same picture gives the same octets.</summary>
internal static class SizeSvg
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const int Margin = 16, Width = 800, BarHeight = 32, BarStep = 64, Line = 18;

    /// <summary>As many letters of a caption as fit the picture in a usual font; the whole text is its tooltip.</summary>
    private const int MostLetters = 100;

    private static readonly string[] Colours = ["#4c78a8", "#f58518", "#54a24b", "#e45756", "#72b7b2", "#b279a2", "#9d755d", "#eeca3b"];

    /// <summary>The picture as the text of a file.</summary>
    public static string Draw(AnswerPicture picture, TypeTable types)
    {
        var text = new StringBuilder();
        // OPT stands in datagrams alone.
        Part[] legend = [.. picture.Whole.Parts, .. picture.Datagrams.SelectMany(datagram => datagram.Parts).Where(part => part.Kind == PartKind.Opt).Take(1)];
        int height = Margin + Line + (picture.Datagrams.Count * BarStep) + (legend.Length * Line) + (2 * Margin);
        using (var svg = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CheckCharacters = true }))
        {
            svg.WriteStartElement("svg", Namespace);
            Attributes(svg, ("viewBox", $"0 0 {Width + (2 * Margin)} {height}"), ("role", "img"), ("font-family", "sans-serif"), ("font-size", "13"));
            string title = $"{picture.Owner} {types.NameOf(picture.Type)}: {picture.AnswerSize} octets, {picture.Whole.Length} with additional records";
            svg.WriteElementString("title", Namespace, title);
            Box(svg, 0, 0, Width + (2 * Margin), height, "#ffffff");
            Caption(svg, Margin, Margin + 12, title, bold: true);
            IReadOnlyList<char> marks = SizeReport.MarksOf(picture.Whole);
            for (int i = 0; i < picture.Datagrams.Count; i++)
                DrawBar(svg, picture, types, picture.Datagrams[i], Margin + Line + (i * BarStep));
            int y = Margin + Line + (picture.Datagrams.Count * BarStep) + Line;
            for (int i = 0; i < legend.Length; i++, y += Line)
            {
                Box(svg, Margin, y - 11, 12, 12, i < marks.Count ? ColourOf(marks[i]) : ColourOf('O'));
                Caption(svg, Margin + 20, y, $"{legend[i].Octets}");
                Caption(svg, Margin + 64, y, $"{legend[i].Kind.ToString().ToLowerInvariant()} {(legend[i].Kind == PartKind.Opt ? "" : SizeReport.Describe(legend[i], types, picture))}".TrimEnd());
            }
            svg.WriteEndElement();
        }
        return text.Append('\n').ToString();
    }

    private static void DrawBar(XmlWriter svg, AnswerPicture picture, TypeTable types, Packet packet, int y)
    {
        string verdict = packet.Truncated ? "the answer does not fit (TC)" : $"{packet.Length} of {packet.Budget} octets";
        Caption(svg, Margin, y + 14, $"{packet.Title}: {verdict}");
        double scale = (double)Width / Math.Max(packet.Budget, packet.Length);
        Box(svg, Margin, y + 20, Width, BarHeight, "#e8e8e8");
        IReadOnlyList<char> marks = SizeReport.MarksOf(picture.Whole);
        foreach (Part part in packet.Parts)
        {
            int index = picture.Whole.Parts.ToList().FindIndex(other => part.Record is { } record && other.Record is { } own
                && own.Owner.Equals(record.Owner) && own.Type == record.Type && own.Section == record.Section);
            svg.WriteStartElement("g", Namespace);
            svg.WriteElementString("title", Namespace, $"{part.Octets} octets: {part.Kind.ToString().ToLowerInvariant()} {SizeReport.Describe(part, types, picture)}");
            Box(svg, Margin + ((part.End - part.Octets) * scale), y + 20, part.Octets * scale, BarHeight, index < 0 ? ColourOf("HQAN_O"[(int)part.Kind]) : ColourOf(marks[index]));
            svg.WriteEndElement();
        }
    }

    private static string ColourOf(char mark) => mark switch
    {
        'H' => "#777777",
        'Q' => "#aaaaaa",
        'O' => "#555555",
        'A' => Colours[0],
        _ => Colours[1 + (mark % (Colours.Length - 1))],
    };

    private static void Box(XmlWriter svg, double x, double y, double width, double height, string colour)
    {
        svg.WriteStartElement("rect", Namespace);
        Attributes(svg, ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("fill", colour));
        svg.WriteEndElement();
    }

    private static void Caption(XmlWriter svg, int x, int y, string text, bool bold = false)
    {
        svg.WriteStartElement("text", Namespace);
        Attributes(svg, ("x", Number(x)), ("y", Number(y)), ("fill", "#222222"));
        if (bold)
            svg.WriteAttributeString("font-weight", "bold");
        if (text.Length > MostLetters)
            svg.WriteElementString("title", Namespace, text);
        svg.WriteString(text.Length > MostLetters ? text[..(MostLetters - 1)] + "…" : text);
        svg.WriteEndElement();
    }

    private static void Attributes(XmlWriter svg, params (string Name, string Value)[] attributes)
    {
        foreach ((string name, string value) in attributes)
            svg.WriteAttributeString(name, value);
    }

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
