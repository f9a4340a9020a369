using Microsoft.Extensions.Hosting;
using RmxDns.Server.Statistics;

namespace RmxDns.Server.Tcp;

/// <summary>Closes connections that are silent, or slow to write or to read, once a second.</summary>
internal sealed class OverdueService(ConnectionRegistry registry, Workers workers) : BackgroundService
{
    private readonly TransportCounters _counters = workers.CreateCounters();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                _counters.CountClosed(registry.CloseOverdue(Environment.TickCount64));
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }
}
