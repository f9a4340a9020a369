using System.Globalization;
using System.Security;
using System.Text;

namespace RmxDns.Bench.Reports;

/// <summary>Figures of one measure and unit as a picture: a group of bars for each row, a bar for each server.</summary>
internal static class BarChart
{
    private const int Left = 260;
    private const int Width = 620;
    private const int Bar = 14;
    private const int Gap = 12;
    private const int Top = 50;

    private static readonly string[] Colours = ["#1b6ca8", "#e07a1f", "#4c9f50", "#b23a48", "#7d5ba6", "#8a8a8a", "#c9a227", "#5fb3b3", "#3d3d3d"];

    public static string Of(string title, string unit, IReadOnlyList<Figure> figures)
    {
        string[] servers = [.. figures.Select(figure => figure.Server).Distinct()];
        double most = figures.Max(figure => figure.Median);
        var bars = new StringBuilder();
        int y = Top + (20 * ((servers.Length + 3) / 4));
        foreach (IGrouping<string, Figure> row in figures.GroupBy(figure => figure.Row))
        {
            int middle = y + (row.Count() * Bar / 2) + 4;
            bars.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{middle}\" text-anchor=\"end\">{SecurityElement.Escape(row.Key)}</text>\n");
            foreach (Figure figure in row)
            {
                double length = Math.Max(1, figure.Median / most * Width);
                string colour = Colours[Array.IndexOf(servers, figure.Server) % Colours.Length];
                bars.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{length:0.0}\" height=\"{Bar - 2}\" fill=\"{colour}\"/>\n");
                bars.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + length + 4:0.0}\" y=\"{y + 10}\" font-size=\"10\">{Statistics.Show(figure.Median)}</text>\n");
                y += Bar;
            }
            y += Gap;
        }
        var legend = new StringBuilder();
        for (int i = 0; i < servers.Length; i++)
        {
            int x = Left + (i % 4 * 160), at = Top - 20 + (i / 4 * 20);
            legend.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{at}\" width=\"12\" height=\"12\" fill=\"{Colours[i % Colours.Length]}\"/><text x=\"{x + 18}\" y=\"{at + 10}\">{SecurityElement.Escape(servers[i])}</text>\n");
        }
        return string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Left + Width + 90}\" height=\"{y}\" viewBox=\"0 0 {Left + Width + 90} {y}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n<text x=\"10\" y=\"20\" font-size=\"16\">{SecurityElement.Escape(title)} ({SecurityElement.Escape(unit)})</text>\n{legend}{bars}</svg>\n");
    }
}
