using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Server.Reload;
using RmxDns.Server.Settings;
using RmxDns.Server.Statistics;
using RmxDns.Server.Tcp;
using RmxDns.Server.Udp;
using RmxDns.Snapshot;
using RmxDns.Zones;
using Serilog;
using Serilog.Extensions.Logging;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace RmxDns.Server;

/// <summary>
/// The process from start to end: zones first, then addresses, then <c>ready</c>; at the end addresses first. What cannot
/// be started is one line in the log and an exit code, not a stack trace.
/// </summary>
internal static class ServerHost
{
    private const string Category = "RmxDns";
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(ServerSettings settings)
    {
        var clock = Stopwatch.StartNew();
        await using Serilog.Core.Logger serilog = LogSetup.Create(settings.JsonLog);
        using var factory = new SerilogLoggerFactory(serilog);
        ILogger logger = factory.CreateLogger(Category);
        var current = new CurrentZones();
        if (!SerialStore.TryOpen(settings.State, TimeProvider.System, out SerialStore serials, out string stateFault))
        {
            logger.CannotStart($"--state {settings.State}: {stateFault}");
            return ExitCode.CannotRun;
        }
        using (serials)
        {
            var reload = new ReloadSettings(settings.Zones)
            {
                Poll = settings.Poll,
                RemovedZoneGrace = settings.RemovedZoneGrace,
                Strict = settings.Strict,
                EdnsSize = settings.EdnsSize,
            };
            var types = new TypeTable(settings.RmxType);
            var loader = new ZoneFileLoader(types, new LoadSettings(settings.DefaultNs));
            var keeper = new ZoneKeeper(reload, types, loader, serials, current, logger, TimeProvider.System);
            // Made before the first load, so that a SIGHUP meanwhile does not end the process.
            using var reloading = new ReloadService(keeper, reload, logger);
            if (!keeper.TryLoadFirst(out string? fault))
            {
                logger.CannotStart(fault);
                return ExitCode.CannotRun;
            }
            var workers = new Workers(new AnswerSettings(settings.EdnsSize, settings.Nsid));
            await using WebApplication app = Build(settings, serilog, current, workers, services =>
                services.AddSingleton<IHostedService>(reloading));
            return await ServeAsync(app, settings, current, logger, clock);
        }
    }

    private static WebApplication Build(
        ServerSettings settings, Serilog.ILogger serilog, CurrentZones current, Workers workers, Action<IServiceCollection> addReload)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSerilog(serilog);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTimeout);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        var registry = new ConnectionRegistry(ConnectionLimits.For(settings));
        builder.Services.AddSingleton(new StreamHandler(current, workers, registry));
        addReload(builder.Services);
        builder.Services.AddSingleton<IHostedService>(provider => new StatisticsService(workers, settings.StatsInterval, provider.GetRequiredService<ILoggerFactory>().CreateLogger(Category)));
        builder.Services.AddSingleton<IHostedService>(new OverdueService(registry, workers));
        builder.Services.AddSingleton<IHostedService>(new UdpService(settings, current, workers));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            foreach (IPEndPoint address in settings.Listen)
                kestrel.Listen(address, listen => listen.UseConnectionHandler<StreamHandler>());
        });
        return builder.Build();
    }

    private static async Task<int> ServeAsync(
        WebApplication app, ServerSettings settings, CurrentZones current, ILogger logger, Stopwatch clock)
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
        catch (IOException exception)
        {
            logger.CannotListen(string.Join(", ", settings.Listen), exception.Message);
            return ExitCode.Failed;
        }
        ZoneSet zones = current.Value;
        logger.Ready(
            zones.Count, zones.Zones.Sum(zone => (long)zone.NameCount), zones.Zones.Sum(zone => (long)zone.RrSetCount),
            string.Join(", ", settings.Listen), clock.ElapsedMilliseconds);
        await app.WaitForShutdownAsync();
        logger.Stopped();
        return ExitCode.Fine;
    }
}
