using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Server.Reload;

/// <summary>What one look at the files changes about the zones served, until it is published with one write.</summary>
internal sealed class ZoneChanges(ZoneSet served)
{
    private readonly Dictionary<Name, Zone> _changed = [];
    private readonly Dictionary<Name, TrackedFile> _automatic = [];
    private readonly Dictionary<Name, ZoneBuild> _builds = [];
    private readonly List<Name> _removed = [];

    /// <summary>Whether anything changes.</summary>
    public bool IsEmpty => _changed.Count == 0 && _removed.Count == 0;

    /// <summary>The zones that are new or take the place of an earlier version.</summary>
    public IReadOnlyCollection<Zone> Changed => _changed.Values;

    /// <summary>What the changed zones were built from.</summary>
    public IReadOnlyCollection<ZoneBuild> Builds => _builds.Values;

    /// <summary>The apexes that are no longer served.</summary>
    public IReadOnlyList<Name> Removed => _removed;

    /// <summary>The zone as it will be served; null when it is not.</summary>
    public Zone? Find(Name apex) => _changed.GetValueOrDefault(apex) ?? served.Find(apex);

    /// <summary>Takes over a zone that was built.</summary>
    public void Add(ZoneBuild build)
    {
        _changed[build.Origin] = build.Zone!;
        _builds[build.Origin] = build;
        if (build.HasAutomaticSerial)
            _automatic[build.Origin] = build.File;
        else
            _ = _automatic.Remove(build.Origin);
    }

    /// <summary>Forgets a zone that was built and is refused all the same.</summary>
    public void TakeBack(Name apex)
    {
        _ = _changed.Remove(apex);
        _ = _builds.Remove(apex);
        _ = _automatic.Remove(apex);
    }

    /// <summary>Lets queries for a zone that cannot be loaded get SERVFAIL, unless a version of it is served.</summary>
    /// <returns>The version that is served on; null when there is none.</returns>
    public Zone? KeepOrFail(Name apex)
    {
        Zone? kept = Find(apex);
        if (kept is null)
            _changed[apex] = Zone.Unavailable(apex);
        return kept is { IsAvailable: true } ? kept : null;
    }

    /// <summary>Ends the serving of a zone.</summary>
    public void Remove(Name apex)
    {
        _ = _changed.Remove(apex);
        _removed.Add(apex);
    }

    /// <summary>
    /// Takes back the zones whose serials the server chose, for their serials are not on disk. Their files are loaded again
    /// at the next look.
    /// </summary>
    /// <returns>How many they are.</returns>
    public int HoldBackAutomaticSerials()
    {
        foreach ((Name apex, TrackedFile file) in _automatic)
        {
            file.MustLoad = true;
            _ = _changed.Remove(apex);
            _ = KeepOrFail(apex);
        }
        int count = _automatic.Count;
        _automatic.Clear();
        return count;
    }

    /// <summary>The zones as they will be served.</summary>
    public ZoneSet Apply() => served.With(Changed, _removed);
}
