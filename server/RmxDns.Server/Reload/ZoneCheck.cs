using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

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
        var results = new CheckedFile[files.Length];
        _ = Parallel.For(0, files.Length, i => results[i] = Load(files[i].Path, settings, loader, types));
        IReadOnlyList<ZoneFile> unique = ZoneFile.RefuseDuplicates([.. results.Select(result => result.File)]);
        return Report(unique, [.. Dropped(results, unique, new SizeChecks(types, settings.EdnsSize))], output);
    }

    /// <summary>Reads one file and compiles its zone; the zone is kept and not its records.</summary>
    private static CheckedFile Load(string path, ReloadSettings settings, ZoneFileLoader loader, TypeTable types)
    {
        FileRead read = ZoneFileReader.Read(path, settings.MaxFileOctets);
        ZoneFile file = read.Octets is null ? ZoneFileLoader.Unreadable(path, read.Fault) : loader.LoadText(path, read.Octets);
        if (file.Contents is not { } contents)
            return new CheckedFile(file, null, []);
        var sizes = new SizeChecks(types, settings.EdnsSize);
        Zone zone = ZoneCompiler.Compile(contents, types);
        file = file with { Contents = null, Findings = [.. file.Findings, .. sizes.CheckAnswers(contents, zone)] };
        return new CheckedFile(file, zone, [.. contents.RrSets.Where(sizes.BringsAdditional).Select(rrSet => (rrSet.Owner, rrSet.Mark))]);
    }

    /// <summary>What does not fit beside the answers, when all zones that can be served are.</summary>
    private static IEnumerable<Finding> Dropped(CheckedFile[] results, IReadOnlyList<ZoneFile> unique, SizeChecks sizes)
    {
        bool IsServed(int i) => results[i].Zone is not null && !unique[i].Findings.Any(finding => finding.Rule.RefusesZone);
        CheckedFile[] served = [.. results.Where((_, i) => IsServed(i))];
        ZoneSet zones = ZoneSet.Empty.With([.. served.Select(result => result.Zone!)], []);
        foreach (CheckedFile result in served)
        {
            foreach ((Name owner, SourceMark mark) in result.References)
            {
                if (sizes.CheckAdditional(zones, result.File.Path, result.File.Origin!, owner, mark) is { } finding)
                    yield return finding;
            }
        }
    }

    private static int Report(IReadOnlyList<ZoneFile> files, IReadOnlyList<Finding> dropped, TextWriter output)
    {
        int[] counts = new int[(int)Severity.Error + 1];
        foreach (Finding finding in files.SelectMany(file => file.Findings).Concat(dropped))
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

    private sealed record CheckedFile(ZoneFile File, Zone? Zone, IReadOnlyList<(Name Owner, SourceMark Mark)> References);
}
