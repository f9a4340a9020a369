using RmxDns.Interop.Captures;
using RmxDns.Interop.Figures;
using RmxDns.Interop.Matrix;
using RmxDns.Interop.Resolvers;

namespace RmxDns.Interop.Pages;

/// <summary>Writes all pages of a run: the matrix, its picture, a page for each resolver, the captures of failures.</summary>
internal static class PageFolder
{
    /// <summary>
    /// Where the pages of a run go: where the user says; into the documents when they are the whole matrix; else beside the results, so that
    /// a part of a matrix takes the place of no whole one.
    /// </summary>
    /// <param name="named">What the user says; null for nothing.</param>
    /// <param name="output">The folder of the results.</param>
    /// <param name="whole">Whether every resolver was asked for in every mode, with every case.</param>
    /// <param name="complete">Whether all that was asked for could be run.</param>
    public static string Of(string? named, string output, bool whole, bool complete) =>
        named ?? (whole && complete ? Folders.Pages : Path.Combine(output, "pages"));

    public static void Write(string folder, RunRecord run, IReadOnlyList<CaseResult> results)
    {
        var data = new MatrixData(run, results);
        string captures = Path.Combine(folder, "captures");
        if (Directory.Exists(captures))
            Directory.Delete(captures, recursive: true);
        IReadOnlyDictionary<(string, string), string> files = ResultCaptures.WriteFailures(captures, run, results);
        File.WriteAllText(Path.Combine(folder, "README.md"), MatrixPage.Of(data));
        File.WriteAllText(Path.Combine(folder, "matrix.svg"), MatrixPicture.Of(data));
        File.WriteAllText(Path.Combine(folder, "figures.md"), FiguresPage.Of(data));
        foreach (Resolver resolver in data.Places.Select(place => place.Resolver).Distinct())
            File.WriteAllText(Path.Combine(folder, $"{resolver.Id}.md"), ResolverPage.Of(data, resolver, files));
    }
}
