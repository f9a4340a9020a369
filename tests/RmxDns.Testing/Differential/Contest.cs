using System.Net;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Peers;
using RmxDns.Testing.Zones;

namespace RmxDns.Testing.Differential;

/// <summary>The four peers with the same zones loaded, and a way to ask each the same queries.</summary>
public sealed class Contest : IDisposable
{
    /// <summary>The programs that a contest needs.</summary>
    public static readonly IReadOnlyList<string> Programs = [Nsd.ProgramName, Knot.ProgramName, Bind.ProgramName, PowerDns.ProgramName];

    private readonly List<Peer> _peers = [];

    /// <summary>Starts the four peers.</summary>
    /// <exception cref="PeerException">One cannot be started or refuses a zone.</exception>
    public Contest(IReadOnlyList<GeneratedZone> zones)
    {
        PeerZone[] texts = [.. zones.Select(z => z.ToPeerZone())];
        try
        {
            _peers.Add(Nsd.Start(texts));
            _peers.Add(Knot.Start(texts));
            _peers.Add(Bind.Start(texts));
            _peers.Add(PowerDns.Start(texts));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The peers.</summary>
    public IReadOnlyList<Peer> Peers => _peers;

    /// <summary>Asks a server all the queries, each over its transport.</summary>
    /// <returns>The messages in the order of the queries; null where none came or it could not be read.</returns>
    public static DnsMessage?[] Ask(IPEndPoint server, IReadOnlyList<GeneratedQuery> queries, bool overTcp = false)
    {
        var messages = new DnsMessage?[queries.Count];
        foreach (IGrouping<bool, int> group in Enumerable.Range(0, queries.Count).GroupBy(i => overTcp || queries[i].OverTcp))
        {
            int[] indexes = [.. group];
            DnsQuery[] asked = [.. indexes.Select(i => queries[i].Query)];
            byte[]?[] octets = group.Key ? DnsExchange.TcpBatch(server, asked) : DnsExchange.UdpBatch(server, asked);
            for (int i = 0; i < indexes.Length; i++)
                messages[indexes[i]] = octets[i] is byte[] message ? MessageDecoder.Decode(message) : null;
        }
        return messages;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Peer peer in _peers)
            peer.Dispose();
        _peers.Clear();
    }
}
