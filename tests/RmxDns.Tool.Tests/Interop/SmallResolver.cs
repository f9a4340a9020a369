using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>
/// A forwarding resolver with a cache, small and sound: it asks the authority over TCP, checks what comes, follows aliases, and says
/// SERVFAIL to whatever it does not trust. A <see cref="Flaw"/> breaks it in one way.
/// </summary>
internal sealed class SmallResolver : IDisposable
{
    private const int MostAliases = 16, FormErr = 1, ServFail = 2, NxDomain = 3, NotImp = 4;

    private static readonly SmallRecord Opt = new([0], SmallMessage.Opt, 1232, 0, []);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.2);

    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), _tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<string, Known> _cache = new();
    private readonly ConcurrentQueue<Socket> _connections = new();
    private readonly IPEndPoint _authority;
    private readonly Flaw _flaw;

    public SmallResolver(IPEndPoint authority, Flaw flaw)
    {
        (_authority, _flaw, EndPoint) = (authority, flaw, FreeAddress.OwnAddress());
        for (int i = 0; i < flaw.Connections; i++)
            _connections.Enqueue(NewConnection());
        _udp.Bind(EndPoint);
        _ = Task.Run(ServeUdpAsync);
        if (flaw.NoTcp)
            return;
        _tcp.Bind(EndPoint);
        _tcp.Listen();
        _ = Task.Run(ServeTcpAsync);
    }

    public IPEndPoint EndPoint { get; }

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
        while (_connections.TryDequeue(out Socket? connection))
            connection.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        byte[] buffer = new byte[65535];
        await UntilDisposed(async () =>
        {
            SocketReceiveFromResult came = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
            byte[] query = buffer[..came.ReceivedBytes];
            _ = Task.Run(() => UntilDisposed(async () =>
            {
                if (await AnswerAsync(query, overTcp: false) is { } response)
                    _ = await _udp.SendToAsync(response, came.RemoteEndPoint);
                return false;
            }));
            return true;
        });
    }

    private async Task ServeTcpAsync() => await UntilDisposed(async () =>
    {
        Socket client = await _tcp.AcceptAsync();
        _ = Task.Run(() => UntilDisposed(async () =>
        {
            using var stream = new NetworkStream(client, ownsSocket: true);
            if (await AnswerAsync(await ReceiveAsync(stream, CancellationToken.None), overTcp: true) is { } response)
                await stream.WriteAsync(Framed(response));
            return false;
        }));
        return true;
    });

    private static async Task UntilDisposed(Func<Task<bool>> serve)
    {
        try
        {
            while (await serve())
            {
            }
        }
        catch (Exception fault) when (fault is SocketException or IOException or ObjectDisposedException)
        {
            // Disposed, or the client has gone: the end.
        }
    }

    private async Task<byte[]?> AnswerAsync(byte[] octets, bool overTcp)
    {
        SmallMessage query = SmallMessage.Read(octets);
        Known known = await ResolveAsync(query.Name, query.Type);
        ushort flags = (ushort)(0x8180 | known.Rcode);
        SmallRecord[] opt = query.Edns is null ? [] : [Opt];
        byte[] response = new SmallMessage(query.Id, flags, query.Name, query.Type, known.Answer, known.Authority, opt).Write();
        int budget = query.Edns is { } edns ? Math.Max(512, (int)edns.Class) : 512;
        if (!overTcp && response.Length > budget && !_flaw.IgnoresSize)
            response = new SmallMessage(query.Id, (ushort)(flags | 0x0200), query.Name, query.Type, [], [], opt).Write();
        return _flaw.OnDeparture is { } change ? change(response, octets) : response;
    }

    private async Task<Known> ResolveAsync(byte[] name, ushort type)
    {
        string key = $"{Convert.ToHexString(SmallMessage.Folded(name))} {type}";
        if (_cache.TryGetValue(key, out Known? kept))
            return kept;
        Known found = await FollowAsync(name, type);
        if (_flaw.HidesFailures && found.Rcode == ServFail)
            found = new Known(0, [], []);
        if (!_flaw.ForgetsAll && found.Rcode != ServFail && found.Answer.All(record => record.Ttl > 0))
            _cache[key] = found with { Answer = _flaw.OnKeeping is { } change ? [.. found.Answer.Select(change).OfType<SmallRecord>()] : found.Answer };
        return found;
    }

    private async Task<Known> FollowAsync(byte[] name, ushort type)
    {
        var answer = new List<SmallRecord>();
        byte[] owner = name;
        for (int links = 0; links <= MostAliases;)
        {
            if (await AskAsync(owner, type) is not { } message || message.ExtendedRcode is not (0 or NxDomain))
                return Known.Failure;
            byte[] asked = owner;
            while (Find(message, owner, SmallMessage.Cname) is [{ } alias, ..] && Find(message, owner, type).Length == 0)
            {
                answer.Add(alias);
                owner = alias.Rdata;
                if (++links > MostAliases)
                    return Known.Failure;
            }
            SmallRecord[] found = Find(message, owner, type);
            if (found.Length > 0)
            {
                Keep(message);
                return new Known(0, [.. answer, .. found.Select(record => _flaw.OnRecord is { } change ? change(record) : record).OfType<SmallRecord>()], []);
            }
            if (SmallMessage.SameName(owner, asked))
                return message.Answer.Count > 0 && answer.Count == 0 ? Known.Failure : new Known(message.ExtendedRcode, answer, [.. message.Authority.Where(record => record.Type == SmallMessage.Soa)]);
        }
        return Known.Failure;
    }

    /// <summary>What a resolver that can be poisoned takes along.</summary>
    private void Keep(SmallMessage message)
    {
        foreach (SmallRecord record in message.Answer.Concat(message.Authority).Concat(message.Additional).Where(record => _flaw.Poisonable && record.Type == SmallMessage.A))
            _cache[$"{Convert.ToHexString(SmallMessage.Folded(record.Owner))} {record.Type}"] = new Known(0, [record], []);
    }

    /// <summary>The authority's response; asked again without EDNS where it does not know that or says nothing.</summary>
    private async Task<SmallMessage?> AskAsync(byte[] name, ushort type)
    {
        foreach (bool edns in _flaw.NoEdns ? [false] : (bool[])[true, false])
        {
            ushort id = (ushort)Random.Shared.Next(65536);
            byte[] query = new SmallMessage(id, 0, name, type, [], [], edns ? [Opt] : []).Write();
            if (await OverTcpAsync(query) is not { } octets)
                continue;
            try
            {
                SmallMessage message = SmallMessage.Read(_flaw.OnArrival is { } change ? change(octets) : octets);
                if (!_flaw.Trusting && (message.Id != id || message.Type != type || !SmallMessage.SameName(message.Name, name)))
                    return null;
                if (!edns || message.ExtendedRcode is not (FormErr or NotImp))
                    return message;
            }
            catch (FormatException)
            {
                return null;
            }
        }
        return null;
    }

    private async Task<byte[]?> OverTcpAsync(byte[] query)
    {
        Socket socket = _connections.TryDequeue(out Socket? kept) ? kept : NewConnection();
        byte[]? response = null;
        try
        {
            response = await OverTcpAsync(socket, query);
            return response;
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            bool right = response is not null && response.AsSpan(0, 2).SequenceEqual(query.AsSpan(0, 2));
            if (kept is null || !right)
                socket.Dispose();
            if (kept is not null)
                _connections.Enqueue(right ? kept : NewConnection());
        }
    }

    private async Task<byte[]> OverTcpAsync(Socket socket, byte[] query)
    {
        using var limit = new CancellationTokenSource(Patience);
        if (!socket.Connected)
            await socket.ConnectAsync(_authority, limit.Token);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(Framed(query), limit.Token);
        return await ReceiveAsync(stream, limit.Token);
    }

    private static Socket NewConnection() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static async Task<byte[]> ReceiveAsync(NetworkStream stream, CancellationToken limit)
    {
        byte[] length = new byte[2];
        await stream.ReadExactlyAsync(length, limit);
        byte[] message = new byte[(length[0] << 8) | length[1]];
        await stream.ReadExactlyAsync(message, limit);
        return message;
    }

    private static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    /// <summary>The records of an RRset; a TTL with the top bit is 0 (RFC 2181 §8).</summary>
    private static SmallRecord[] Find(SmallMessage message, byte[] owner, ushort type) =>
        [.. message.Answer.Where(record => record.Type == type && record.Class == 1 && SmallMessage.SameName(record.Owner, owner))
            .Select(record => record.Ttl > int.MaxValue ? record with { Ttl = 0 } : record)];

    private sealed record Known(int Rcode, IReadOnlyList<SmallRecord> Answer, IReadOnlyList<SmallRecord> Authority)
    {
        public static Known Failure { get; } = new(ServFail, [], []);
    }
}
