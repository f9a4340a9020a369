using System.Text.Json.Nodes;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Peers;
using RmxDns.Wire;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx query</c> against the server and against peers that serve RMX in the generic form.</summary>
public class QueryTests(ExampleServer server) : IClassFixture<ExampleServer>
{
    private const string ZoneOfPeers = """
        $ORIGIN peer.example.
        $TTL 300
        @ SOA ns hostmaster 1 7200 900 1209600 300
        @ NS ns
        ns A 192.0.2.53
        @ MX 10 mail
        @ TYPE65280 \# 28 8120c0000242030572656c61790470656572076578616d706c650008
        mail A 192.0.2.25
        relay A 192.0.2.26
        several TYPE65280 \# 1 08
        several TYPE65280 \# 1 06
        www CNAME ns

        """;

    private JsonNode Ask(string name, params string[] more) =>
        JsonNode.Parse(RmxRun.Of(["query", name, $"@{server.EndPoint}", "--json", .. more]).Output)!;

    [Theory]
    [InlineData("example.com")]
    [InlineData("news.example.com")]
    [InlineData("experiments.tester.example")]
    [InlineData("anything.parked.example")]
    [InlineData("alias.tester.example")]
    public void What_is_shown_is_what_was_sent(string name)
    {
        DnsMessage sent = DnsExchange.Udp(server.EndPoint, new DnsQuery(Name.Parse(name).Wire.ToArray(), RrType.DefaultRmx) { EdnsSize = 1232 })!;
        JsonNode json = Ask(name);
        Assert.Equal(sent.Length, (int)json["octets"]!);
        IEnumerable<JsonNode?> Of(string section) => json["records"]!.AsArray().Where(record => (string)record!["section"]! == section && (string)record["type"]! != "OPT");
        Assert.Equal(sent.Answer.Select(record => (record.Owner, (long)record.Ttl)), Of("answer").Select(record => (((string)record!["owner"]!).ToLowerInvariant(), (long)record["ttl"]!)));
        Assert.Equal(sent.Additional.Select(record => record.Owner), Of("additional").Select(record => ((string)record!["owner"]!).ToLowerInvariant()));
        // Everything between header and end is a question or a record.
        Assert.Equal(sent.Length - 12 - Name.Parse(name).Wire.Length - 4, json["records"]!.AsArray().Sum(record => (int)record!["octets"]!));
    }

    [Fact]
    public void What_does_not_fit_is_named_as_not_sent()
    {
        // APL of the provider and MX with its addresses come along; nothing of them is missing.
        Assert.All(Ask("example.com")["entries"]!.AsArray(), entry => Assert.Empty(entry!["notSent"]!.AsArray()));
        JsonNode outside = Ask("lhc.physics.university.example")["entries"]!;
        Assert.Equal(["!ipv6:2001:db8:aa:6e::/64", "ipmap:senders.provider.example."], outside.AsArray().Select(entry => (string?)entry!["text"]));
    }

    [Fact]
    public void No_such_record_ends_with_1_and_says_why()
    {
        RmxRun run = RmxRun.Of("query", "nowhere.example.com", $"@{server.EndPoint}");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("NXDOMAIN, flags qr aa rd", run.Output, StringComparison.Ordinal);
        Assert.Equal("REFUSED", (string?)Ask("outside.invalid")["rcode"]);
    }

    [Fact]
    public void A_server_s_reason_for_refusing_is_shown()
    {
        RmxRun run = RmxRun.Of("query", "outside.invalid", $"@{server.EndPoint}");
        Assert.Contains("version 0, takes 1232 octets, error 20 (Not Authoritative)\n", run.Output, StringComparison.Ordinal);
        JsonNode error = Assert.Single(Ask("outside.invalid")["extendedErrors"]!.AsArray())!;
        Assert.Equal((20, "Not Authoritative", ""), ((int)error["code"]!, (string)error["name"]!, (string)error["text"]!));
        Assert.Empty(Ask("example.com")["extendedErrors"]!.AsArray());
    }

    [Fact]
    public void Options_change_how_it_asks()
    {
        Assert.Null(Ask("example.com", "--no-edns")["records"]!.AsArray().FirstOrDefault(record => (string)record!["type"]! == "OPT"));
        Assert.Equal("TCP", (string?)Ask("example.com", "--tcp")["transport"]);
        Assert.Equal("203.0.113.26", (string?)Ask("mail.example.com", "-t", "A")["records"]![0]!["data"]);
        Assert.Equal("REFUSED", (string?)Ask("example.com", "-t", "AXFR")["rcode"]);
        Assert.Equal("RMX", (string?)Ask("example.com", "-t", "type65280")["type"]);
    }

    [Theory]
    [InlineData(Nsd.ProgramName)]
    [InlineData(Bind.ProgramName)]
    public void Peers_that_serve_the_generic_form_are_read(string program)
    {
        if (Peer.WhyMissing(program) is { } reason)
            Assert.Skip(reason);
        using Peer peer = program == Nsd.ProgramName ? Nsd.Start(new PeerZone("peer.example.", ZoneOfPeers)) : Bind.Start(new PeerZone("peer.example.", ZoneOfPeers));
        JsonNode json = JsonNode.Parse(RmxRun.Of("query", "peer.example", $"@{peer.Address}", "--json").Output)!;
        Assert.Equal("!ipv4:192.0.2.66 host:relay.peer.example. mx:", (string?)json["records"]![0]!["data"]);
        // A server that does not know the type brings nothing along.
        Assert.Equal(["relay.peer.example. A", "relay.peer.example. AAAA"], json["entries"]![1]!["notSent"]!.AsArray().Select(missing => (string?)missing));
        Assert.Equal(2, JsonNode.Parse(RmxRun.Of("query", "several.peer.example", $"@{peer.Address}", "--json").Output)!["entries"]!.AsArray().Count);
        Assert.Equal(1, RmxRun.Of("query", "www.peer.example", $"@{peer.Address}").ExitCode);
    }
}
