using Microsoft.Extensions.Logging;

namespace RmxDns.Server.Compiled;

/// <summary>The log lines of the compiled snapshot. Text from outside is escaped by the caller.</summary>
internal static partial class CompiledLog
{
    [LoggerMessage(LogLevel.Warning, "the compiled snapshot {Path} is not used and is made anew: {Fault}")]
    public static partial void SnapshotUnusable(this ILogger logger, string path, string fault);

    [LoggerMessage(LogLevel.Information, "the compiled snapshot {Path} is not used and is made anew: {Fault}")]
    public static partial void SnapshotOutdated(this ILogger logger, string path, string fault);

    [LoggerMessage(LogLevel.Warning, "the compiled zone of {File} is not used and is made anew: {Fault}")]
    public static partial void ZoneUnusable(this ILogger logger, string file, string fault);

    [LoggerMessage(LogLevel.Information, "{Restored} of {Zones} zones were taken from the compiled snapshot, since their files have not changed")]
    public static partial void ZonesRestored(this ILogger logger, int restored, int zones);

    [LoggerMessage(LogLevel.Information, "compiled snapshot written: {Zones} zones, {Octets} octets, in {Milliseconds} ms")]
    public static partial void SnapshotWritten(this ILogger logger, int zones, long octets, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "the compiled snapshot cannot be written, and the next start reads the zone files: {Fault}")]
    public static partial void SnapshotUnwritten(this ILogger logger, string fault);
}
