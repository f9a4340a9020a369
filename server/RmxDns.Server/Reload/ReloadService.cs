using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Reload;

/// <summary>
/// Looks at the zone files again and again while the process runs, and at all of them on SIGHUP. The first load is the
/// caller's. A SIGHUP that comes during a look leads to another one; several lead to one.
/// </summary>
internal sealed class ReloadService : BackgroundService
{
    private readonly ZoneKeeper _keeper;
    private readonly TimeSpan _poll;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _hangups = new(0);
    private readonly PosixSignalRegistration _registration;

    /// <summary>From here on SIGHUP no longer ends the process.</summary>
    public ReloadService(ZoneKeeper keeper, ReloadSettings settings, ILogger logger)
    {
        _keeper = keeper;
        _poll = settings.Poll > TimeSpan.Zero ? settings.Poll : Timeout.InfiniteTimeSpan;
        _logger = logger;
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _ = _hangups.Release();
        });
    }

    public override void Dispose()
    {
        _registration.Dispose();
        _hangups.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The first load is served before it is kept.
            await Task.Yield();
            while (true)
            {
                TimeSpan wait = Save(stoppingToken) is { } rest && (_poll == Timeout.InfiniteTimeSpan || rest < _poll) ? rest : _poll;
                bool hangup = await _hangups.WaitAsync(wait, stoppingToken).ConfigureAwait(false);
                while (_hangups.Wait(0, CancellationToken.None))
                    hangup = true;
                if (hangup || wait == _poll)
                    Look(hangup, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private TimeSpan? Save(CancellationToken stopping)
    {
        try
        {
            return _keeper.SaveCompiled(stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _logger.LookFault(FindingText.Escape(fault.ToString()));
            return null;
        }
    }

    private void Look(bool readAll, CancellationToken stopping)
    {
        try
        {
            _keeper.Look(readAll, stopping);
            _keeper.GiveBack();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _logger.LookFault(FindingText.Escape(fault.ToString()));
            _keeper.Forget();
        }
    }
}
