using Microsoft.Extensions.Logging;

namespace RmxDns.Server;

/// <summary>What the process logs of itself.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "ready: {Zones} zones, {Names} names, {RrSets} RRsets, on {Addresses}, after {Milliseconds} ms")]
    public static partial void Ready(this ILogger logger, int zones, long names, long rrSets, string addresses, long milliseconds);

    [LoggerMessage(2, LogLevel.Critical, "cannot listen on {Address}: {Fault}")]
    public static partial void CannotListen(this ILogger logger, string address, string fault);

    [LoggerMessage(3, LogLevel.Critical, "{Fault}")]
    public static partial void CannotStart(this ILogger logger, string fault);

    [LoggerMessage(4, LogLevel.Information, "stopped")]
    public static partial void Stopped(this ILogger logger);

    [LoggerMessage(5, LogLevel.Information,
        "statistics: {Queries} queries, {Truncated} truncated, {Trimmed} without some additional RRset, {Dropped} dropped, {SendErrors} send errors, {ConnectionsClosed} connections closed")]
    public static partial void Statistics(
        this ILogger logger, long queries, long truncated, long trimmed, long dropped, long sendErrors, long connectionsClosed);

    [LoggerMessage(6, LogLevel.Information, "statistics: {Owner}: {Truncated} answers truncated, {Trimmed} without some additional RRset")]
    public static partial void MostTruncated(this ILogger logger, string owner, long truncated, long trimmed);
}
