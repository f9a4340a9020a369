using System.Globalization;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Reload;

/// <summary>
/// <c>--check</c>: loads the zones as a start would, prints every finding, and serves nothing. The exit code is 0 when no
/// finding is an error, 1 when one is, 2 when there was nothing to check.
/// </summary>
internal static class ZoneCheck
{
    private const int Clean = 0;
    private const int Findings = 1;
    private const int CannotRun = 2;

    /// <summary>Checks all zones that the settings name.</summary>
    /// <param name="settings">Where the zones are.</param>
    /// <param name="loader">Reads them.</param>
    /// <param name="output">Takes the findings, a line each, and a last line with counts.</param>
    /// <param name="error">Takes the reason why nothing could be checked.</param>
    /// <returns>The exit code.</returns>
    public static int Run(ReloadSettings settings, ZoneFileLoader loader, TextWriter output, TextWriter error)
    {
        var sources = new ZoneSources(settings.Paths);
        _ = sources.List(out IReadOnlyList<(string Path, string Fault)> faults);
        foreach ((_, string fault) in faults)
            error.WriteLine(FindingText.Escape(fault));
        if (faults.Count > 0)
            return CannotRun;
        TrackedFile[] files = [.. sources.Files];
        if (files.Length == 0)
        {
            error.WriteLine($"no zone file in {FindingText.Escape(string.Join(", ", settings.Paths))}");
            return CannotRun;
        }
        var results = new ZoneFile[files.Length];
        _ = Parallel.For(0, files.Length, i => results[i] = Load(files[i].Path, settings, loader));
        return Report(ZoneFile.RefuseDuplicates(results), output);
    }

    /// <summary>Reads one file; of a zone that has contents only the fact is kept, not the records.</summary>
    private static ZoneFile Load(string path, ReloadSettings settings, ZoneFileLoader loader)
    {
        FileRead read = ZoneFileReader.Read(path, settings.MaxFileOctets);
        return read.Octets is null ? ZoneFileLoader.Unreadable(path, read.Fault) : loader.LoadText(path, read.Octets) with { Contents = null };
    }

    private static int Report(IReadOnlyList<ZoneFile> files, TextWriter output)
    {
        int[] counts = new int[(int)Severity.Error + 1];
        foreach (Finding finding in files.SelectMany(file => file.Findings))
        {
            counts[(int)finding.Severity]++;
            output.WriteLine(FindingText.Escape(finding.ToString()));
        }
        int errors = counts[(int)Severity.Error];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Count} zone files: {errors} errors, {counts[(int)Severity.Warning]} warnings, {counts[(int)Severity.Info]} notes"));
        return errors > 0 ? Findings : Clean;
    }
}
