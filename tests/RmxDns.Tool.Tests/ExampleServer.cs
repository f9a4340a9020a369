using System.Net;
using RmxDns.Testing;
using RmxDns.Tool.Tests.Interop;

namespace RmxDns.Tool.Tests;

/// <summary>
/// The servers that examples ask: the server with the example zones at 127.0.0.1:5300, a resolver at 127.0.0.1:5301, and the test
/// authority that it asks at 127.0.0.1:5399.
/// </summary>
public sealed class ExampleServer : IAsyncLifetime
{
    /// <summary>The server of the example zones as examples name it.</summary>
    public const string InExamples = "127.0.0.1:5300";

    private readonly RunningAuthority _authority = new();

    private ServerProcess? _server;
    private SmallResolver? _resolver;

    /// <summary>Where the server of the example zones really is.</summary>
    public IPEndPoint EndPoint => _server!.EndPoint;

    /// <summary>The addresses as examples have them, and where the servers really are.</summary>
    public IReadOnlyList<(string InExamples, string Real)> Addresses =>
        [(InExamples, $"{EndPoint}"), ("127.0.0.1:5301", $"{_resolver!.EndPoint}"), ("127.0.0.1:5399", $"{_authority.EndPoint}")];

    public async ValueTask InitializeAsync()
    {
        await _authority.InitializeAsync();
        _resolver = new SmallResolver(_authority.EndPoint, new Flaw());
        _server = await ServerProcess.StartAsync(Repository.PathOf("zones"));
    }

    public async ValueTask DisposeAsync()
    {
        _resolver?.Dispose();
        await _authority.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
