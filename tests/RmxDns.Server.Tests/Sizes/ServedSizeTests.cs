using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Zones;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Server.Tests.Sizes;

/// <summary>
/// The sizes that the linter tells are those that the running server sends, to the octet: for every RRset that the example zones and
/// a thousand random ones answer with, and every referral, over TCP, over UDP without EDNS, and with EDNS.
/// </summary>
public class ServedSizeTests
{
    private const int Opt = 11, Plain = 512, Edns = 1232, RandomZones = 1000;
    private static readonly TypeTable Types = new();

    [Fact]
    public async Task Of_the_example_zones()
    {
        string folder = Repository.PathOf("zones");
        await using ServerProcess server = await ServerProcess.StartAsync(folder);
        var loader = new ZoneFileLoader(Types, new LoadSettings());
        Check(server, [.. ZoneFolder.Scan(folder).Select(loader.Load)]);
    }

    [Fact]
    public void Of_random_zones()
    {
        IReadOnlyList<GeneratedZone> zones = new ZoneGenerator(20261126).Zones(RandomZones);
        using var served = ServedZones.Start(zones);
        var loader = new ZoneFileLoader(Types, new LoadSettings());
        Check(served.Server, [.. zones.Select((zone, i) => loader.LoadText($"zone{i}.yaml", zone.ToYaml()))]);
    }

    private static void Check(ServerProcess server, IReadOnlyList<ZoneFile> files)
    {
        Assert.All(files, file => Assert.NotNull(file.Contents));
        var together = LintedZones.Of(files, [.. files.Select(file => LintedZone.Of(file, Types))], [], Types);
        (RrSet RrSet, AnswerSize Size)[] rrSets = [.. files.SelectMany(file => file.Contents!.RrSets)
            .Where(rrSet => rrSet.Type == RrType.Ns || together.Find(rrSet.Owner, rrSet.Type).Status == LookupStatus.Found)
            .Select(rrSet => (rrSet, SizeChecks.Measure(together.Served, rrSet.Owner, rrSet.Type, Plain)!))];
        Assert.NotEmpty(rrSets);
        DnsQuery[] queries = [.. rrSets.Select(one => new DnsQuery(Question(one.RrSet.Owner), one.RrSet.Type))];
        byte[]?[] tcp = DnsExchange.TcpBatch(server.EndPoint, queries);
        byte[]?[] plain = DnsExchange.UdpBatch(server.EndPoint, queries);
        byte[]?[] edns = DnsExchange.UdpBatch(server.EndPoint, [.. queries.Select(query => query with { EdnsSize = Edns })]);
        for (int i = 0; i < rrSets.Length; i++)
        {
            (RrSet rrSet, AnswerSize size) = rrSets[i];
            string what = $"{rrSet.Owner} {Types.NameOf(rrSet.Type)}: {size.Answer}, {size.Full} with additional records";
            Assert.True(tcp[i]?.Length == size.Full, $"{what}; over TCP {tcp[i]?.Length}");
            CheckUdp(plain[i], size, 0, Plain, what);
            CheckUdp(edns[i], size, Opt, Edns, what);
            if (size.Answer <= Plain)
                CheckDropped(MessageDecoder.Decode(plain[i]!), MessageDecoder.Decode(tcp[i]!), size, what);
        }
    }

    private static void CheckUdp(byte[]? response, AnswerSize size, int opt, int budget, string what)
    {
        Assert.True(response is not null, what);
        bool isTruncated = (response[2] & 2) != 0;
        Assert.True(isTruncated == size.Answer + opt > budget, $"{what}; in {budget} octets truncated: {isTruncated}");
        Assert.True(response.Length <= budget, $"{what}; {response.Length} octets sent");
        if (size.Full + opt <= budget)
            Assert.True(response.Length == size.Full + opt, $"{what}; {response.Length} octets sent in {budget}");
    }

    /// <summary>What is said to be dropped is what the answer over TCP has more.</summary>
    private static void CheckDropped(DnsMessage plain, DnsMessage tcp, AnswerSize size, string what)
    {
        string Key(DnsRecord record) => $"{record.Owner.ToLowerInvariant()} {record.Type}";
        IEnumerable<string> missing = tcp.Additional.Select(Key).Except(plain.Additional.Select(Key)).Order(StringComparer.Ordinal);
        IEnumerable<string> dropped = size.Dropped.Select(rrSet => $"{Presentation.Of(rrSet.Owner.Wire).ToLowerInvariant()} {rrSet.Type}").Distinct().Order(StringComparer.Ordinal);
        Assert.True(missing.SequenceEqual(dropped), $"{what}; missing {string.Join(", ", missing)}; said to be dropped {string.Join(", ", dropped)}");
    }

    /// <summary>The shortest question that the owner answers.</summary>
    private static byte[] Question(Name owner) => (owner.IsWildcard ? owner.Parent!.Prepend([0]) ?? owner : owner).Wire.ToArray();
}
