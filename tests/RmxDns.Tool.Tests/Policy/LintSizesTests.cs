using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Tool.Tests.Policy;

/// <summary>
/// What <c>rmx lint --sizes</c> says of a thousand random zones is what a running server sends: over TCP, and over UDP with EDNS and
/// without. The records stand at the apex, at wildcards and beside other types, several at one owner, and lead to hosts, lists, aliases
/// and names below a cut.
/// </summary>
public sealed class LintSizesTests : IDisposable
{
    private const int Zones = 1000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sizes_are_the_octets_that_are_served()
    {
        var random = new Random(1232);
        int owners = 0;
        for (int zone = 0; zone < Zones; zone++)
        {
            string text = Zone(random, zone);
            owners += text.Split("type: RMX").Length - 1;
            _folder.Write(string.Create(CultureInfo.InvariantCulture, $"zones/z{zone}.example.yaml"), text);
        }
        RmxRun run = RmxRun.Of("lint", _folder.PathOf("zones"), "--sizes", "--format", "json", "--fail-on", "never");
        JsonNode[] sizes = [.. JsonNode.Parse(run.Output)!["sizes"]!.AsArray().Select(size => size!)];
        Assert.Equal(owners, sizes.Length);
        Assert.True(owners > Zones * 3 / 2, $"{owners} records");
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.PathOf("zones"));
        DnsQuery[] plain = [.. sizes.Select(size => new DnsQuery(Name.Parse((string)size["owner"]!).Wire.ToArray(), RrType.DefaultRmx))];
        byte[]?[] whole = DnsExchange.TcpBatch(server.EndPoint, plain);
        byte[]?[] small = DnsExchange.UdpBatch(server.EndPoint, plain);
        byte[]?[] edns = DnsExchange.UdpBatch(server.EndPoint, [.. plain.Select(query => query with { EdnsSize = 1232 })]);
        int truncated = 0, leftOut = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            Assert.Equal(whole[i]!.Length, (int)sizes[i]["fullOctets"]!);
            JsonArray clients = sizes[i]["clients"]!.AsArray();
            Assert.Equal([small[i]!.Length, edns[i]!.Length], clients.Select(client => (int)client!["octets"]!));
            Assert.Equal(IsTruncated(small[i]!), (bool)clients[0]!["truncated"]!);
            truncated += IsTruncated(small[i]!) ? 1 : 0;
            leftOut += clients[0]!["leftOut"]!.AsArray().Count > 0 ? 1 : 0;
        }
        Assert.True(truncated > 20 && leftOut > truncated + 20, $"{truncated} truncated, {leftOut} left something out");
    }

    private static bool IsTruncated(byte[] message) => (BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(2)) & 0x0200) != 0;

    private static string Zone(Random random, int zone)
    {
        var text = new StringBuilder("'': [{type: SOA, value: {mname: h0, serial: 1}}, {type: NS, value: h0}, {type: MX, values: ['10 h0', '20 h1.z0.example.']}, ");
        string several = random.Next(4) == 0 ? $", [{Entries(random, 4)}, 'ipv4:9.9.9.9']" : "";
        text.Append(CultureInfo.InvariantCulture, $"{{type: RMX, values: [[{Entries(random, random.Next(10) == 0 ? 120 : 6)}]{several}]}}]\n");
        if (random.Next(2) == 0)
            text.Append(CultureInfo.InvariantCulture, $"'*.wild': {{type: RMX, value: [{Entries(random, 6)}]}}\n");
        if (random.Next(2) == 0)
            text.Append(CultureInfo.InvariantCulture, $"news: [{{type: MX, value: 10 h1}}, {{type: TXT, value: {new string('x', random.Next(1, 250))}}}, {{type: RMX, value: [{Entries(random, 6)}]}}]\n");
        for (int host = 0; host < 4; host++)
        {
            string addresses = string.Join(", ", Enumerable.Range(0, random.Next(1, 8)).Select(i => $"192.0.{host}.{i + 1}"));
            text.Append(CultureInfo.InvariantCulture, $"h{host}: [{{type: A, values: [{addresses}]}}, {{type: AAAA, value: '2001:db8::{zone:x}:{host}'}}]\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"h4: {{type: CNAME, value: h{random.Next(4)}}}\nsub: {{type: NS, value: h5}}\nh5.sub: {{type: A, value: 192.0.2.55}}\n'*.any': {{type: A, value: 192.0.2.77}}\n");
        string items = string.Join(", ", Enumerable.Range(0, random.Next(1, 40)).Select(i => $"'1:198.51.{i}.0/24'"));
        return text.Append(CultureInfo.InvariantCulture, $"list: {{type: APL, value: [{items}]}}\n").ToString();
    }

    private static string Entries(Random random, int mostPrefixes)
    {
        var entries = new List<string>();
        for (int i = random.Next(mostPrefixes / 2, mostPrefixes); i > 0; i--)
        {
            entries.Add(random.Next(3) == 0 ? $"ipv6:2001:db8:{random.Next(1, 0x10000):x}::/{random.Next(33, 65)}"
                : $"{(random.Next(5) == 0 ? "!" : "")}ipv4:10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}");
        }
        for (int i = random.Next(4); i > 0; i--)
        {
            string[] hosts = ["h0", "h1", "h2", "h3", "h4", "h5.sub", "one.any", "nobody"];
            entries.Add($"host:{hosts[random.Next(hosts.Length)]}.z{random.Next(Zones)}.example.");
        }
        if (random.Next(3) == 0)
            entries.Add($"apl:list.z{random.Next(Zones)}.example.");
        if (random.Next(2) == 0)
            entries.Add("mx");
        if (random.Next(6) == 0)
            entries.Add(random.Next(2) == 0 ? "domain" : "ipmap");
        return entries.Count == 0 ? "unused" : string.Join(", ", entries.Distinct().Select(entry => $"'{entry}'"));
    }
}
