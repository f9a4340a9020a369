using RmxDns.Rdata;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests;

/// <summary>
/// Rules that came from other checkers' lists (docs/lint-and-peers.md), at their edges: what they speak of, and what stands right beside
/// it and is no fault. Expected is what the peers' sources and the RFCs say.
/// </summary>
public class PeerRuleTests
{
    private const string Servers = "{type: NS, values: [ns.example.org., ns.example.net.]}";

    [Theory]
    [InlineData("1.2.3.4", "ptr-owner")]
    [InlineData("1.2.3", "ptr-owner")]
    [InlineData("1.2", "")]
    [InlineData("300.2", "ptr-owner")]
    [InlineData("2", "")]
    [InlineData("1.0/25", "")]
    [InlineData("b._dns-sd._udp", "")]
    [InlineData("'*'", "")]
    public void Ipv4_addresses_have_four_numbers(string owner, string rules) => Assert.Equal(rules, Lint("2.192.in-addr.arpa", $"{owner}: {{type: PTR, value: a.example.org.}}"));

    [Theory]
    [InlineData("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0", "")]
    [InlineData("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0", "ptr-owner")]
    [InlineData("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0", "ptr-owner")]
    [InlineData("01.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0", "ptr-owner")]
    public void Ipv6_addresses_have_32_digits(string owner, string rules) => Assert.Equal(rules, Lint("8.b.d.0.1.0.0.2.ip6.arpa", $"{owner}: {{type: PTR, value: a.example.org.}}"));

    [Theory]
    [InlineData("ns.example.org.", "2h", "")]
    [InlineData(".", "2h", "")]
    [InlineData("localhost.", "2h", "soa-mname-missing")]
    [InlineData("gone", "2h", "soa-mname-missing")]
    [InlineData("my_ns.example.org.", "2h", "underscore-host")]
    [InlineData("a/b.example.org.", "2h", "hostname-syntax")]
    [InlineData("ns.example.123.", "2h", "hostname-syntax")]
    [InlineData("ns.example.org.", "0", "soa-timers")]
    public void Soa_names_a_host_and_remembers_what_is_missing(string primary, string minimum, string rules) =>
        Assert.Equal(rules, Lint("example.com", "www: {type: A, value: 192.0.2.1}", $"{{mname: '{primary}', serial: 1, minimum: {minimum}}}"));

    [Theory]
    [InlineData("c: {type: CNAME, value: 'a,b.example.org.'}", "target-characters")]
    [InlineData("c: {type: CNAME, value: 'a\\032b.example.org.'}", "target-characters")]
    [InlineData("c: {type: CNAME, value: '_sip._tcp.a@b.example.org.'}", "")]
    [InlineData("c: {type: CNAME, value: '1.0/25.2.0.192.in-addr.arpa.'}", "")]
    [InlineData("c: {type: CNAME, value: 'a_b.example.org.'}", "")]
    [InlineData("c: {type: PTR, value: 'My\\032Printer._ipp._tcp.example.org.'}", "")]
    [InlineData("c: {type: NS, values: [ns.example.org., ns.example.9.]}", "hostname-syntax")]
    [InlineData("m: {type: MX, value: 0 .}", "")]
    [InlineData("m: {type: MX, value: 5 .}", "mx-null-preference")]
    [InlineData("m: {type: MX, values: [5 ., 10 mx.example.org.]}", "mx-null-with-others")]
    [InlineData("m: {type: CAA, value: '0 iodef \"mailto:a@example.org\"'}", "caa-without-issuer")]
    [InlineData("m: {type: CAA, values: ['0 iodef \"mailto:a@example.org\"', '0 issuemail \"ca.example\"']}", "")]
    [InlineData("m: {type: CAA, value: '0 issue \";\"'}", "")]
    [InlineData("_25._tcp.m: {type: TLSA, value: 3 1 1 0000000000000000000000000000000000000000000000000000000000000000}", "tlsa-host-missing")]
    [InlineData("'*._tcp.m': {type: TLSA, value: 3 1 1 0000000000000000000000000000000000000000000000000000000000000000}", "")]
    [InlineData("_25._tcp.m: {type: TLSA, value: 3 1 1 0000000000000000000000000000000000000000000000000000000000000000}|m: {type: CNAME, value: a.example.org.}", "")]
    [InlineData("_25._tcp.m: {type: TLSA, value: 3 1 1 0000000000000000000000000000000000000000000000000000000000000000}|'*': {type: AAAA, value: '2001:db8::1'}", "tlsa-host-missing")]
    public void Records_say_what_clients_can_use(string records, string rules) => Assert.Equal(rules, Lint("example.com", records));

