using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;

namespace RmxDns.Tests.Answering;

/// <summary>Which RRsets come along with an answer, in which order, and which are left out (draft-danisch §7.2.6).</summary>
public class AdditionalTests
{
    private const string Example = """
        @ MX 10 mail
        @ MX 20 backup.example.net.
        @ RMX ipv4:192.0.2.0/24 host:relay.example.com. !host:bad.example.com. apl:relays.example.com. mx
        relay A 192.0.2.1
        relay AAAA 2001:db8::1
        bad A 192.0.2.66
        relays APL 1:198.51.100.0/24
        mail A 192.0.2.25
        alias RMX host:cname.example.com. host:below.moved.example.com. host:ns.sub.example.com. host:sub.example.com. host:relay.example.com.
        cname CNAME relay
        moved DNAME example.net.
        sub NS ns.sub
        sub A 192.0.2.98
        ns.sub A 192.0.2.99
        to CNAME @
        *.w RMX host:relay.example.com. mx
        *.w MX 10 mail
        wild RMX host:anything.x.example.com.
        *.x A 192.0.2.44
        far RMX host:relay.other.test. apl:list.other.test.
        twice RMX host:relay.example.com. ipv4:192.0.2.1 host:RELAY.example.com.
        selfmx RMX mx host:mail.example.com.
        selfmx MX 5 mail
        """;

    private const string Other = """
        relay A 203.0.113.1
        list APL 1:203.0.113.0/24
        """;

    [Theory]
    [InlineData("example.com.", "relay A|relay AAAA|bad A|relays APL|@ MX|@ MX|mail A")]
    [InlineData("to.example.com.", "relay A|relay AAAA|bad A|relays APL|@ MX|@ MX|mail A")]
    [InlineData("alias.example.com.", "relay A|relay AAAA")]
    [InlineData("q.w.example.com.", "relay A|relay AAAA|q.w MX|mail A")]
    [InlineData("wild.example.com.", "anything.x A")]
    [InlineData("twice.example.com.", "relay A|relay AAAA")]
    [InlineData("selfmx.example.com.", "selfmx MX|mail A")]
    public void References_bring_their_rrsets_in_entry_order(string name, string expected)
    {
        DnsMessage response = Ask.Tcp(ZoneText.Set(("example.com.", Example)), name, "RMX");
        Assert.Equal(expected, string.Join('|', Ask.Lines(response.Additional).Select(Short)));
        Assert.Empty(response.Authority);
    }

    [Theory]
    [InlineData("ns", "NS", "h A|h AAAA")]
    [InlineData("mx", "MX", "h A|h AAAA")]
    [InlineData("mx-alias", "MX", "")]
    [InlineData("srv", "SRV", "h A|h AAAA")]
    [InlineData("svcb", "SVCB", "h A|h AAAA")]
    [InlineData("svcb-alias", "SVCB", "svcb SVCB|svcb A")]
    [InlineData("https", "HTTPS", "https A")]
    [InlineData("https-alias", "HTTPS", "https HTTPS|https A")]
    [InlineData("naptr-a", "NAPTR", "h A|h AAAA")]
    [InlineData("naptr-s", "NAPTR", "srv SRV")]
    [InlineData("naptr-u", "NAPTR", "")]
    [InlineData("naptr", "NAPTR", "")]
    [InlineData("afsdb", "AFSDB", "h A|h AAAA")]
    [InlineData("rt", "RT", "h A|h AAAA")]
    [InlineData("kx", "KX", "h A|h AAAA")]
    [InlineData("ptr", "PTR", "")]
    public void Other_types_bring_what_their_RFCs_and_the_peers_do(string owner, string type, string expected)
    {
        // RFC 1035 §3.3.9, §3.3.11, RFC 1183 §1, §3.3, RFC 2230 §2, RFC 2782, RFC 3403 §4.4, RFC 9460 §4.1.
        const string Lines = """
            h A 192.0.2.1
            h AAAA 2001:db8::1
            c CNAME h
            ns NS h
            mx MX 1 h
            mx-alias MX 1 c
            srv SRV 0 0 25 h
            svcb SVCB 1 h port=53
            svcb A 192.0.2.2
            svcb-alias SVCB 0 svcb
            https HTTPS 1 . alpn=h2
            https A 192.0.2.3
            https-alias HTTPS 0 https
            naptr-a NAPTR 1 1 "A" "x" "" h
            naptr-s NAPTR 1 1 "s" "x" "" srv
            naptr-u NAPTR 1 1 "U" "x" "!.!sip:a@example.com!" .
            naptr NAPTR 1 1 "" "x" "" h
            afsdb AFSDB 1 h
            rt RT 1 h
            kx KX 1 h
            ptr PTR h
            """;
        DnsMessage response = Ask.Tcp(ZoneText.Set(("example.com.", Lines)), $"{owner}.example.com.", type);
        Assert.Equal(expected, string.Join('|', Ask.Lines(response.Additional).Select(Short)));
    }

    [Fact]
    public void What_stands_in_the_answer_does_not_come_again()
    {
        DnsMessage response = Ask.Tcp(ZoneText.Set(("example.com.", Example)), "example.com.", "ANY");
        Assert.Equal(2, response.Answer.Concat(response.Additional).Count(record => record.Type == RrType.Mx));
        Assert.Equal(response.Additional.Count, response.Additional.Distinct().Count());
    }

