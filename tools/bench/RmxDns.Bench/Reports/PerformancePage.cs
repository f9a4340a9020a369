using RmxDns.Bench.Measures;
using RmxDns.Bench.Servers;

namespace RmxDns.Bench.Reports;

/// <summary>
/// The figures in <c>docs/performance.md</c>: all that stands between its two marks is written from a run, the rest by hand. A page
/// without the marks is refused.
/// </summary>
internal sealed class PerformancePage(Results results)
{
    private const string Begin = "<!-- figures: begin -->";
    private const string End = "<!-- figures: end -->";

    private static readonly (string Measure, string Unit, string File)[] Pictures =
        [(Throughput.Measure, Throughput.PerCpu, "throughput.svg"), (Latency.Measure, Latency.P99, "latency.svg")];

    /// <exception cref="InvalidOperationException">The page has no place for figures.</exception>
    public void Write()
    {
        string docs = Path.Combine(Folders.Root, "docs"), page = Path.Combine(docs, "performance.md");
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{page} has no \"{Begin}\" followed by \"{End}\"");
        string[] pictures = [.. WritePictures(results, Path.Combine(docs, "performance")).Select(file => $"![{Path.GetFileNameWithoutExtension(file)}](performance/{file})\n\n")];
        File.WriteAllText(page, $"{text[..begin]}{Begin}\n\n{string.Concat(pictures)}{Markdown.Body(results)}\n{text[end..]}");
        results.WriteJson(Path.Combine(docs, "performance", "results.json"));
    }

    /// <summary>Draws what was measured.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> WritePictures(Results results, string folder)
    {
        var files = new List<string>();
        _ = Directory.CreateDirectory(folder);
        foreach ((string measure, string unit, string file) in Pictures)
        {
            Figure[] figures = [.. results.Figures.Where(figure => figure.Measure == measure && figure.Unit == unit)];
            if (figures.Length == 0)
                continue;
            File.WriteAllText(Path.Combine(folder, file), BarChart.Of(measure, unit, figures));
            files.Add(file);
        }
        return files;
    }
}
