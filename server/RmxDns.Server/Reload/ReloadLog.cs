using Microsoft.Extensions.Logging;
using RmxDns.Wire;

namespace RmxDns.Server.Reload;

/// <summary>
/// The log lines of loading. Zone names are in presentation form, which has no control characters; all other text from outside
/// is escaped by the caller.
/// </summary>
internal static partial class ReloadLog
{
    [LoggerMessage(Message = "{Finding}")]
    public static partial void Finding(this ILogger logger, LogLevel level, string finding);

    [LoggerMessage(LogLevel.Warning, "{File}: {Count} more findings are left out here; --check prints all")]
    public static partial void FindingsLeftOut(this ILogger logger, string file, int count);

    [LoggerMessage(LogLevel.Information, "still loading after {Seconds} s: {Files} zone files are read, {Read} of {Octets} octets with those under way; then they are compiled")]
    public static partial void StillLoading(this ILogger logger, long seconds, int files, long read, long octets);

    [LoggerMessage(LogLevel.Information, "{File}: {Read} of {Octets} octets were read; the rest is as it was")]
    public static partial void ReadInPart(this ILogger logger, string file, int read, int octets);

    [LoggerMessage(LogLevel.Error, "zone {Zone} keeps its previous version, serial {Serial}: {File} is refused")]
    public static partial void ZoneKept(this ILogger logger, Name zone, uint serial, string file);

    [LoggerMessage(LogLevel.Error, "zone {Zone} cannot be served and queries for it get SERVFAIL: {File} is refused and no version of it was served before")]
    public static partial void ZoneUnavailable(this ILogger logger, Name zone, string file);

    [LoggerMessage(LogLevel.Error, "{File} is refused and gives no zone name")]
    public static partial void FileWithoutZone(this ILogger logger, string file);

    [LoggerMessage(LogLevel.Error, "{File} is refused because of --strict: it has findings of severity error")]
    public static partial void RefusedByStrict(this ILogger logger, string file);

    [LoggerMessage(LogLevel.Error, "{File} could not be loaded, by a fault of this program: {Fault}")]
    public static partial void LoadFault(this ILogger logger, string file, string fault);

    [LoggerMessage(LogLevel.Warning, "{File} is being written to; the next look reads it again")]
    public static partial void FileTorn(this ILogger logger, string file);

    [LoggerMessage(LogLevel.Error, "{Path} cannot be listed and its zones stay as they are: {Fault}")]
    public static partial void CannotList(this ILogger logger, string path, string fault);

    [LoggerMessage(LogLevel.Warning, "the file of zone {Zone} is gone; the zone is served on {Until}")]
    public static partial void ZoneGone(this ILogger logger, Name zone, string until);

    [LoggerMessage(LogLevel.Information, "zone {Zone} is no longer served")]
    public static partial void ZoneRemoved(this ILogger logger, Name zone);

    [LoggerMessage(LogLevel.Information, "zone {Zone} loaded, serial {Serial}, {Names} names, {RrSets} RRsets")]
    public static partial void ZoneLoaded(this ILogger logger, Name zone, uint serial, int names, int rrSets);

    [LoggerMessage(LogLevel.Information, "loaded {Loaded} zones with {Names} names and {RrSets} RRsets in {Milliseconds} ms, {Octets} octets of memory; {Zones} zones are served, {Unavailable} unavailable, {Kept} in a previous version; {Heap} octets in the managed heap, {Process} in the process")]
    public static partial void Loaded(
        this ILogger logger, int loaded, long names, long rrSets, long milliseconds, long octets,
        int zones, int unavailable, int kept, long heap, long process);

    [LoggerMessage(LogLevel.Information, "after the first load: {Heap} octets in the managed heap, {Process} in the process")]
    public static partial void Memory(this ILogger logger, long heap, long process);

    [LoggerMessage(LogLevel.Error, "{Count} zones with new automatic serials are held back, since the serials cannot be written to the state folder: {Fault}")]
    public static partial void SerialsNotSaved(this ILogger logger, int count, string fault);

    [LoggerMessage(LogLevel.Error, "the serials in the state folder are damaged ({Damage}); what is whole of them is used, the damaged file is kept as {Path}, and zones that it lacks get a serial from the clock")]
    public static partial void StateDamaged(this ILogger logger, string damage, string path);

    [LoggerMessage(LogLevel.Warning, "zone {Zone} gets serial {Serial} from the clock, since its earlier one is lost; check that its secondaries follow")]
    public static partial void SerialFromClock(this ILogger logger, Name zone, uint serial);

    [LoggerMessage(LogLevel.Warning, "there is no zone file in {Paths}; every query is refused")]
    public static partial void NoZoneFiles(this ILogger logger, string paths);

    [LoggerMessage(LogLevel.Critical, "a look at the zone files failed, by a fault of this program; what is served stays: {Fault}")]
    public static partial void LookFault(this ILogger logger, string fault);
}
