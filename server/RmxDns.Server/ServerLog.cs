using Microsoft.Extensions.Logging;
using RmxDns.Wire;

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
        "statistics: {Queries} queries, {Truncated} truncated, {Trimmed} without some additional RRset, {Dropped} dropped, {SendErrors} send errors, {ConnectionsClosed} connections closed, {Overflowed} lost in full receive buffers")]
    public static partial void Statistics(
        this ILogger logger, long queries, long truncated, long trimmed, long dropped, long sendErrors, long connectionsClosed, long overflowed);

    [LoggerMessage(10, LogLevel.Information,
        "memory: {Allocated} octets allocated since the start, {Heap} in the managed heap, {Process} in the process")]
    public static partial void MemoryUse(this ILogger logger, long allocated, long heap, long process);

    [LoggerMessage(11, LogLevel.Warning, "a test authority: where zones ask for it, answers are wrong on purpose")]
    public static partial void WrongOnPurpose(this ILogger logger);

    [LoggerMessage(6, LogLevel.Information, "statistics: {Owner}: {Truncated} answers truncated, {Trimmed} without some additional RRset")]
    public static partial void MostTruncated(this ILogger logger, string owner, long truncated, long trimmed);

    [LoggerMessage(7, LogLevel.Critical, "a message could not be answered, by a fault of this program, the {Count}. of its kind")]
    public static partial void WorkerFault(this ILogger logger, long count, Exception fault);

    [LoggerMessage(8, LogLevel.Information, "query: {Client} {Transport} {Owner} {Type} {Rcode}, {Octets} octets")]
    public static partial void Query(
        this ILogger logger, string client, string transport, string owner, string type, Rcode rcode, int octets);

    [LoggerMessage(9, LogLevel.Information, "query: {Client} {Transport} {Owner} {Type} gets no answer")]
    public static partial void SilentQuery(this ILogger logger, string client, string transport, string owner, string type);
}
