using System.Text.RegularExpressions;
using RmxDns.Testing;

namespace RmxDns.Tests.House;

/// <summary>The project's C# files, as text.</summary>
internal static partial class Sources
{
    /// <summary>Path from the root with forward slashes, and lines; what builds leave behind is not among them.</summary>
    public static IReadOnlyList<(string Path, string[] Lines)> All { get; } =
    [
        .. ((string[])["server", "tests", "tools"])
            .Select(folder => Repository.PathOf(folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllLines(Repository.PathOf(file)))),
    ];

    /// <summary>The files below a folder.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Below(string folder) =>
        All.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>The namespaces that a file uses.</summary>
    public static IEnumerable<string> Usings(string[] lines) =>
        lines.Select(line => UsingLine().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^using (?:static )?(RmxDns[\w.]*);")]
    private static partial Regex UsingLine();
}
