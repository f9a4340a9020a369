using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Testing.Differential;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Peers;
using RmxDns.Tool.Converting;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Master;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Tests.Converting;

/// <summary>
/// The corpus of master files is imported and served; what is exported again loads unchanged in the four peers, and they answer every
/// name and type of it as this server does.
/// </summary>
public sealed class PeerExportTests : IAsyncLifetime
{
    private static readonly TypeTable Types = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("rmx-peers-").FullName;
    private readonly List<PeerZone> _exported = [];
    private readonly List<DnsQuery> _queries = [];
    private ServerProcess? _server;

    public async ValueTask InitializeAsync()
    {
        string corpus = Repository.PathOf("tests", "data", "master", "zones");
        Assert.Equal(0, RmxRun.Of("import", corpus, "--allow-include", corpus, "--output", _folder).ExitCode);
        foreach (string example in Directory.EnumerateFiles(Repository.PathOf("zones"), "*.yaml"))
            File.Copy(example, Path.Combine(_folder, Path.GetFileName(example)));
        var export = new MasterExport(Types, new LoadSettings(), RmxForm.Generic);
        foreach (string file in ZoneFolder.Scan(_folder))
        {
            ZoneContents contents = new ZoneFileLoader(Types, new LoadSettings()).Load(file).Contents!;
            _exported.Add(new PeerZone(contents.Origin.ToString(), export.Export(new ConversionSource(file, null)).Text!));
            _queries.AddRange(contents.RrSets.Select(rrSet => new DnsQuery(rrSet.Owner.Wire.ToArray(), rrSet.Type)));
            _queries.AddRange(contents.RrSets.Where(rrSet => rrSet.Owner.IsWildcard).Select(rrSet => new DnsQuery(rrSet.Owner.Parent!.Prepend("x"u8)!.Wire.ToArray(), rrSet.Type)));
            _queries.Add(new DnsQuery(contents.Origin.Prepend("no-such-name"u8)!.Wire.ToArray(), RrType.A));
        }
        _server = await ServerProcess.StartAsync(_folder);
    }

    [Fact]
    public void Peers_load_what_is_exported_and_answer_alike()
    {
        foreach (string program in Contest.Programs)
        {
            if (Peer.WhyMissing(program) is { } reason)
                Assert.Skip(reason);
        }
        HashSet<string> apexes = [.. _exported.Select(zone => zone.Origin.ToLowerInvariant())];
        CanonicalResponse[] ours = Ask(_server!.EndPoint, apexes);
        Assert.DoesNotContain(CanonicalResponse.Silence, ours);
        var differences = new List<string>();
        foreach (Func<PeerZone[], Peer> start in (Func<PeerZone[], Peer>[])[zones => Nsd.Start(zones), zones => Knot.Start(zones), zones => Bind.Start(zones), zones => PowerDns.Start(zones)])
        {
            using Peer peer = start([.. _exported]);
            CanonicalResponse[] theirs = Ask(peer.Address, apexes);
            for (int i = 0; i < ours.Length; i++)
            {
                if (peer is PowerDns && HasItsOwnWay(_queries[i]))
                    continue;
                if ((ours[i].Rcode, ours[i].Answer) != (theirs[i].Rcode, theirs[i].Answer))
                    differences.Add($"{peer.Program} {Name.FromWire(_queries[i].Name)} {Types.NameOf(_queries[i].Type)}: {ours[i].Rcode} {ours[i].Answer} / {theirs[i].Rcode} {theirs[i].Answer}");
            }
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>
    /// PowerDNS answers SERVFAIL whenever a name asked for has other octets than these, and gives out no RRSIG and NSEC but those
    /// that it makes.
    /// </summary>
    private static bool HasItsOwnWay(DnsQuery query)
    {
        ReadOnlySpan<byte> name = query.Name;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            foreach (byte octet in name.Slice(at + 1, name[at]))
            {
                if (!char.IsAsciiLetterOrDigit((char)octet) && !"-_*./@ \\:".Contains((char)octet, StringComparison.Ordinal))
                    return true;
            }
        }
        return query.Type is RrType.Rrsig or RrType.Nsec;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private CanonicalResponse[] Ask(System.Net.IPEndPoint server, HashSet<string> apexes) =>
        [.. DnsExchange.TcpBatch(server, [.. _queries]).Select(octets => CanonicalResponse.Of(octets is null ? null : MessageDecoder.Decode(octets), apexes))];
}
