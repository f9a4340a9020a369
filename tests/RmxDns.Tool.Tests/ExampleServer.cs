using System.Net;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>The server with the example zones, for examples that ask one at 127.0.0.1:5300.</summary>
public sealed class ExampleServer : IAsyncLifetime
{
    /// <summary>The server as examples name it.</summary>
    public const string InExamples = "127.0.0.1:5300";

    private ServerProcess? _server;

    /// <summary>Where it really is.</summary>
    public IPEndPoint EndPoint => _server!.EndPoint;

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync(Repository.PathOf("zones"));

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
