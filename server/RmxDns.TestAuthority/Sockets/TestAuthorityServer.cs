using System.Net;
using System.Net.Sockets;

namespace RmxDns.TestAuthority.Sockets;

/// <summary>
/// A test authority on sockets, UDP and TCP on each address, from <see cref="Start"/> to disposal. Meant for loopback: others may
/// be listened on only where that is said, since what it sends is wrong on purpose and may be large, late or doubled.
/// </summary>
public sealed class TestAuthorityServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Task> _loops = [];
    private readonly AuthorityBounds _bounds;

    private TestAuthorityServer(Authority authority, AuthorityBounds bounds) => (Authority, _bounds) = (authority, bounds);

    /// <summary>What answers.</summary>
    public Authority Authority { get; }

    /// <summary>Queries that were not answered since too much was under way.</summary>
    public long Refused => _bounds.Refused;

    /// <summary>Binds all addresses and begins to answer.</summary>
    /// <param name="authority">What answers.</param>
    /// <param name="listen">Addresses with ports; both transports have the same one.</param>
    /// <param name="anyAddress">Whether addresses that are not loopback are allowed.</param>
    /// <exception cref="ArgumentException">An address is not loopback.</exception>
    /// <exception cref="SocketException">An address is in use or not this machine's; nothing stays bound.</exception>
    public static TestAuthorityServer Start(Authority authority, IReadOnlyList<IPEndPoint> listen, bool anyAddress = false)
    {
        if (!anyAddress && listen.FirstOrDefault(address => !IPAddress.IsLoopback(address.Address)) is { } open)
            throw new ArgumentException($"{open} is not a loopback address; a test authority answers wrong on purpose", nameof(listen));
        var server = new TestAuthorityServer(authority, new AuthorityBounds());
        try
        {
            foreach (IPEndPoint address in listen)
                server.Listen(address);
        }
        catch
        {
            server._sockets.ForEach(socket => socket.Dispose());
            throw;
        }
        return server;
    }

    /// <summary>Ends it; connections are broken off, held answers are forgotten.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _sockets.ForEach(socket => socket.Dispose());
        await Task.WhenAll(_loops);
        _stop.Dispose();
    }

    private void Listen(IPEndPoint address)
    {
        Socket datagrams = Bind(address, SocketType.Dgram, ProtocolType.Udp), streams = Bind(address, SocketType.Stream, ProtocolType.Tcp);
        streams.Listen();
        _loops.Add(Task.Run(() => new DatagramLoop(datagrams, Authority, _bounds).RunAsync(_stop.Token)));
        _loops.Add(Task.Run(() => new StreamLoop(streams, Authority, _bounds).RunAsync(_stop.Token)));
    }

    private Socket Bind(IPEndPoint address, SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(address.AddressFamily, type, protocol);
        _sockets.Add(socket);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            socket.DualMode = false;
        socket.Bind(address);
        return socket;
    }
}
