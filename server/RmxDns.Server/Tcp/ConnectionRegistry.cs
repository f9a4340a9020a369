using System.Net;
using Microsoft.AspNetCore.Connections;

namespace RmxDns.Server.Tcp;

/// <summary>An open connection and when it was last of use.</summary>
/// <param name="context">The connection.</param>
/// <param name="address">Where it comes from.</param>
/// <param name="deadline">When it is closed unless something happens (<see cref="Deadline"/>).</param>
internal sealed class OpenConnection(ConnectionContext context, IPAddress address, long deadline)
{
    private long _deadline = deadline;
    private long _latest = long.MaxValue;

    public ConnectionContext Context { get; } = context;

    public IPAddress Address { get; } = address;

    /// <summary>Its places in the orders of all connections and of those of its address, the one idle longest first.</summary>
    public LinkedListNode<OpenConnection>? InAll { get; set; }

    public LinkedListNode<OpenConnection>? InAddress { get; set; }

    /// <summary>When it is closed unless something happens, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long Deadline
    {
        get => Volatile.Read(ref _deadline);
        set => Volatile.Write(ref _deadline, value);
    }

    /// <summary>When it is closed whatever happens; set when the process stops.</summary>
    public long Latest
    {
        get => Volatile.Read(ref _latest);
        set => Volatile.Write(ref _latest, value);
    }

    /// <summary>Whether it is to be closed; says so once.</summary>
    public bool TakeOverdue(long now)
    {
        if (Math.Min(Deadline, Latest) >= now)
            return false;
        Deadline = Latest = long.MaxValue;
        return true;
    }
}

/// <summary>
/// The open connections, bounded in all and by address: for a new one past a bound, the one that has been idle longest is
/// closed, so that one client's crowd costs that client alone. Those past their deadline are closed by <see cref="CloseOverdue"/>.
/// </summary>
internal sealed class ConnectionRegistry(ConnectionGate gate)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<OpenConnection> _all = [];
    private readonly Dictionary<IPAddress, LinkedList<OpenConnection>> _byAddress = [];

    /// <summary>The number of open connections.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _all.Count;
        }
    }

    /// <summary>Takes a connection in.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="evicted">The one that was closed for it, or null.</param>
    public OpenConnection Add(ConnectionContext context, out OpenConnection? evicted)
    {
        TcpLimits limits = gate.Limits;
        IPAddress address = (context.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var connection = new OpenConnection(context, address, Environment.TickCount64 + (long)limits.Idle.TotalMilliseconds);
        lock (_gate)
        {
            LinkedList<OpenConnection>? same = _byAddress.GetValueOrDefault(address);
            evicted = same?.Count >= limits.ConnectionsPerAddress ? same.First!.Value
                : _all.Count >= limits.Connections ? _all.First!.Value
                : null;
            if (evicted is not null)
                Detach(evicted);
            if (!_byAddress.TryGetValue(address, out same))
                _byAddress.Add(address, same = []);
            connection.InAll = _all.AddLast(connection);
            connection.InAddress = same.AddLast(connection);
        }
        evicted?.Context.Abort(new ConnectionAbortedException("too many connections"));
        return connection;
    }

    /// <summary>Marks a connection as the one used last.</summary>
    public void Touch(OpenConnection connection)
    {
        lock (_gate)
        {
            if (connection.InAll?.List is null)
                return;
            MoveToEnd(connection.InAll);
            MoveToEnd(connection.InAddress!);
        }
    }

    /// <summary>Forgets a connection that ended.</summary>
    public void Remove(OpenConnection connection)
    {
        lock (_gate)
            Detach(connection);
    }

    /// <summary>Closes the connections whose deadline has passed.</summary>
    /// <returns>How many.</returns>
    public int CloseOverdue(long now)
    {
        List<OpenConnection> overdue;
        lock (_gate)
            overdue = [.. _all.Where(connection => connection.TakeOverdue(now))];
        foreach (OpenConnection connection in overdue)
            connection.Context.Abort(new ConnectionAbortedException("too slow"));
        return overdue.Count;
    }

    private static void MoveToEnd(LinkedListNode<OpenConnection> node)
    {
        LinkedList<OpenConnection> list = node.List!;
        list.Remove(node);
        list.AddLast(node);
    }

    private void Detach(OpenConnection connection)
    {
        if (connection.InAll?.List is null)
            return;
        LinkedList<OpenConnection> same = connection.InAddress!.List!;
        _all.Remove(connection.InAll);
        same.Remove(connection.InAddress);
        if (same.Count == 0)
            _byAddress.Remove(connection.Address);
    }
}
