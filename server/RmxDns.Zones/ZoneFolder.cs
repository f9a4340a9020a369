using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Zones;

/// <summary>
/// The zone files of a folder: those directly in it that end in .yaml or .yml and start with no dot; for tools, master files too
/// (<see cref="MasterFileName"/>). Links are followed.
/// </summary>
public static class ZoneFolder
{
    /// <summary>The zone files of <paramref name="path"/> in ordinal order of their names; a path to a file is that file.</summary>
    /// <exception cref="IOException">There is no such path, or it cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static IReadOnlyList<string> Scan(string path) => Scan(path, IsZoneFile);

    /// <summary>The same with other files than those of YAML.</summary>
    /// <param name="path">The folder, or a file.</param>
    /// <param name="isZoneFile">Whether a file is wanted, by its name.</param>
    /// <exception cref="IOException">There is no such path, or it cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static IReadOnlyList<string> Scan(string path, Predicate<string> isZoneFile)
    {
        if (!Directory.Exists(path))
            return File.Exists(path) ? [path] : throw new FileNotFoundException($"no such zone file or folder: {path}", path);
        var files = new List<string>();
        foreach (string file in Directory.EnumerateFiles(path))
        {
            if (isZoneFile(Path.GetFileName(file)))
                files.Add(file);
        }
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>
    /// Findings for zones in <paramref name="path"/> that octoDNS would read from a folder of their own, named for the zone with its
    /// final dot; this server reads no such split zones.
    /// </summary>
    public static IReadOnlyList<Finding> FindSplitZones(string path)
    {
        if (!Directory.Exists(path))
            return [];
        var findings = new List<Finding>();
        foreach (string folder in Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal))
        {
            if (!folder.EndsWith('.'))
                continue;
            string message = $"{FindingText.Quote(Path.GetFileName(folder))} is a folder: octoDNS's split zones are not supported; write the zone as one file";
            findings.Add(new Finding(FileRules.ZoneFormat, Severity.Error, folder, default, message));
        }
        return findings;
    }

    /// <summary>Whether a file's name tells that it is a zone in YAML.</summary>
    public static bool IsZoneFile(string name) => !name.StartsWith('.')
        && (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal));
}
