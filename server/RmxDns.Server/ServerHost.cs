using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Server.Compiled;
using RmxDns.Server.Reload;
using RmxDns.Server.Settings;
using RmxDns.Server.Statistics;
using RmxDns.Server.Tcp;
using RmxDns.Snapshot;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using Serilog.Extensions.Logging;

namespace RmxDns.Server;

/// <summary>
/// The process from start to end: zones first, then addresses, then <c>ready</c>; at the end addresses first. What cannot
/// be started is one line in the log and an exit code, not a stack trace.
/// </summary>
internal static class ServerHost
{
    public static async Task<int> RunAsync(ServerSettings settings, Serilog.ILogger log)
    {
        var clock = Stopwatch.StartNew();
        using var signals = new StopSignals();
        var types = new TypeTable(settings.RmxType);
        var load = new LoadSettings(settings.DefaultNs) { TestAuthority = settings.TestAuthority };
        var loader = new ZoneFileLoader(types, load);
        var reload = new ReloadSettings(settings.Zones)
        {
            Poll = settings.Poll,
            RemovedZoneGrace = settings.RemovedZoneGrace,
            Strict = settings.Strict,
            EdnsSize = settings.EdnsSize,
        };
        if (settings.Check)
            return ZoneCheck.Run(reload, loader, types, Console.Out, Console.Error);
        using var factory = new SerilogLoggerFactory(log);
        ILogger logger = factory.CreateLogger("RmxDns");
        var current = new CurrentZones();
        if (!SerialStore.TryOpen(settings.State, TimeProvider.System, out SerialStore serials, out string fault))
        {
            logger.CannotStart($"--state {FindingText.Quote(settings.State)}: {fault}");
            return ExitCode.CannotRun;
        }
        using (serials)
        {
            using var compiled = CompiledStore.Open(serials.Folder, CompiledKey.Of(types, load, reload), logger, TimeProvider.System);
            QueryLog? queries = settings.LogQueries > 0 ? new QueryLog(settings.LogQueries, types, logger, TimeProvider.System) : null;
            var workers = new Workers(
                new AnswerSettings(settings.EdnsSize, settings.Nsid), new FaultLog(logger, TimeProvider.System), queries);
            await using TestAuthorityService? wrong = settings.TestAuthority ? new TestAuthorityService(settings, types, current, workers, logger) : null;
            var keeper = new ZoneKeeper(reload, types, loader, serials, compiled, current, logger, TimeProvider.System) { Published = wrong is null ? null : wrong.Publish };
            // Made before the zones are loaded, since a signal that nobody waits for would end the process.
            IHostedService[] services = [new ReloadService(keeper, reload, logger), new StatisticsService(workers, settings.StatsInterval, logger)];
            if (await LoadAsync(keeper, signals, logger) is int exitCode)
                return exitCode;
            using var gate = new ConnectionGate();
            if (queries is not null)
                services = [.. services, queries];
            using IHost app = wrong is null
                ? Listeners.Build(settings, gate, log, current, workers, services)
                : Listeners.BuildWrong(log, [.. services, wrong]);
            return await ServeAsync(app, gate, settings, current, logger, clock, signals);
        }
    }

    /// <summary>The first load; gives an exit code where it does not lead to serving. One huge file is not waited for when the process is to end.</summary>
    private static async Task<int?> LoadAsync(ZoneKeeper keeper, StopSignals signals, ILogger logger)
    {
        try
        {
            Task<string?> loading = Task.Run(() => keeper.TryLoadFirst(out string? fault, signals.Requested) ? null : fault, CancellationToken.None);
            if (await loading.WaitAsync(signals.Requested) is not { } fault)
                return null;
            logger.CannotStart(fault);
            return ExitCode.CannotRun;
        }
        catch (OperationCanceledException) when (signals.Requested.IsCancellationRequested)
        {
            logger.Stopped();
            return ExitCode.Fine;
        }
    }

    private static async Task<int> ServeAsync(
        IHost app, ConnectionGate gate, ServerSettings settings, CurrentZones current, ILogger logger, Stopwatch clock, StopSignals signals)
    {
        try
        {
            await app.StartAsync();
        }
        catch (ListenException exception)
        {
            logger.CannotListen(exception.Address.ToString(), exception.Message);
            return ExitCode.Failed;
        }
        if (!ConnectionLimits.TryFind(settings, out TcpLimits limits, out string fault))
        {
            logger.CannotStart(fault);
            await app.StopAsync();
            return ExitCode.CannotRun;
        }
        gate.Open(limits);
        ZoneSet zones = current.Value;
        logger.Ready(
            zones.Count, zones.Zones.Sum(zone => (long)zone.NameCount), zones.Zones.Sum(zone => (long)zone.RrSetCount),
            string.Join(", ", settings.Listen), clock.ElapsedMilliseconds);
        await using (signals.Requested.Register(app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication))
            await app.WaitForShutdownAsync();
        logger.Stopped();
        return ExitCode.Fine;
    }
}
