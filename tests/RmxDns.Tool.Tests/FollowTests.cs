using System.Text.Json.Nodes;
using RmxDns.Rmx;
using RmxDns.Testing.Peers;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx query --follow</c> and <c>rmx check</c>: the lookups of a receiver, and what they come to.</summary>
public class FollowTests(ExampleServer server) : IClassFixture<ExampleServer>
{
    private const string ZoneOfPeer = """
        $ORIGIN peer.example.
        $TTL 300
        @ SOA ns hostmaster 1 7200 900 1209600 300
        @ NS ns
        ns A 192.0.2.53
        txt MX 10 mail
        _rmx.txt TXT "!ipv4:192.0.2.66 ipv4:192.0." "2.0/24 mx:"
        alias CNAME real
        real TYPE65280 \# 1 08
        real MX 10 mail
        mail A 198.51.100.25
        mail AAAA 2001:db8::25
        loop CNAME loop2
        loop2 CNAME loop

        """;

    private static JsonNode Follow(string name, string at) =>
        JsonNode.Parse(RmxRun.Of("query", name, $"@{at}", "--follow", "--json").Output)!["follow"]!;

    private static IEnumerable<string> Of(JsonNode follow, string verdict) => follow["verdicts"]![verdict]!.AsArray().Select(prefix => (string)prefix!);

    private static string[] LookupsOf(JsonNode follow) =>
        [.. follow["lookups"]!.AsArray().Select(line => $"{line!["name"]} {line["type"]} {line["found"]}")];

    [Fact]
    public void The_lookups_of_a_receiver_are_made_and_shown()
    {
        JsonNode follow = Follow("example.com", server.EndPoint.ToString());
        Assert.Equal(
            [
                "example.com. RMX 1 record", "relay.example.com. A 1 record", "relay.example.com. AAAA 1 record",
                "relays.example.com. APL 1 record", "example.com. MX 1 record", "mail.example.com. A 1 record", "mail.example.com. AAAA 1 record",
            ],
            LookupsOf(follow));
        Assert.Equal(["192.0.2.66"], Of(follow, "Denied"));
        Assert.Contains("203.0.113.25", Of(follow, "Granted"));
        Assert.Contains("2001:db8:100::/56", Of(follow, "Granted"));
        Assert.DoesNotContain("198.51.100.0/24", Of(follow, "Granted"));
    }

    /// <summary>The sets against the check, which goes through the entries for one address: the ends of every prefix of every set, and one octet beyond.</summary>
    [Theory]
    [InlineData("example.com")]
    [InlineData("news.example.com")]
    [InlineData("provider.example")]
    [InlineData("parked.example")]
    [InlineData("generic.tester.example")]
    [InlineData("several.tester.example")]
    [InlineData("math.university.example")]
    public void A_check_of_each_set_gives_its_verdict(string name)
    {
        JsonNode follow = Follow(name, server.EndPoint.ToString());
        foreach (string verdict in (string[])["Granted", "Denied", "NotInRMX", "BadData"])
        {
            foreach (string text in Of(follow, verdict).Take(12))
            {
                Assert.True(AddressPrefix.TryParse(text, out AddressPrefix? prefix));
                byte[] first = prefix!.Network.ToArray(), last = [.. first];
                for (int bit = prefix.Length; bit < last.Length * 8; bit++)
                    last[bit / 8] |= (byte)(0x80 >> (bit % 8));
                foreach (byte[] address in (byte[][])[first, last])
                {
                    string client = AddressPrefix.FromOctets(address, address.Length * 8)!.ToString();
                    JsonNode check = JsonNode.Parse(RmxRun.Of("check", client, $"joe@{name}", $"@{server.EndPoint}", "--json").Output)!;
                    Assert.True(verdict == (string?)check["verdict"], $"{client}: {check}");
                }
            }
        }
    }

    [Fact]
    public void What_depends_on_the_client_is_said_and_left_open()
    {
        JsonNode follow = Follow("university.example", server.EndPoint.ToString());
        Assert.Equal(["198.51.100.0/25"], Of(follow, "Granted"));
        Assert.Empty(Of(follow, "NotInRMX"));
        Assert.Equal("domain: matches a client whose confirmed reverse name is university.example. or below it", (string?)follow["notes"]![0]);
    }

