using RmxDns.Wire;

namespace RmxDns.Server.Reload;

/// <summary>
/// The zones that are served though their file is gone, and since when. Time is counted by a clock that nobody sets.
/// </summary>
/// <param name="grace">How long they are served on; null until all files are read anew.</param>
/// <param name="clock">The time.</param>
internal sealed class DisappearedZones(TimeSpan? grace, TimeProvider clock)
{
    private readonly Dictionary<Name, long> _since = [];

    /// <summary>Notes that a zone's file is gone; false when that was known.</summary>
    public bool Add(Name zone) => _since.TryAdd(zone, clock.GetTimestamp());

    /// <summary>Forgets a zone: its file is back, or the zone is no longer served.</summary>
    public void Remove(Name zone) => _since.Remove(zone);

    /// <summary>The zones whose time is up.</summary>
    /// <param name="readAll">Whether all files were just read anew, which ends a grace without limit.</param>
    public IReadOnlyList<Name> Expired(bool readAll) =>
        [.. _since.Where(zone => grace is { } limit ? clock.GetElapsedTime(zone.Value) >= limit : readAll).Select(zone => zone.Key)];

    /// <summary>How long zones are served on, for a log line.</summary>
    public string Until => grace is { } limit ? $"for {limit}" : "until a restart or SIGHUP";
}