    [Fact]
    public void Names_of_other_hosted_zones_are_found_after_each_publish()
    {
        ZoneSet alone = ZoneText.Set(("example.com.", Example));
        Assert.Empty(Ask.Tcp(alone, "far.example.com.", "RMX").Additional);
        ZoneSet both = alone.With([ZoneText.Compile("other.test.", Other)], []);
        Assert.Equal(["relay.other.test. A", "list.other.test. APL"], Ask.Lines(Ask.Tcp(both, "far.example.com.", "RMX").Additional));
        ZoneSet changed = both.With([ZoneText.Compile("other.test.", "relay A 203.0.113.2")], []);
        DnsRecord only = Assert.Single(Ask.Tcp(changed, "far.example.com.", "RMX").Additional);
        Assert.Equal("cb007102", only.Rdata);
        Assert.Empty(Ask.Tcp(changed.With([], [Name.Parse("other.test.")]), "far.example.com.", "RMX").Additional);
    }

    [Fact]
    public void A_zone_hosted_below_overrules_what_its_parent_says_of_its_names()
    {
        ZoneSet zones = ZoneText.Set(
            ("example.com.", "@ RMX host:a.dept.example.com.\na.dept A 192.0.2.1"), ("dept.example.com.", "a A 192.0.2.2"));
        Assert.Equal("c0000202", Assert.Single(Ask.Udp(zones, "example.com.", "RMX").Additional).Rdata);
    }

    [Fact]
    public void A_server_without_an_address_of_a_family_gets_it_from_a_zone_hosted_below()
    {
        const string Parent = "cut NS ns.sub\nsub NS ns.sub\nns.sub A 192.0.2.53";
        string[] Servers(ZoneSet zones) => [.. Ask.Lines(Ask.Udp(zones, "www.cut.example.com.", "A").Additional).Select(Short)];
        Assert.Equal(["ns.sub A"], Servers(ZoneText.Set(("example.com.", Parent))));
        ZoneSet both = ZoneText.Set(("example.com.", Parent), ("sub.example.com.", "ns AAAA 2001:db8::53"));
        Assert.Equal(["ns.sub A", "ns.sub AAAA"], Servers(both));
    }

    [Fact]
    public void A_set_that_does_not_fit_is_passed_over_and_a_later_one_still_tried()
    {
        string many = string.Join('\n', Enumerable.Range(1, 60).Select(i => $"big A 192.0.2.{i}"));
        ZoneSet zones = ZoneText.Set(("example.com.", $"@ RMX host:big.example.com. host:small.example.com.\nsmall A 198.51.100.1\n{many}"));
        DnsMessage plain = Ask.Udp(zones, "example.com.", "RMX");
        Assert.Equal(["small.example.com. A"], Ask.Lines(plain.Additional));
        Assert.False(plain.IsTruncated);
        Assert.Equal(61, Ask.Udp(zones, "example.com.", "RMX", edns: 4096).Additional.Count);
    }

    [Fact]
    public void Two_hundred_references_to_fifty_addresses_each_cost_bounded_steps()
    {
        string entries = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"host:h{i}.e."));
        string hosts = string.Join('\n', Enumerable.Range(0, 200).SelectMany(i => Enumerable.Range(1, 50).Select(j => $"h{i} A 192.0.{i}.{j}")));
        ZoneSet zones = ZoneText.Set(("e.", $"@ RMX {entries}\n{hosts}"));
        var answerer = new Answerer(new AnswerSettings());
        byte[] request = Ask.Query("e.", "RMX").Encode(1);
        byte[] response = new byte[ushort.MaxValue];
        Assert.InRange(answerer.Answer(zones, request, response, Transport.Stream), 60_000, ushort.MaxValue);
        Assert.InRange(answerer.Steps, 1, 400);
        Assert.Equal(new TruncationCount(Name.Parse("e."), 0, 1), Assert.Single(answerer.Truncations.Snapshot()));
        long before = answerer.Steps;
        answerer.Answer(zones, request, response, Transport.Udp);
        Assert.InRange(answerer.Steps - before, 0, 400);
        Assert.Equal((1, 1), (answerer.Counters.Trimmed, answerer.Counters.Truncated));
    }

    [Theory]
    [InlineData(10_000, 200)]
    [InlineData(10_000, 40)]
    public void Ten_thousand_records_with_the_same_references_take_a_few_times_the_octets_of_their_text(int records, int references)
    {
        string[] names = [.. Enumerable.Range(0, references).Select(i => $"relay{i}.example.com.")];
        string entries = string.Join(' ', names.Select(name => $"host:{name}"));
        Assert.True(ZoneText.Types[ZoneText.Types.RmxType].TryParseText(entries, Name.Root, out byte[] rdata, out _));
        string hosts = string.Join('\n', names.SelectMany(name => Enumerable.Range(1, 50).Select(i => $"{name} A 192.0.2.{i}")));
        ZoneContents contents = ZoneText.Read("example.com.", hosts);
        IEnumerable<RrSet> many = Enumerable.Range(0, records)
            .Select(i => new RrSet(Name.Parse($"d{i}.example.com."), ZoneText.Types.RmxType, 60, default, [new SourceRecord(rdata, default)]));
        Zone zone = ZoneCompiler.Compile(new ZoneContents(contents.Origin, contents.File, [.. contents.RrSets, .. many]), ZoneText.Types);
        Assert.InRange(zone.Octets, 1, 4L * ((records * (long)entries.Length) + hosts.Length));
    }

    private static string Short(string line) =>
        line.StartsWith("example.com. ", StringComparison.Ordinal) ? "@" + line[12..] : line.Replace(".example.com.", "", StringComparison.Ordinal);
}
