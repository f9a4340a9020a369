using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace RmxDns.Server.Tcp;

/// <summary>
/// Accepts a connection only while there is a descriptor for it. Connections past the bound are closed by
/// <see cref="ConnectionRegistry"/>, but that takes a moment, and a listener that finds no descriptor fails again and again.
/// </summary>
internal sealed class BoundedListenerFactory(IConnectionListenerFactory inner, ConnectionGate gate) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new BoundedListener(await inner.BindAsync(endpoint, cancellationToken), gate.Slots);
}

/// <summary>A listener of <see cref="BoundedListenerFactory"/>.</summary>
internal sealed class BoundedListener(IConnectionListener inner, SemaphoreSlim slots) : IConnectionListener
{
    private readonly CancellationTokenSource _unbound = new();

    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await slots.WaitAsync(_unbound.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        ConnectionContext? connection = null;
        try
        {
            connection = await inner.AcceptAsync(cancellationToken);
        }
        finally
        {
            if (connection is null)
                _ = slots.Release();
        }
        return connection is null ? null : new CountedConnection(connection, slots);
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync();
        await inner.UnbindAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        _unbound.Dispose();
    }
}

/// <summary>A connection that gives its slot back once its descriptor is closed.</summary>
internal sealed class CountedConnection(ConnectionContext inner, SemaphoreSlim slots) : ConnectionContext
{
    private int _released;

    public override string ConnectionId
    {
        get => inner.ConnectionId;
        set => inner.ConnectionId = value;
    }

    public override IFeatureCollection Features => inner.Features;

    public override IDictionary<object, object?> Items
    {
        get => inner.Items;
        set => inner.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => inner.Transport;
        set => inner.Transport = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => inner.ConnectionClosed;
        set => inner.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => inner.LocalEndPoint;
        set => inner.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => inner.RemoteEndPoint;
        set => inner.RemoteEndPoint = value;
    }

    public override void Abort() => inner.Abort();

    public override void Abort(ConnectionAbortedException abortReason) => inner.Abort(abortReason);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
        if (Interlocked.Exchange(ref _released, 1) == 0)
            _ = slots.Release();
    }
}