    [Theory]
    [InlineData("257 3 15 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "")]
    [InlineData("257 3 15 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "dnskey-parameters")]
    [InlineData("257 3 13 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "dnskey-parameters")]
    [InlineData("257 3 8 AwEAAcAB", "")]
    [InlineData("257 3 8 AwABAcAB", "dnskey-parameters")]
    [InlineData("257 3 8 AwEAAQDA", "dnskey-parameters")]
    [InlineData("257 3 8 AwEAAQ==", "dnskey-parameters")]
    public void Keys_have_the_shape_of_their_algorithm(string key, string rules) =>
        Assert.Equal($"{rules} dnssec-data-unsigned".Trim(), Lint("example.com", "www: {type: A, value: 192.0.2.1}", apex: $"{{type: DNSKEY, value: {key}}}"));

    [Theory]
    [InlineData("sub: {type: NS, values: [ns.sub, ns.example.net.]}|ns.sub: {type: A, value: 192.0.2.53}", "")]
    [InlineData("sub: {type: NS, values: [NS.sub, ns.example.NET.]}|ns.sub: {type: A, value: 192.0.2.53}", "")]
    [InlineData("sub: {type: NS, values: [ns.sub, ns.example.org.]}|ns.sub: {type: A, value: 192.0.2.53}", "delegation-differs")]
    [InlineData("sub: {type: NS, values: [ns.sub, ns.example.net.]}|ns.sub: {type: A, values: [192.0.2.53, 192.0.2.54]}", "glue-differs")]
    [InlineData("sub: {type: NS, values: [ns.sub, ns.example.net.]}|ns.sub: [{type: A, value: 192.0.2.53}, {type: AAAA, value: '2001:db8::1'}]", "glue-differs")]
    [InlineData("www: {type: A, value: 192.0.2.1}", "delegation-missing")]
    [InlineData("www: {type: A, value: nothing}|sub: {type: NS, value: ns.example.org.}", "delegation-differs")]
    [InlineData("sub: {type: NS, value: nothing at all}", "")]
    public void The_zone_above_agrees(string above, string rules)
    {
        ZoneFile parent = Load("example.com", above, "{serial: 1}", null);
        ZoneFile child = Load("sub.example.com", "ns: {type: A, value: 192.0.2.53}", "{serial: 1}", null, "{type: NS, values: [ns, ns.example.net.]}");
        Assert.Equal(rules, Ids([parent, child], child.Path));
        Assert.Equal(parent.Contents is null ? "" : rules, Ids([child], child.Path, parent));
    }

    private static string Lint(string zone, string records, string soa = "{mname: ns.example.org., serial: 1}", string? apex = null)
    {
        ZoneFile file = Load(zone, records, soa, apex);
        return Ids([file], file.Path);
    }

    private static string Ids(IReadOnlyList<ZoneFile> files, string path, params ZoneFile[] beside) => string.Join(' ', new Linter(new TypeTable(), new LintSettings()).Lint(files, beside)
        .Where(finding => finding.File == path && finding.Severity != Severity.Info).Select(finding => finding.Rule.Id).Distinct().Order(StringComparer.Ordinal));

    private static ZoneFile Load(string zone, string records, string soa, string? apex, string servers = Servers)
    {
        string text = $"'': [{{type: SOA, value: {soa}}}, {servers}{(apex is null ? "" : $", {apex}")}]\n{records.Replace('|', '\n')}\n";
        return new ZoneFileLoader(new TypeTable(), new LoadSettings { ForLint = true }).LoadText($"{zone}.yaml", text);
    }
}
