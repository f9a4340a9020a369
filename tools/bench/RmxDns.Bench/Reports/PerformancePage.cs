using RmxDns.Bench.Measures;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Reports;

/// <summary>
/// The figures in <c>docs/performance.md</c>: all that stands between two marks is written from a run, the rest by hand. A page
/// without the marks is refused.
/// </summary>
internal sealed class PerformancePage(Results results)
{
    private const string FiguresMark = "figures";
    private const string RuntimeMark = "runtime";
    private const string ProfileMark = "profile";

    private static readonly string Docs = Path.Combine(Folders.Root, "docs");

    // All workloads with one thread and with several make a picture that nobody can read; the tables have them.
    private static readonly (string Measure, string Unit, Predicate<string> Row, string File)[] Pictures =
    [
        (Throughput.Measure, Throughput.PerCpu, row => Workload.Goal.Any(workload => Throughput.RowOf(workload, 1) == row), "throughput.svg"),
        (Latency.Measure, Latency.P99, _ => true, "latency.svg"),
    ];

    /// <summary>Writes what <c>tools/bench/run</c> measured.</summary>
    /// <exception cref="InvalidOperationException">The page has no place for figures.</exception>
    public void Write()
    {
        string[] pictures = [.. WritePictures(results, Path.Combine(Docs, "performance")).Select(file => $"![{Path.GetFileNameWithoutExtension(file)}](performance/{file})\n\n")];
        Replace(FiguresMark, $"{string.Concat(pictures)}{Markdown.Body(results)}");
        results.WriteJson(Path.Combine(Docs, "performance", "results.json"));
    }

    /// <summary>Writes what <c>tools/bench/runtime</c> measured.</summary>
    /// <exception cref="InvalidOperationException">The page has no place for figures.</exception>
    public void WriteRuntime() => Replace(RuntimeMark, Markdown.Body(results));

    /// <summary>Writes what <c>tools/bench/profile</c> measured.</summary>
    /// <exception cref="InvalidOperationException">The page has no place for figures.</exception>
    public void WriteProfile() => Replace(ProfileMark, Markdown.Body(results));

    private static void Replace(string mark, string body)
    {
        string page = Path.Combine(Docs, "performance.md"), text = File.ReadAllText(page);
        string opening = $"<!-- {mark}: begin -->", closing = $"<!-- {mark}: end -->";
        int begin = text.IndexOf(opening, StringComparison.Ordinal), end = text.IndexOf(closing, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{page} has no \"{opening}\" followed by \"{closing}\"");
        File.WriteAllText(page, $"{text[..begin]}{opening}\n\n{body}\n{text[end..]}");
    }

    /// <summary>Draws what was measured.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> WritePictures(Results results, string folder)
    {
        var files = new List<string>();
        _ = Directory.CreateDirectory(folder);
        foreach ((string measure, string unit, Predicate<string> row, string file) in Pictures)
        {
            Figure[] figures = [.. results.Figures.Where(figure => figure.Measure == measure && figure.Unit == unit && row(figure.Row))];
            if (figures.Length == 0)
                continue;
            File.WriteAllText(Path.Combine(folder, file), BarChart.Of(measure, unit, figures));
            files.Add(file);
        }
        return files;
    }
}
