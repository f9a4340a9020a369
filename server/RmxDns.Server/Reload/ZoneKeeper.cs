using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using RmxDns.Rdata;
using RmxDns.Server.Compiled;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Reload;

/// <summary>
/// Keeps the zones that are served in step with their files. Each look finds what changed, loads it, and publishes all of it
/// at once. A zone that cannot be loaded keeps its previous version, and one that has none answers SERVFAIL; the log says
/// so each time. Not thread-safe: one caller at a time.
/// </summary>
internal sealed class ZoneKeeper
{
    // Octets of files.
    private const long LargeBatch = 1 << 25;

    // Files that change while others are read would be published half old, half new; after so many rounds they are.
    private const int MaxRounds = 4;

    private readonly ReloadSettings _settings;
    private readonly TypeTable _types;
    private readonly SerialStore _serials;
    private readonly CompiledStore _compiled;
    private readonly CurrentZones _current;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly ZoneFileLoader _loader;
    private readonly FileExaminer _examiner;
    private readonly ClaimedZones _claims;
    private readonly ZoneSources _sources;
    private readonly DisappearedZones _disappeared;
    private readonly HashSet<string> _unlisted = [];
    private bool _serves;
    private int _published;
    private int _saved;
    private long _givenBackAt;
    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    public ZoneKeeper(
        ReloadSettings settings, TypeTable types, ZoneFileLoader loader, SerialStore serials, CompiledStore compiled, CurrentZones current,
        ILogger logger, TimeProvider clock)
    {
        _settings = settings;
        _types = types;
        _serials = serials;
        _compiled = compiled;
        _current = current;
        _logger = logger;
        _clock = clock;
        _loader = loader;
        // The linter takes whole zones.
        _loader.KeepsBlocks = !settings.Strict;
        _examiner = new FileExaminer(loader, compiled, serials.Book, settings.MaxFileOctets, clock, logger);
        _claims = new ClaimedZones(settings.Strict, logger);
        _sources = new ZoneSources(settings.Paths);
        _disappeared = new DisappearedZones(settings.RemovedZoneGrace, clock);
    }

    /// <summary>Told of each change right after it is published; nobody unless set.</summary>
    public Action<ZoneChanges>? Published { get; init; }

