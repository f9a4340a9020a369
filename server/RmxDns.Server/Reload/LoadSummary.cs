using Microsoft.Extensions.Logging;
using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Server.Reload;

/// <summary>What a look changed, for the log: zone by zone while they are few, and in all.</summary>
internal readonly struct LoadSummary(ZoneChanges changes, ZoneSet served, int failed, TimeSpan time)
{
    private const int MostZonesNamed = 100;

    /// <summary>Writes it.</summary>
    public void Log(ILogger logger)
    {
        if (changes.Changed.Count <= MostZonesNamed)
        {
            foreach (Zone zone in changes.Changed.Where(zone => zone.IsAvailable))
                logger.ZoneLoaded(zone.Apex, zone.Serial, zone.NameCount, zone.RrSetCount);
        }
        foreach (Name zone in changes.Removed)
            logger.ZoneRemoved(zone);
        int unavailable = served.Zones.Count(zone => !zone.IsAvailable);
        logger.Loaded(
            changes.Changed.Count(zone => zone.IsAvailable), changes.Changed.Sum(zone => (long)zone.NameCount),
            changes.Changed.Sum(zone => (long)zone.RrSetCount), (long)time.TotalMilliseconds,
            changes.Changed.Sum(zone => zone.Octets), served.Count, unavailable, failed - unavailable,
            // While a collection runs the difference that this is can come out below zero.
            Math.Max(0, GC.GetTotalMemory(forceFullCollection: false)), Environment.WorkingSet);
    }
}
