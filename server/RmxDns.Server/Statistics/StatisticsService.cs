using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RmxDns.Answering;

namespace RmxDns.Server.Statistics;

/// <summary>Logs what was done: at an interval, on SIGUSR1, and at the end.</summary>
internal sealed class StatisticsService : BackgroundService
{
    private const int NamesLogged = 10;

    // Linux numbers it otherwise than the systems that come from BSD.
    private static readonly int SigUsr1 = OperatingSystem.IsLinux() ? 10 : 30;

    private readonly Workers _workers;
    private readonly TimeSpan _interval;
    private readonly ILogger _logger;
    private readonly PosixSignalRegistration? _registration;

    /// <summary>From here on SIGUSR1 no longer ends the process.</summary>
    public StatisticsService(Workers workers, TimeSpan interval, ILogger logger)
    {
        _workers = workers;
        _interval = interval;
        _logger = logger;
        if (OperatingSystem.IsWindows())
            return;
        _registration = PosixSignalRegistration.Create((PosixSignal)SigUsr1, signal =>
        {
            signal.Cancel = true;
            Log();
        });
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Log();
    }

    public override void Dispose()
    {
        _registration?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_interval <= TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(_interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Log();
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private void Log()
    {
        Totals totals = _workers.Sum();
        _logger.Statistics(
            totals.Queries, totals.Truncated, totals.Trimmed, totals.Dropped, totals.SendErrors, totals.ConnectionsClosed, totals.Overflowed);
        _logger.MemoryUse(GC.GetTotalAllocatedBytes(), GC.GetTotalMemory(forceFullCollection: false), Environment.WorkingSet);
        foreach (TruncationCount name in _workers.MostTruncated(NamesLogged))
            _logger.MostTruncated(name.Owner.ToString(), name.Truncated, name.Trimmed);
    }
}