    /// <summary>Loads everything for the first time; false when nothing can be served, with the reason.</summary>
    /// <exception cref="OperationCanceledException">The process is to stop.</exception>
    public bool TryLoadFirst([NotNullWhen(false)] out string? fault, CancellationToken cancellation = default)
    {
        if (_serials.Damage.Count > 0)
            _logger.StateDamaged(FindingText.Escape(string.Join("; ", _serials.Damage.Take(5))), FindingText.Escape(_serials.DamagedPath));
        _ = _sources.List(out IReadOnlyList<(string Path, string Fault)> faults);
        fault = faults.Count > 0 ? FindingText.Escape($"--zones {faults[0].Path}: {faults[0].Fault}; it is a zone file or a folder of zone files") : null;
        if (fault is null && !_serials.TrySave(out string unsaved))
            fault = unsaved;
        if (fault is not null)
            return false;
        if (!_sources.Files.Any())
            _logger.NoZoneFiles(FindingText.Escape(string.Join(", ", _settings.Paths)));
        string[] paths = [.. _sources.Files.Select(file => file.Path)];
        // What the linter refuses depends on all zones together.
        if (_settings.Strict && !_compiled.IsOf(paths, path => ZoneFileReader.TryHash(path, _settings.MaxFileOctets)?.Content))
            _compiled.Forget();
        Look(readAll: true, cancellation);
        _compiled.Report(_current.Value.Count);
        // No query waits yet: give back what reading took.
        Collect();
        _givenBackAt = _loader.Progress.OctetsRead;
        _logger.Memory(GC.GetTotalMemory(forceFullCollection: false), Environment.WorkingSet);
        // Loads from now on share the processors with queries.
        _serves = true;
        _options.MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2);
        _loader.Threads = _options.MaxDegreeOfParallelism;
        return true;
    }

    /// <summary>Looks at the files and publishes what changed.</summary>
    /// <param name="readAll">Whether every file is read, whatever its identity says.</param>
    /// <param name="cancellation">Ends a look before it publishes.</param>
    /// <exception cref="OperationCanceledException">The process is to stop.</exception>
    public void Look(bool readAll, CancellationToken cancellation = default)
    {
        _options.CancellationToken = cancellation;
        long started = _clock.GetTimestamp();
        using var watch = new LoadWatch(_loader.Progress, _logger, _clock);
        var changes = new ZoneChanges(_current.Value);
        bool any = false;
        for (int round = 0; round < MaxRounds; round++)
        {
            bool all = readAll && round == 0;
            bool listChanged = List(logAgain: all);
            TrackedFile[] files = [.. _sources.Files];
            bool[] due = FindDue(files, all);
            if (!listChanged && !due.Contains(true) && !all)
                break;
            _claims.Begin();
            int loaded = Load(files, due, all, changes);
            any = true;
            if (loaded == 0 && !Array.Exists(files, file => file.MustLoad))
                break;
        }
        if (any)
            FindDisappeared(changes);
        Expire(readAll, changes);
        if (_settings.Strict)
            RefuseErrors(changes);
        Publish(changes, started);
        if (readAll || !changes.IsEmpty)
            _claims.LogFailed(changes);
    }

    /// <summary>
    /// Keeps the zones that are served for the next start, if they are to be kept and have changed since they last were. With
    /// <c>--strict</c> only those of the first load, which were linted together: a reload lints what has changed alone, and what it
    /// would mean for the others is found by the next start.
    /// </summary>
    /// <returns>When to try again; null when there is nothing to keep that is not kept.</returns>
    /// <exception cref="OperationCanceledException">The process is to stop.</exception>
    public TimeSpan? SaveCompiled(CancellationToken cancellation)
    {
        if (!_compiled.IsKept || _published == _saved || (_settings.Strict && _published > 1))
            return null;
        ZoneSet served = _current.Value;
        TrackedFile[] files = [.. _sources.Files];
        var zones = new List<CompiledZone>(files.Length);
        foreach (TrackedFile file in files)
        {
            if (file is { IsGood: true, HoldsZone: true, Compiled: { } compiled } && ReferenceEquals(served.Find(compiled.Zone.Apex), compiled.Zone))
                zones.Add(compiled);
        }
        TimeSpan? again = _settings.Strict && zones.Count < files.Length ? null : _compiled.Save(zones, cancellation);
        if (again is null)
            _saved = _published;
        return again;
    }

    /// <summary>Lets the next look load every file, since what an earlier one loaded may not have been published.</summary>
    public void Forget()
    {
        foreach (TrackedFile file in _sources.Files)
            file.MustLoad = true;
    }

    /// <summary>
    /// Gives the memory back that a large load took. A server allocates next to nothing while it answers, so that no collection would come
    /// of itself for hours. Not called by <see cref="Look"/>, which still holds the zones that were served before.
    /// </summary>
    public void GiveBack()
    {
        if (_loader.Progress.OctetsRead - _givenBackAt < LargeBatch)
            return;
        _givenBackAt = _loader.Progress.OctetsRead;
        Collect();
    }

    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private bool List(bool logAgain)
    {
        bool changed = _sources.List(out IReadOnlyList<(string Path, string Fault)> faults);
        foreach ((string path, string fault) in faults)
        {
            if (logAgain || !_unlisted.Contains(path))
                _logger.CannotList(FindingText.Escape(path), FindingText.Escape(fault));
        }
        _unlisted.Clear();
        _unlisted.UnionWith(faults.Select(fault => fault.Path));
        return changed;
    }

    private bool[] FindDue(TrackedFile[] files, bool all)
    {
        bool[] due = new bool[files.Length];
        if (all)
            Array.Fill(due, true);
        else
            _ = Parallel.For(0, files.Length, _options, i => due[i] = FileExaminer.IsDue(files[i]));
        return due;
    }

    /// <summary>Loads and builds, batch by batch, in the order in which files take precedence; gives the number of files loaded.</summary>
    private int Load(TrackedFile[] files, bool[] due, bool all, ZoneChanges changes)
    {
        int loaded = 0;
        for (int start = 0, end; start < files.Length; start = end)
        {
            end = LoadBatch.EndOf(files, due, start);
            long before = _loader.Progress.OctetsRead;
            if (due.AsSpan(start, end - start).Contains(true))
            {
                _ = Parallel.For(start, end, _options, i =>
                {
                    if (due[i])
                        _examiner.Examine(files[i], repeatFailed: all);
                });
            }
            // What reading left behind, the text above all, would stay beside what compiling takes. Later collections are left to run beside the queries.
            if (!_serves && _loader.Progress.OctetsRead - before >= LargeBatch)
                Collect();
            var builds = new List<ZoneBuild>();
            foreach (TrackedFile file in files.AsSpan(start, end - start))
            {
                loaded += file.Loaded is null ? 0 : 1;
                if (_claims.Take(file, changes) is { } build)
                    builds.Add(build);
            }
            Build(builds, changes);
        }
        return loaded;
    }

    private void Build(List<ZoneBuild> builds, ZoneChanges changes)
    {
        _ = Parallel.ForEach(
            builds, _options, () => new BuildTools(_types, new SizeChecks(_types, _settings.EdnsSize), new CompilerScratch(), _compiled.IsKept),
            (build, _, tools) =>
            {
                build.Run(tools, _serials.Book, _logger, lint: _settings.Strict, _current.Value.Find(build.Origin));
                return tools;
            },
            _ => { });
        foreach (ZoneBuild build in builds)
        {
            build.File.Compiled = build.Compiled;
            bool accepted = build.Zone is not null && _claims.Accept(build);
            build.File.Blocks = accepted ? build.Blocks : null;
            if (accepted)
                changes.Add(build);
            else
                _claims.Fail(build.File, changes);
        }
    }

    /// <summary>Lints what is new, with everything that would be served beside it.</summary>
    private void RefuseErrors(ZoneChanges changes)
    {
        var linter = new Linter(_types, _settings.Lint);
        ZoneBuild[] builds = [.. changes.Builds.Where(build => build.Linted is not null)];
        LintedZones together = LintedZones.Of(changes.Apply(), [.. builds.Select(build => build.Linted!)], _types);
        var errors = new Finding[]?[builds.Length];
        _ = Parallel.For(0, builds.Length, _options, i => errors[i] = builds[i].FindErrors(linter, together, _logger));
        for (int i = 0; i < builds.Length; i++)
        {
            if (errors[i] is { Length: 0 })
                continue;
            _claims.LogErrors(builds[i].File, errors[i] ?? []);
            changes.TakeBack(builds[i].Origin);
            _claims.Fail(builds[i].File, changes);
        }
    }

    private void FindDisappeared(ZoneChanges changes)
    {
        foreach (Zone zone in _current.Value.Zones)
        {
            if (_claims.Contains(zone.Apex))
                _disappeared.Remove(zone.Apex);
            else if (!zone.IsAvailable)
                changes.Remove(zone.Apex);
            else if (_disappeared.Add(zone.Apex))
                _logger.ZoneGone(zone.Apex, _disappeared.Until);
        }
    }

    private void Expire(bool readAll, ZoneChanges changes)
    {
        foreach (Name apex in _disappeared.Expired(readAll))
        {
            _disappeared.Remove(apex);
            changes.Remove(apex);
        }
    }

    private void Publish(ZoneChanges changes, long started)
    {
        if (changes.IsEmpty)
            return;
        foreach (Name zone in _serials.Book.StartedAtFloor)
            _logger.SerialFromClock(zone, _serials.Book.Entries[zone].Serial);
        if (!_serials.TrySave(out string fault))
            _logger.SerialsNotSaved(changes.HoldBackAutomaticSerials(), FindingText.Escape(fault));
        ZoneSet next = changes.Apply();
        _current.Value = next;
        _published++;
        Published?.Invoke(changes);
        var sizes = new SizeChecks(_types, _settings.EdnsSize);
        foreach (ZoneBuild build in changes.Builds)
            _claims.LogDropped(build, sizes, next, _options);
        new LoadSummary(changes, next, _claims.FailedCount, _clock.GetElapsedTime(started)).Log(_logger);
    }
}