    [Fact]
    public void The_text_alternative_aliases_and_loops_are_followed()
    {
        if (Peer.WhyMissing(Nsd.ProgramName) is { } reason)
            Assert.Skip(reason);
        using Nsd peer = Nsd.Start(new PeerZone("peer.example.", ZoneOfPeer));
        string at = peer.Address.ToString();
        JsonNode text = Follow("txt.peer.example", at);
        Assert.Equal(["txt.peer.example. RMX none", "_rmx.txt.peer.example. TXT 1 record", "txt.peer.example. MX 1 record", "mail.peer.example. A 1 record", "mail.peer.example. AAAA 1 record"], LookupsOf(text));
        Assert.Equal("TXT", (string?)text["source"]);
        Assert.Equal(["!ipv4:192.0.2.66", "ipv4:192.0.2.0/24", "mx:"], text["entries"]!.AsArray().Select(entry => (string?)entry));
        Assert.Contains("198.51.100.25", Of(text, "Granted"));
        // What mx means stays the name that was asked for, which has none: an alias.
        Assert.Equal("alias.peer.example. RMX 1 record", LookupsOf(Follow("alias.peer.example", at))[0]);
        Assert.Contains("aliases one behind the other", LookupsOf(Follow("loop.peer.example", at))[0], StringComparison.Ordinal);
        Assert.Contains("REFUSED", LookupsOf(Follow("elsewhere.example", at))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.25", "joe@example.com", "Granted", "ipv4:192.0.2.0/24", 0)]
    [InlineData("192.0.2.66", "joe@example.com", "Denied", "!ipv4:192.0.2.66", 1)]
    [InlineData("::ffff:192.0.2.25", "joe@example.com", "Granted", "ipv4:192.0.2.0/24", 0)]
    [InlineData("203.0.113.200", "joe@example.com", "NotInRMX", null, 1)]
    [InlineData("192.0.2.203", "john.doe@tester.example", "Granted", "ipv4:192.0.2.203", 0)]
    [InlineData("192.0.2.203", "John@tester.example", "NotInRMX", null, 1)]
    [InlineData("192.0.2.1", "joe@parked.example", "Denied", "unused:", 1)]
    [InlineData("192.0.2.1", "joe@www.example.com", "NoRMX", null, 1)]
    [InlineData("192.0.2.1", "joe@outside.invalid", "TempFail", null, 1)]
    public void A_check_decides_as_a_receiver(string client, string sender, string verdict, string? mechanism, int code)
    {
        RmxRun run = RmxRun.Of("check", client, sender, $"@{server.EndPoint}", "--json", "--host", "mx.example.net");
        JsonNode json = JsonNode.Parse(run.Output)!;
        Assert.Equal((verdict, mechanism, code), ((string)json["verdict"]!, (string?)json["mechanism"], run.ExitCode));
        Assert.Matches($"^X-RMX: {verdict} addr [0-9a-f:.]+ by mx.example.net on .+ mechanism {mechanism ?? "none"}$", (string)json["header"]!);
    }

    [Fact]
    public void Helo_and_a_login_count()
    {
        Assert.StartsWith("Granted: ipv4:192.0.2.0/24\n", RmxRun.Of("check", "192.0.2.1", "<joe@example.com>", $"@{server.EndPoint}").Output, StringComparison.Ordinal);
        Assert.Contains("Denied: unused:", RmxRun.Of("check", "192.0.2.1", "<>", $"@{server.EndPoint}", "--helo", "mail.parked.example").Output, StringComparison.Ordinal);
        Assert.Contains("Denied: unused:", RmxRun.Of("check", "192.0.2.1", "", $"@{server.EndPoint}", "--helo", "mail.parked.example").Output, StringComparison.Ordinal);
        Assert.StartsWith("Granted: sasl:PLAIN,SCRAM-SHA-256\n", RmxRun.Of("check", "192.0.2.1", "joe@alumni.university.example", $"@{server.EndPoint}", "--sasl", "plain").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "192.0.2", "joe@example.com")]
    [InlineData("check", "192.0.2.0/24", "joe@example.com")]
    [InlineData("check", "192.0.2.1")]
    [InlineData("check", "192.0.2.1", "joe@example.com", "@127.0.0.1", "--certificate", "no-such-file.pem")]
    [InlineData("query", "example.com", "@127.0.0.1", "-t", "A", "--follow")]
    public void What_cannot_be_checked_is_told(params string[] arguments) => Assert.Equal(2, RmxRun.Of(arguments).ExitCode);
}
