using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using RmxDns.Server.Settings;
using RmxDns.Server.Statistics;

namespace RmxDns.Server.Udp;

/// <summary>Binds the UDP sockets and runs their workers, a thread each.</summary>
internal sealed class UdpService(ServerSettings settings, CurrentZones zones, Workers workers) : IHostedService, IDisposable
{
    private static readonly TimeSpan OverflowInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Thread> _threads = [];
    private readonly TransportCounters _counters = workers.CreateCounters();
    private Timer? _overflows;
    private bool _stopped;

    /// <exception cref="ListenException">An address is in use or not this machine's.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (IPEndPoint address in settings.Listen)
            Bind(address);
        foreach (Thread thread in _threads)
            thread.Start();
        _overflows = new Timer(_ => CountOverflowed(), null, OverflowInterval, OverflowInterval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Stop();
        return Task.CompletedTask;
    }

    /// <summary>Ends the workers first: a start that another address ended has them running.</summary>
    public void Dispose()
    {
        Stop();
        _overflows?.Dispose();
        _stop.Dispose();
    }

    private void Stop()
    {
        if (_stopped)
            return;
        _stopped = true;
        _stop.Cancel();
        foreach (Thread thread in _threads)
        {
            if (thread.IsAlive)
                thread.Join();
        }
        CountOverflowed();
        lock (_sockets)
        {
            _sockets.ForEach(socket => socket.Dispose());
            _sockets.Clear();
        }
    }

    private void CountOverflowed()
    {
        lock (_sockets)
        {
            if (_sockets.Count > 0)
                _counters.SetOverflowed(_sockets.Sum(UdpSockets.Overflowed));
        }
    }

    /// <summary>A worker's thread; a fault of the program is reported and the worker starts again.</summary>
    private void Work(IUdpWorker worker)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                worker.Run(_stop.Token);
            }
            catch (Exception fault)
            {
                workers.Faults.Report(fault);
                _ = _stop.Token.WaitHandle.WaitOne(RestartPause);
            }
        }
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
            throw ListenException.For(address, exception);
        }
    }

    private void Add(Socket socket, IPEndPoint address)
    {
        int responseSize = Math.Max(settings.EdnsSize, Answering.Answerer.PlainUdpSize);
        IUdpWorker worker = settings.PortableUdp
            ? new PortableUdpWorker(socket, responseSize, zones, workers)
            : new BatchedUdpWorker(socket, UdpSockets.IsWildcard(address), responseSize, zones, workers) { Pause = settings.UdpPause };
        _sockets.Add(socket);
        _threads.Add(new Thread(() => Work(worker)) { Name = $"udp {address}", IsBackground = true });
    }
}
