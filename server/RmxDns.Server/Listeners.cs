using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmxDns.Server.Settings;
using RmxDns.Server.Statistics;
using RmxDns.Server.Tcp;
using RmxDns.Server.Udp;
using Serilog;
using ILogger = Serilog.ILogger;

namespace RmxDns.Server;

/// <summary>What listens, in one host: the UDP workers, Kestrel for streams, and the services that go with them.</summary>
internal static class Listeners
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    // Back-pressure counts octets not looked at yet, so that a whole message fits in spite of this bound.
    private const int ReadBuffer = 64 << 10;

    // The least there is: a flush then waits until the system has taken everything.
    private const int WriteBuffer = 1;

    /// <summary>Builds the host; starting it throws <see cref="ListenException"/> for an address that cannot be had.</summary>
    /// <param name="settings">Where to listen and with how many workers.</param>
    /// <param name="gate">Lets streams in, once it is opened.</param>
    /// <param name="logger">Takes what the host itself has to say.</param>
    /// <param name="current">What is served.</param>
    /// <param name="workers">Answers and counts.</param>
    /// <param name="services">Services that start before the listeners and stop after them.</param>
    public static WebApplication Build(
        ServerSettings settings, ConnectionGate gate, ILogger logger, CurrentZones current, Workers workers, IReadOnlyList<IHostedService> services)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Configure(builder.Services, logger);
        var registry = new ConnectionRegistry(gate);
        builder.Services.AddSingleton(new StreamHandler(current, workers, registry, gate));
        foreach (IHostedService service in services)
            builder.Services.AddSingleton(service);
        builder.Services.AddSingleton<IHostedService>(new OverdueService(registry, workers));
        builder.Services.AddSingleton<IHostedService>(new UdpService(settings, current, workers));
        var sockets = new SocketTransportOptions
        {
            CreateBoundListenSocket = TcpSockets.Bind,
            MaxReadBufferSize = ReadBuffer,
            MaxWriteBufferSize = WriteBuffer,
        };
        builder.Services.AddSingleton<IConnectionListenerFactory>(provider => new BoundedListenerFactory(
            new SocketTransportFactory(Options.Create(sockets), provider.GetRequiredService<ILoggerFactory>()), gate));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            foreach (IPEndPoint address in settings.Listen)
                kestrel.Listen(address, listen => listen.UseConnectionHandler<StreamHandler>());
        });
        return builder.Build();
    }

    /// <summary>Builds the host of a test authority, which has simple sockets of its own.</summary>
    /// <param name="logger">Takes what the host itself has to say.</param>
    /// <param name="services">All services, the authority the last.</param>
    public static IHost BuildWrong(ILogger logger, IReadOnlyList<IHostedService> services)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        Configure(builder.Services, logger);
        foreach (IHostedService service in services)
            builder.Services.AddSingleton(service);
        return builder.Build();
    }

    private static void Configure(IServiceCollection services, ILogger logger)
    {
        services.AddSerilog(logger);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTimeout);
        services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
    }
}
