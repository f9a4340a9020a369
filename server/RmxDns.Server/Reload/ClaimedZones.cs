using Microsoft.Extensions.Logging;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Reload;

/// <summary>
/// Which file holds which zone, found anew in each round: the first file that names a zone holds it, whether or not it could be
/// loaded. Findings are logged here, once for each load.
/// </summary>
internal sealed class ClaimedZones(bool strict, ILogger logger)
{
    private const int MostFindingsOfFile = 1000;
    private const int LeastInParallel = 1000;

    private readonly Dictionary<Name, TrackedFile> _holders = [];
    private readonly HashSet<TrackedFile> _justLogged = [];

    /// <summary>How many of the files that hold a zone could not be loaded.</summary>
    public int FailedCount => _holders.Values.Count(file => !file.IsGood);

    /// <summary>Forgets who holds what; every file has to be shown again, in the order of precedence.</summary>
    public void Begin() => _holders.Clear();

    /// <summary>Whether a file holds a zone.</summary>
    public bool Contains(Name zone) => _holders.ContainsKey(zone);

    /// <summary>Shows a file with what was just loaded from it; gives the zone to build, if it has a new one.</summary>
    public ZoneBuild? Take(TrackedFile file, ZoneChanges changes)
    {
        LoadedFile? loaded = file.Loaded;
        file.Loaded = null;
        if (loaded is not null)
            Accept(file, loaded);
        if (file.Origin is null)
        {
            if (loaded is not null)
                logger.FileWithoutZone(FindingText.Escape(file.Path));
            return null;
        }
        if (!_holders.TryAdd(file.Origin, file))
        {
            if (loaded is not null || file.HoldsZone)
                LogDuplicate(file, _holders[file.Origin]);
            file.HoldsZone = false;
            file.Blocks = null;
            return null;
        }
        // A second file that became the first has to be loaded now: its content was not kept.
        file.MustLoad |= !file.HoldsZone && loaded is null;
        file.HoldsZone = true;
        if (loaded is null)
            return null;
        if (file.IsGood)
            return new ZoneBuild(file, loaded);
        Fail(file, changes);
        return null;
    }

    /// <summary>Notes that a zone could not be loaded or built.</summary>
    public void Fail(TrackedFile file, ZoneChanges changes)
    {
        file.IsGood = false;
        _ = _justLogged.Add(file);
        LogFailed(file, changes.KeepOrFail(file.Origin!));
    }

    /// <summary>Says of each zone that could not be loaded what is served of it, unless this look has said so already.</summary>
    public void LogFailed(ZoneChanges changes)
    {
        foreach ((Name zone, TrackedFile file) in _holders)
        {
            if (!file.IsGood && !_justLogged.Contains(file))
                LogFailed(file, changes.Find(zone) is { IsAvailable: true } kept ? kept : null);
        }
        _justLogged.Clear();
    }

    private void LogFailed(TrackedFile file, Zone? kept)
    {
        string path = FindingText.Escape(file.Path);
        if (kept is null)
            logger.ZoneUnavailable(file.Origin!, path);
        else
            logger.ZoneKept(file.Origin!, kept.Serial, path);
    }

    private void Accept(TrackedFile file, LoadedFile loaded)
    {
        Log(loaded.Findings, file.Path);
        bool refused = strict && loaded.Findings.Any(finding => finding.Severity == Severity.Error);
        if (refused && loaded.HasZone)
            logger.RefusedByStrict(FindingText.Escape(file.Path));
        file.IsGood = loaded.HasZone && !refused;
        file.Origin = file.IsGood ? loaded.Origin : file.Origin ?? loaded.Origin;
    }

    /// <summary>Shows what was found of a zone when it was built; false when it is refused for that.</summary>
    public bool Accept(ZoneBuild build)
    {
        // Errors that do not refuse it for everybody come from the linter when they refuse it here.
        Log([.. build.Findings.Where(finding => !strict || finding.Rule.RefusesZone || finding.Severity != Severity.Error)], build.File.Path);
        return !build.Findings.Any(finding => finding.Rule.RefusesZone);
    }

    /// <summary>Shows why a zone is refused that could be served.</summary>
    public void LogErrors(TrackedFile file, IReadOnlyList<Finding> errors)
    {
        Log(errors, file.Path);
        logger.RefusedByStrict(FindingText.Escape(file.Path));
    }

    /// <summary>Shows what does not fit beside the answers of a zone now that all are published.</summary>
    public void LogDropped(ZoneBuild build, SizeChecks sizes, ZoneSet served, ParallelOptions options)
    {
        var findings = new Finding?[build.References.Count];
        void Check(int i) =>
            findings[i] = sizes.CheckAdditional(served, build.File.Path, build.Origin, build.References[i].Owner, build.References[i].Mark);
        if (findings.Length >= LeastInParallel)
            _ = Parallel.For(0, findings.Length, options, Check);
        else
        {
            for (int i = 0; i < findings.Length; i++)
                Check(i);
        }
        Log([.. findings.OfType<Finding>()], build.File.Path);
    }

    private void LogDuplicate(TrackedFile file, TrackedFile first)
    {
        var refused = ZoneFile.RefuseDuplicates(
            [new ZoneFile(first.Path, first.Origin, null, [], false), new ZoneFile(file.Path, file.Origin, null, [], false)]);
        Log(refused[1].Findings, file.Path);
    }

    private void Log(IReadOnlyList<Finding> findings, string path)
    {
        foreach (Finding finding in findings.Take(MostFindingsOfFile))
        {
            LogLevel level = finding.Severity switch
            {
                Severity.Error => LogLevel.Error,
                Severity.Warning => LogLevel.Warning,
                _ => LogLevel.Information,
            };
            if (logger.IsEnabled(level))
                logger.Finding(level, FindingText.Escape(finding.ToString()));
        }
        if (findings.Count > MostFindingsOfFile)
            logger.FindingsLeftOut(FindingText.Escape(path), findings.Count - MostFindingsOfFile);
    }
}
