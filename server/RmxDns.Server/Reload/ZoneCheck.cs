using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Reload;

/// <summary>
/// <c>--check</c>: loads the zones as a start would, prints every finding of the linter's default set, and serves nothing. The exit code is 0 when no
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
    /// <param name="types">The record types.</param>
    /// <param name="output">Takes the findings, a line each, and a last line with counts.</param>
    /// <param name="error">Takes the reason why nothing could be checked.</param>
    /// <returns>The exit code.</returns>
    public static int Run(ReloadSettings settings, ZoneFileLoader loader, TypeTable types, TextWriter output, TextWriter error)
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
        var read = new ZoneFile[files.Length];
        _ = Parallel.For(0, files.Length, i => read[i] = Read(files[i].Path, settings, loader));
        return Report(files.Length, new Linter(types, settings.Lint).Lint(read, []), output);
    }

    private static ZoneFile Read(string path, ReloadSettings settings, ZoneFileLoader loader)
    {
        FileRead read = ZoneFileReader.Read(path, settings.MaxFileOctets);
        return read.Octets is null ? ZoneFileLoader.Unreadable(path, read.Fault) : loader.LoadText(path, read.Octets);
    }

    private static int Report(int files, IReadOnlyList<Finding> findings, TextWriter output)
    {
        int[] counts = new int[(int)Severity.Error + 1];
        foreach (Finding finding in findings)
        {
            counts[(int)finding.Severity]++;
            output.WriteLine(FindingText.Escape(finding.ToString()));
        }
        int errors = counts[(int)Severity.Error];
        output.WriteLine($"{Of(files, "zone file")}: {Of(errors, "error")}, {Of(counts[(int)Severity.Warning], "warning")}, {Of(counts[(int)Severity.Info], "note")}");
        return errors > 0 ? Findings : Clean;
    }

    private static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
