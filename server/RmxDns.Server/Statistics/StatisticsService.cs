using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RmxDns.Answering;

namespace RmxDns.Server.Statistics;

/// <summary>Logs what was done: at an interval, on SIGUSR1, and at the end.</summary>
internal sealed class StatisticsService(Workers workers, TimeSpan interval, ILogger logger) : BackgroundService
{
    private const int NamesLogged = 10;
    private const int SigUsr1 = 10;

    private PosixSignalRegistration? _registration;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
        {
            _registration = PosixSignalRegistration.Create((PosixSignal)SigUsr1, signal =>
            {
                signal.Cancel = true;
                Log();
            });
        }
        return base.StartAsync(cancellationToken);
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
        if (interval <= TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(interval);
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
        Totals totals = workers.Sum();
        logger.Statistics(totals.Queries, totals.Truncated, totals.Trimmed, totals.Dropped, totals.SendErrors, totals.ConnectionsClosed);
        foreach (TruncationCount name in workers.MostTruncated(NamesLogged))
            logger.MostTruncated(name.Owner.ToString(), name.Truncated, name.Trimmed);
    }
}
