using System.Globalization;
using System.Security;
using System.Text;

namespace RmxDns.Interop.Study;

/// <summary>The study as an SVG: for each domain a bar for each way, as long as all answers of a check; the first answer in full colour.</summary>
internal static class StudyPlot
{
    private const int Left = 150, Width = 560, Bar = 13, Gap = 12, Top = 62;

    /// <summary>White around letters, which the line at 512 would cross otherwise.</summary>
    private const string Halo = " paint-order=\"stroke\" stroke=\"white\" stroke-width=\"4\"";

    public static string Of(IReadOnlyList<StudiedDomain> domains)
    {
        double most = domains.Max(domain => Math.Max(domain.Spf.Total, domain.Shared?.Total ?? 0));
        var bars = new StringBuilder();
        int y = Top;
        foreach (StudiedDomain domain in domains)
        {
            bars.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + (3 * Bar / 2) + 4}\" text-anchor=\"end\">{SecurityElement.Escape(domain.Domain)}</text>\n");
            foreach ((Cost? cost, string colour) in ((Cost?, string)[])[(domain.Spf, "#b23a48"), (domain.Literal, "#1b6ca8"), (domain.Shared, "#4c9f50")])
            {
                if (cost is not null)
                {
                    bars.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{cost.Total / most * Width:0.0}\" height=\"{Bar - 2}\" fill=\"{colour}\" fill-opacity=\"0.4\"/><rect x=\"{Left}\" y=\"{y}\" width=\"{cost.First / most * Width:0.0}\" height=\"{Bar - 2}\" fill=\"{colour}\"/>");
                    bars.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (cost.Total / most * Width) + 4:0.0}\" y=\"{y + 9}\" font-size=\"10\"{Halo}>{cost.Total} in {cost.Queries}</text>\n");
                }
                y += Bar;
            }
            y += Gap;
        }
        double limit = Left + (512 / most * Width);
        string line = string.Create(CultureInfo.InvariantCulture, $"<line x1=\"{limit:0.0}\" y1=\"{Top - 6}\" x2=\"{limit:0.0}\" y2=\"{y}\" stroke=\"#222\" stroke-dasharray=\"3 3\"/><text x=\"{limit + 3:0.0}\" y=\"{y + 2}\" font-size=\"10\">512</text>");
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 90} {y + 12}" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            <text x="10" y="20" font-size="13">Octets of all answers that a check needs, and in how many queries; the first answer in full colour</text>
            {Legend(0, "SPF in TXT", "#b23a48")}{Legend(1, "RMX, written out", "#1b6ca8")}{Legend(2, "RMX, referring", "#4c9f50")}
            {line}{bars}
            </svg>

            """);
    }

    private static string Legend(int column, string title, string colour) => string.Create(CultureInfo.InvariantCulture,
        $"<rect x=\"{10 + (column * 160)}\" y=\"32\" width=\"12\" height=\"12\" fill=\"{colour}\"/><text x=\"{28 + (column * 160)}\" y=\"42\">{title}</text>");
}
