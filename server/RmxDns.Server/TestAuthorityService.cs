using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RmxDns.Rdata;
using RmxDns.Server.Reload;
using RmxDns.Server.Settings;
using RmxDns.Server.Statistics;
using RmxDns.Server.Udp;
using RmxDns.TestAuthority;
using RmxDns.TestAuthority.Sockets;
using RmxDns.Wire;
using RmxDns.Zones.Faults;

namespace RmxDns.Server;

/// <summary>
/// <c>--test-authority</c>: in place of the listeners, sockets that answer wrong where zones ask for it, in step with the zones that
/// are served. There is none without the switch.
/// </summary>
internal sealed class TestAuthorityService : IHostedService, IAsyncDisposable
{
    private readonly ServerSettings _settings;
    private readonly TypeTable _types;
    private readonly CurrentZones _current;
    private readonly ILogger _logger;
    private readonly Dictionary<Name, IReadOnlyList<PlacedFault>> _faults = [];
    private readonly Authority _authority;
    private readonly TestAuthorityServer _server;

    public TestAuthorityService(ServerSettings settings, TypeTable types, CurrentZones current, Workers workers, ILogger logger)
    {
        (_settings, _types, _current, _logger) = (settings, types, current, logger);
        _authority = new Authority(Zones(), TimeProvider.System, workers.CreateResponder().Answerer);
        _server = new TestAuthorityServer(_authority, settings.TestAuthorityAnyAddress, workers.Faults.Report);
    }

    /// <summary>Takes over what was just published.</summary>
    public void Publish(ZoneChanges changes)
    {
        foreach (ZoneBuild build in changes.Builds.Where(build => changes.Changed.Contains(build.Zone!)))
            _faults[build.Origin] = build.Faults;
        foreach (Name apex in changes.Removed)
            _ = _faults.Remove(apex);
        _authority.Zones = Zones();
    }

    /// <exception cref="ListenException">An address is in use or not this machine's.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _logger.WrongOnPurpose();
        foreach (IPEndPoint address in _settings.Listen)
        {
            try
            {
                // One socket for each, since an answer has to come from the address that was asked.
                foreach (IPEndPoint own in MachineAddresses.Expand(address))
                    _server.Listen(own);
            }
            catch (SocketException exception)
            {
                throw ListenException.For(address, exception);
            }
        }
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private AuthorityZones Zones() => new(_current.Value, new Dictionary<Name, IReadOnlyList<PlacedFault>>(_faults), _types);
}
