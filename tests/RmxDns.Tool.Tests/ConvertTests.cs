using System.Text.Json.Nodes;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx convert</c>: where policies and records come from, what is told as lost or wrong, and how it ends.</summary>
public sealed class ConvertTests : IDisposable
{
    private const string Policy = "v=spf1 ip4:192.0.2.66 -ip4:192.0.2.0/24 ip6:2001:db8::/32 -all";

    private const string Zone = """
        '':
          - {type: SOA, value: {mname: ns1, serial: 1}}
          - {type: NS, value: ns1}
          - {type: TXT, value: 'v=spf1 include:spf.example.org a:mail.example.org/28 -all'}
          - {type: RMX, value: ['apl:list.example.org.', mx]}
        ns1: {type: A, value: 192.0.2.53}
        spf: {type: TXT, value: 'v=spf1 ip4:198.51.100.0/24 -all'}
        mail: {type: A, value: 203.0.113.25}
        list: {type: APL, value: ['!1:192.0.2.66/32', '1:192.0.2.64/30']}

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_policy_is_read_from_a_file()
    {
        RmxRun run = RmxRun.Of("convert", "spf", _folder.Write("policy.txt", $"\"{Policy}\"\n"), "--domain", "example.org");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("type: RMX\nvalue:\n  - 'ipv4:192.0.2.66'\n  - '!ipv4:192.0.2.0/24'\n  - 'ipv6:2001:db8::/32'\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_is_read_from_a_file()
    {
        RmxRun run = RmxRun.Of("convert", "rmx", _folder.Write("record", "!ipv4:192.0.2.66 ipv4:192.0.2.0/24\n"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("v=spf1 -ip4:192.0.2.66 ip4:192.0.2.0/24 -all\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zones/example.org.yaml")]
    [InlineData("zones")]
    public void The_zones_that_are_given_are_looked_into(string zones)
    {
        _folder.Write("zones/example.org.yaml", Zone);
        Assert.Equal("ipv4:198.51.100.0/24 ipv4:203.0.113.16/28", Entries(Lossless("convert", "spf", "example.org", "--zones", _folder.PathOf(zones), "--json")));
        RmxRun back = Lossless("convert", "rmx", "example.org", "--zones", _folder.PathOf(zones));
        Assert.StartsWith("v=spf1 ip4:192.0.2.64/31 ip4:192.0.2.67 mx -all\n", back.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void They_may_be_master_files()
    {
        string zone = _folder.Write("example.org.zone", "$TTL 1h\n@ SOA ns1 host 1 2h 15m 14d 1h\n@ NS ns1\nns1 A 192.0.2.53\n@ TXT \"v=spf1 include:spf.example.org -all\"\nspf TXT \"v=spf1 ip4:198.51.100.0/24 -all\"\n");
        Assert.Equal("ipv4:198.51.100.0/24", Entries(Lossless("convert", "spf", "example.org", "--zones", zone, "--json")));
    }

    [Fact]
    public async Task What_no_zone_has_is_asked_of_the_resolver()
    {
        _folder.Write("zones/example.org.yaml", Zone);
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.PathOf("zones"));
        Assert.Equal("ipv4:198.51.100.0/24 ipv4:203.0.113.16/28", Entries(Lossless("convert", "spf", "example.org", "--resolver", $"{server.EndPoint}", "--json")));
        Assert.Equal("ipv4:198.51.100.0/24", Entries(Lossless("convert", "spf", "v=spf1 include:spf.example.org -all", "--resolver", $"{server.EndPoint}", "--json")));
        Assert.StartsWith("v=spf1 ip4:192.0.2.64/31 ip4:192.0.2.67 mx -all\n", Lossless("convert", "rmx", "example.org", "--resolver", $"{server.EndPoint}").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_both_texts_their_octets_and_the_losses()
    {
        RmxRun run = RmxRun.Of("convert", "spf", "v=spf1 ip4:192.0.2.1 ~all", "--domain", "example.org", "--json");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        JsonNode json = JsonNode.Parse(run.Output)!;
        // Header 12, question 13 + 4, a record with its owner as a pointer 12; RDATA 26 and 6.
        Assert.Equal(("example.org.", "v=spf1 ip4:192.0.2.1 ~all", 67, 47), ((string)json["domain"]!, (string)json["spf"]!["text"]!, (int)json["spf"]!["answerOctets"]!, (int)json["rmx"]!["answerOctets"]!));
        Assert.Equal("~all", (string)Assert.Single(json["losses"]!.AsArray())!["term"]!);
        Assert.Null(json["apl"]);
    }

    [Theory]
    [InlineData("v=spf1 ?mx -all", "rmx: lost: ?mx: ")]
    [InlineData("v=spf1 include:spf.example.net -all", "rmx: lost: include:spf.example.net: the policy of spf.example.net. cannot be looked up here")]
    [InlineData("v=spf1 exp=why.example.net -all", "rmx: lost: exp=why.example.net: ")]
    public void What_is_lost_is_a_line_and_1(string policy, string line)
    {
        RmxRun run = RmxRun.Of("convert", "spf", policy);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(line, Assert.Single(run.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.StartsWith("type: RMX\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_SPF_cannot_say_is_a_line_and_1()
    {
        RmxRun run = RmxRun.Of("convert", "rmx", "sasl:PLAIN ipv4:192.0.2.1");
        Assert.Equal((1, "rmx: lost: sasl:PLAIN: SPF has nothing of the kind\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Networks_are_shared_where_that_changes_no_verdict()
    {
        JsonNode json = JsonNode.Parse(Lossless("convert", "spf", Policy, "--apl", "relays.example.net", "--json").Output)!;
        Assert.Equal("apl:relays.example.net. !ipv4:192.0.2.0/24", string.Join(' ', json["rmx"]!["entries"]!.AsArray().Select(entry => (string)entry!)));
        Assert.Equal(("relays.example.net.", "1:192.0.2.66/32 2:2001:db8::/32"), ((string)json["apl"]!["owner"]!, (string)json["apl"]!["value"]!));
    }

    [Theory]
    [InlineData("v=spf1 a mx -all", "no network grants")]
    [InlineData("v=spf1 ip4:192.0.2.1 a:a.example a:b.example a:c.example a:d.example a:e.example a:f.example a:g.example a:h.example a:i.example a:j.example -all", "with the list 11 entries would need a lookup")]
    public void Where_nothing_can_be_shared_a_note_says_why(string policy, string why)
    {
        RmxRun run = RmxRun.Of("convert", "spf", policy, "--domain", "example.org", "--apl", "relays.example.net");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"rmx: note: no list at relays.example.net.: {why}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("apl:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--apl", "not a name", "is no domain name")]
    [InlineData("--apl", "a..b", "is no domain name")]
    [InlineData("--domain", "a..b", "is no domain name")]
    [InlineData("--resolver", "nowhere", "--resolver")]
    [InlineData("--zones", "no/such/folder", "--zones: no such zone file or folder")]
    public void A_wrong_option_ends_with_2(string option, string value, string message)
    {
        RmxRun run = RmxRun.Of("convert", "spf", Policy, option, value);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_that_is_refused_is_told_and_ends_it_with_1()
    {
        string zone = _folder.Write("example.org.yaml", Zone + "www: {type: A, value: 192.0.2.256}\n");
        RmxRun run = RmxRun.Of("convert", "spf", "example.org", "--zones", zone);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("192.0.2.256", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_holds_too_much_or_may_not_be_read_ends_with_2()
    {
        RmxRun large = RmxRun.Of("convert", "spf", _folder.Write("large.txt", new string('x', (1 << 20) + 1)));
        Assert.Equal((2, ""), (large.ExitCode, large.Output));
        Assert.Contains("over 1,048,576 characters", large.Error, StringComparison.Ordinal);
        Assert.Equal(2, RmxRun.Of("convert", "rmx", "/proc/self/mem").ExitCode);
    }

    [Theory]
    [InlineData("spf", "v=spf1 ip4:192.0.2.300 -all", 1, "rmx: at character 11: not an IPv4 network")]
    [InlineData("rmx", "ipv4:192.0.2.300", 1, "rmx: at character 6: ")]
    [InlineData("spf", "ns1.example.org", 1, "rmx: ns1.example.org. has no SPF policy")]
    [InlineData("rmx", "ns1.example.org", 1, "rmx: ns1.example.org. has no RMX record")]
    [InlineData("spf", "example.net", 1, "rmx: the TXT records of example.net. cannot be looked up")]
    [InlineData("spf", "a..b", 2, "rmx: \"a..b\" is no domain name")]
    public void A_fault_says_what_is_wrong(string verb, string what, int exitCode, string message)
    {
        RmxRun run = RmxRun.Of("convert", verb, what, "--zones", _folder.Write("zones/example.org.yaml", Zone));
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v=spf1 a mx -all", "a")]
    [InlineData("v=spf1 mx/24 -all", "mx/24")]
    [InlineData("v=spf1 ip4:192.0.2.1 a//64 -all", "a//64")]
    public void A_policy_that_speaks_of_its_own_domain_needs_to_be_told_which(string policy, string term)
    {
        string told = $"rmx: \"{term}\" speaks of the domain that publishes the policy; --domain NAME says which\n";
        RmxRun text = RmxRun.Of("convert", "spf", policy), file = RmxRun.Of("convert", "spf", _folder.Write("policy.txt", policy));
        Assert.Equal((2, "", told), (text.ExitCode, text.Output, text.Error));
        Assert.Equal((2, "", told), (file.ExitCode, file.Output, file.Error));
    }

    [Theory]
    [InlineData("\"v=spf1 ip4:192.0.2.1 -all\"")]
    [InlineData("\"v=spf1 ip4:192.0\" \".2.1 -all\"")]
    public void A_policy_may_stand_in_the_strings_of_a_master_file(string text)
    {
        Assert.Equal("ipv4:192.0.2.1", Entries(Lossless("convert", "spf", text, "--json")));
        Assert.Equal("ipv4:192.0.2.1", Entries(Lossless("convert", "spf", _folder.Write("policy.txt", text + "\n"), "--json")));
    }

    [Theory]
    [InlineData("host:localhost")]
    [InlineData("host:a.123")]
    [InlineData("host:a\\.b.example")]
    [InlineData("host:with\\032space.example")]
    [InlineData("host:a%b.example")]
    [InlineData("host:a/24.example")]
    [InlineData("domain:localhost")]
    [InlineData("ipmap:list.123")]
    public void A_name_that_SPF_cannot_write_is_lost(string entry)
    {
        RmxRun run = RmxRun.Of("convert", "rmx", $"{entry} ipv4:192.0.2.1 ipmap:map");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("v=spf1 ip4:192.0.2.1 exists:%{ir}.map -all\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"^rmx: lost: [^\n]*: SPF has no form for this name: [^\n]*\n$", run.Error);
    }

    [Theory]
    [InlineData("spf", "example.org", 1, "rmx: the TXT records of example.org. cannot be looked up: example.org. lies in none of these zones; --zones and --resolver say where to look\n")]
    [InlineData("spf", "no/such/policy.txt", 2, "rmx: there is no file \"no/such/policy.txt\"\n")]
    public void What_is_not_there_is_told_with_what_to_do(string verb, string what, int exitCode, string told)
    {
        RmxRun run = RmxRun.Of("convert", verb, what);
        Assert.Equal((exitCode, "", told), (run.ExitCode, run.Output, run.Error));
    }

    private static RmxRun Lossless(params string[] arguments)
    {
        RmxRun run = RmxRun.Of(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }

    private static string Entries(RmxRun run) => string.Join(' ', JsonNode.Parse(run.Output)!["rmx"]!["entries"]!.AsArray().Select(entry => (string)entry!));
}
