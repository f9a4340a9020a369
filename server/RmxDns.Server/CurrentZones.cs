using RmxDns.Snapshot;

namespace RmxDns.Server;

/// <summary>
/// What is served now: the one reference that threads share and change. A reader takes it once per batch and finishes on
/// what it took.
/// </summary>
public sealed class CurrentZones
{
    private ZoneSet _zones = ZoneSet.Empty;

    /// <summary>The zones; setting publishes another set.</summary>
    public ZoneSet Value
    {
        get => Volatile.Read(ref _zones);
        set => Volatile.Write(ref _zones, value);
    }
}
