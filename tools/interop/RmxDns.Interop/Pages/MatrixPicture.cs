using System.Globalization;
using System.Security;
using System.Text;
using RmxDns.Interop.Matrix;

namespace RmxDns.Interop.Pages;

/// <summary>The matrix as an SVG: a row for each case, a column for each resolver and mode, a coloured square for each verdict.</summary>
internal static class MatrixPicture
{
    private const int Left = 210, Top = 150, Cell = 24, Row = 11, GroupGap = 16, LegendStep = 130;

    public static string Of(MatrixData data)
    {
        var body = new StringBuilder();
        for (int i = 0; i < data.Places.Count; i++)
        {
            int x = Left + (i * Cell) + (Cell / 2) + 4;
            body.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate({x},{Top - 8}) rotate(-60)\">{Escape($"{data.Places[i].Resolver.Id} {data.Places[i].Mode}")}</text>\n");
        }
        int y = Top;
        foreach (string group in data.Groups)
        {
            body.Append(CultureInfo.InvariantCulture, $"<text x=\"6\" y=\"{y + 9}\" font-weight=\"bold\">{Escape(group)}</text>\n");
            foreach (CheckedCase each in data.Run.Cases.Where(each => each.Group == group))
            {
                body.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{y + 9}\" text-anchor=\"end\" font-size=\"9\">{Escape(each.Id)}</text>\n");
                for (int i = 0; i < data.Places.Count; i++)
                {
                    Verdict cell = data.Cell(data.Places[i], each);
                    body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left + (i * Cell)}\" y=\"{y}\" width=\"{Cell - 1}\" height=\"{Row - 1}\" fill=\"{cell.Colour}\"><title>{Escape($"{data.Places[i].Name} {each.Id}: {cell.Text}")}</title></rect>\n");
                }
                y += Row;
            }
            y += GroupGap - Row + 4;
        }
        string legend = Legend(y + 6);
        // The legend is as wide for one resolver as for all.
        int width = Math.Max(Left + (data.Places.Count * Cell) + 90, 5 * LegendStep);
        return string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {y + 30}\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{body}{legend}</svg>\n");
    }

    private static string Legend(int y)
    {
        (string Text, Verdict Cell)[] parts =
        [
            ("pass", new Verdict(CaseResult.Pass, 1, 1)), ("tolerated", new Verdict(CaseResult.Tolerated, 1, 1)), ("fails in some variants", new Verdict(CaseResult.Fail, 1, 2)),
            ("fails in all", new Verdict(CaseResult.Fail, 1, 1)), ("no verdict", new Verdict(CaseResult.Error, 1, 1)),
        ];
        return string.Concat(parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture,
            $"<rect x=\"{6 + (i * LegendStep)}\" y=\"{y}\" width=\"12\" height=\"12\" fill=\"{part.Cell.Colour}\"/><text x=\"{22 + (i * LegendStep)}\" y=\"{y + 10}\" font-size=\"10\">{part.Text}</text>\n")));
    }

    private static string Escape(string text) => SecurityElement.Escape(text)!;
}
