using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using RmxDns.Server.Settings;
using RmxDns.Server.Statistics;

namespace RmxDns.Server.Udp;

/// <summary>Binds the UDP sockets and runs their workers, a thread each.</summary>
internal sealed class UdpService(ServerSettings settings, CurrentZones zones, Workers workers) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Thread> _threads = [];

    /// <exception cref="ListenException">An address is in use or not this machine's.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (IPEndPoint address in settings.Listen)
            Bind(address);
        foreach (Thread thread in _threads)
            thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        foreach (Thread thread in _threads)
        {
            if (thread.IsAlive)
                thread.Join();
        }
        _sockets.ForEach(socket => socket.Dispose());
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _stop.Dispose();
    }

    private void Bind(IPEndPoint address)
    {
        try
        {
            // Without sharing first, so that an address that another process holds is found out.
            UdpSockets.Bind(address, shared: false).Dispose();
            if (settings.PortableUdp)
            {
                foreach (IPEndPoint own in MachineAddresses.Expand(address))
                    Add(UdpSockets.Bind(own, shared: false), own);
                return;
            }
            for (int i = 0; i < settings.Workers; i++)
                Add(UdpSockets.Bind(address, shared: true), address);
        }
        catch (SocketException exception)
        {
            throw new ListenException(address, exception.Message);
        }
    }

    private void Add(Socket socket, IPEndPoint address)
    {
        int responseSize = Math.Max(settings.EdnsSize, Answering.Answerer.PlainUdpSize);
        IUdpWorker worker = settings.PortableUdp
            ? new PortableUdpWorker(socket, responseSize, zones, workers)
            : new BatchedUdpWorker(socket, UdpSockets.IsWildcard(address), responseSize, zones, workers);
        _sockets.Add(socket);
        _threads.Add(new Thread(() => worker.Run(_stop.Token)) { Name = $"udp {address}", IsBackground = true });
    }
}
