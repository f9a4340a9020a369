using System.Net;
using RmxDns.Rdata;
using RmxDns.TestAuthority;
using RmxDns.TestAuthority.Sockets;
using RmxDns.Testing;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>The test authority with the zones of <c>zones/interop</c>, at an address of its own.</summary>
public sealed class RunningAuthority : IAsyncLifetime
{
    private TestAuthorityServer? _server;

    /// <summary>Where it serves all zones.</summary>
    public IPEndPoint EndPoint { get; } = FreeAddress.OwnAddress();

    public ValueTask InitializeAsync()
    {
        Assert.True(AuthorityZones.TryLoad(Repository.PathOf("zones", "interop"), new TypeTable(), out AuthorityZones zones, out IReadOnlyList<Finding> errors), string.Join('\n', errors));
        _server = TestAuthorityServer.Start(new Authority(zones, TimeProvider.System), [EndPoint]);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
