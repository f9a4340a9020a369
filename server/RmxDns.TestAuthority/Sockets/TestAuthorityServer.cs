using System.Net;
using System.Net.Sockets;

namespace RmxDns.TestAuthority.Sockets;

/// <summary>
/// A test authority on sockets, UDP and TCP on each address, until it is disposed of. Meant for loopback: other
/// addresses are listened on only where that is said, since what it sends is wrong on purpose and may be large, late or doubled.
/// </summary>
public sealed class TestAuthorityServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Task> _loops = [];
    private readonly AuthorityBounds _bounds = new();

    private readonly bool _anyAddress;
    private readonly Action<Exception>? _report;

    /// <param name="authority">What answers.</param>
    /// <param name="anyAddress">Whether addresses that are not loopback are allowed.</param>
    /// <param name="report">Told of faults of the program, each of which costs one message.</param>
    public TestAuthorityServer(Authority authority, bool anyAddress = false, Action<Exception>? report = null) =>
        (Authority, _anyAddress, _report) = (authority, anyAddress, report);

    /// <summary>What answers.</summary>
    public Authority Authority { get; }

    /// <summary>Queries and connections that got nothing since too much was under way.</summary>
    public long Refused => _bounds.Refused;

    /// <summary>Begins to answer on all of these addresses.</summary>
    /// <param name="authority">What answers.</param>
    /// <param name="listen">Addresses with ports; both transports have the same one.</param>
    /// <exception cref="ArgumentException">An address is not loopback.</exception>
    /// <exception cref="SocketException">An address is in use or not this machine's; nothing stays bound.</exception>
    public static TestAuthorityServer Start(Authority authority, IReadOnlyList<IPEndPoint> listen)
    {
        var server = new TestAuthorityServer(authority);
        try
        {
            foreach (IPEndPoint address in listen)
                server.Listen(address);
            return server;
        }
        catch
        {
            server._sockets.ForEach(socket => socket.Dispose());
            throw;
        }
    }

    /// <summary>Begins to answer on one more address; not over TCP where all that the zones have at that address by now is refused there.</summary>
    /// <exception cref="ArgumentException">The address is not loopback, and others are not allowed.</exception>
    /// <exception cref="SocketException">The address is in use or not this machine's.</exception>
    public void Listen(IPEndPoint address)
    {
        if (!_anyAddress && !IPAddress.IsLoopback(address.Address))
            throw new ArgumentException($"{address} is not a loopback address; a test authority answers wrong on purpose", nameof(address));
        Socket datagrams = Bind(address, SocketType.Dgram, ProtocolType.Udp), streams = Bind(address, SocketType.Stream, ProtocolType.Tcp);
        var datagramLoop = new DatagramLoop(datagrams, Authority, _bounds, _report);
        _loops.Add(Task.Run(() => datagramLoop.RunAsync(_stop.Token)));
        // Bound and not listened on: nobody else gets the port, and connections to it are refused.
        if (Authority.Zones.RefusesStreams(address.Address))
            return;
        streams.Listen();
        var streamLoop = new StreamLoop(streams, Authority, _bounds, _report);
        _loops.Add(Task.Run(() => streamLoop.RunAsync(_stop.Token)));
    }

    /// <summary>Ends it; connections are broken off, held answers are forgotten.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        _sockets.ForEach(socket => socket.Dispose());
        await Task.WhenAll(_loops);
        _stop.Dispose();
    }

    private Socket Bind(IPEndPoint address, SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(address.AddressFamily, type, protocol);
        _sockets.Add(socket);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            socket.DualMode = false;
        else if (type == SocketType.Dgram)
            socket.DontFragment = false;
        socket.Bind(address);
        return socket;
    }
}
