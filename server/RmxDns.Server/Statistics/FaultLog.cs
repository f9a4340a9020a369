using Microsoft.Extensions.Logging;

namespace RmxDns.Server.Statistics;

/// <summary>
/// Faults of the program that a message brought out. They end no worker; at most one a minute is logged, with the number of
/// those before it, so that whoever finds such a message cannot fill a disk with it.
/// </summary>
internal sealed class FaultLog(ILogger logger, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _logged;
    private long _count;

    /// <summary>Counts a fault, and logs it when none was logged lately.</summary>
    public void Report(Exception fault)
    {
        long count;
        lock (_gate)
        {
            _count++;
            if (_logged is { } last && clock.GetElapsedTime(last) < Pause)
                return;
            _logged = clock.GetTimestamp();
            count = _count;
        }
        logger.WorkerFault(count, fault);
    }
}
