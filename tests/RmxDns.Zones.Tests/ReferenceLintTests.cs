using RmxDns.Rdata;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests;

/// <summary>
/// References are followed as the server answers: through wildcards, cuts, aliases and the other zones. What nobody here knows is not
/// blamed, and of several faults of one name the first is said.
/// </summary>
public class ReferenceLintTests
{
    private const string Apex = """
        '': [{type: SOA, value: {mname: ns1, serial: 1}}, {type: NS, values: [ns1, ns2.example.org.]}]
        ns1: {type: A, value: 192.0.2.53}

        """;

    [Theory]
    [InlineData("m: {type: MX, value: 10 in.example.org.}", "")]
    [InlineData("m: {type: MX, value: 10 any.w}|'*.w': {type: A, value: 192.0.2.1}", "")]
    [InlineData("m: {type: MX, value: 10 any.w}|'*.w': {type: TXT, value: x}", "mx-target-missing")]
    [InlineData("m: {type: MX, value: 10 any.w}|'*.w': {type: CNAME, value: ns1}", "target-is-alias")]
    [InlineData("m: {type: MX, value: 10 mx.sub}|sub: {type: NS, value: ns.example.org.}", "")]
    [InlineData("m: {type: MX, value: 10 sub}|sub: {type: NS, value: ns.example.org.}", "")]
    [InlineData("m: {type: MX, value: 10 a.d}|d: {type: DNAME, value: example.org.}", "target-is-alias")]
    [InlineData("m: {type: MX, value: 10 empty}|x.empty: {type: A, value: 192.0.2.1}", "mx-target-missing")]
    [InlineData("m: {type: MX, value: 10 six}|six: {type: AAAA, value: '2001:db8::1'}", "")]
    [InlineData("m: {type: MX, value: 10 text}|text: {type: TXT, value: x}", "mx-target-missing")]
    [InlineData("m: {type: MX, value: 10 host.other.test.}", "")]
    [InlineData("m: {type: MX, value: 10 nothing.other.test.}", "mx-target-missing")]
    [InlineData("m: {type: MX, value: 10 alias.other.test.}", "target-is-alias")]
    [InlineData("m: {type: MX, value: 10 host.broken.test.}", "")]
    [InlineData("m: {type: MX, value: 10 192.0.2.1.}", "target-is-address")]
    [InlineData("m: {type: MX, value: '10 2001:db8::1'}", "target-is-address")]
    [InlineData("m: {type: MX, value: 10 1.2.3.4.5}", "mx-target-missing")]
    [InlineData("m: {type: MX, value: 10 mx.example.com}", "label-repeats-zone")]
    [InlineData("m: {type: MX, value: 10 my_mx.example.org.}", "underscore-host")]
    [InlineData("m: {type: MX, value: 10 my_mx}", "mx-target-missing")]
    [InlineData("m: {type: PTR, value: nothing}", "")]
    [InlineData("m: {type: CNAME, value: empty}|x.empty: {type: A, value: 192.0.2.1}", "")]
    [InlineData("m: {type: CNAME, value: text}|text: {type: TXT, value: x}", "")]
    [InlineData("m: {type: CNAME, value: nothing}", "cname-target-missing")]
    [InlineData("a: {type: CNAME, value: b}|b: {type: CNAME, value: c}|c: {type: CNAME, value: b}", "cname-loop")]
    [InlineData("'*.w': {type: CNAME, value: x.w}", "cname-loop")]
    [InlineData("a: {type: CNAME, value: back.other.test.}", "cname-loop")]
    [InlineData("m: {type: SRV, value: 0 0 0 .}", "srv-owner")]
    [InlineData("_x._tcp: {type: SRV, value: 0 0 1 sub}|sub: {type: NS, value: ns.example.org.}", "")]
    [InlineData("m: {type: HTTPS, value: 0 svc}|svc: {type: HTTPS, value: 1 .}", "")]
    [InlineData("m: {type: HTTPS, value: 1 al}|al: {type: CNAME, value: ns1}", "")]
    [InlineData("sub: {type: NS, value: sub}|", "glue-missing")]
    [InlineData("sub: {type: NS, value: ns.deep.sub}|ns.deep.sub: {type: AAAA, value: '2001:db8::1'}", "ns-without-ipv4")]
    [InlineData("sub: {type: NS, value: ns.lab}|lab: {type: NS, value: ns.example.org.}", "")]
    [InlineData("sub: {type: NS, value: ns.lab}|lab: {type: NS, value: ns.lab}|ns.lab: {type: A, value: 192.0.2.1}", "")]
    [InlineData("sub: [{type: NS, value: ns.example.org.}, {type: TXT, value: x}, {type: DS, value: 1 13 2 0000000000000000000000000000000000000000000000000000000000000000}]", "below-cut")]
    [InlineData("sub: {type: NS, value: ns.example.org.}|deep.sub: {type: NS, value: 10.0.0.1}", "below-cut")]
    public void Says_what_the_zones_say(string records, string rules)
    {
        var loader = new ZoneFileLoader(new TypeTable(), new LoadSettings { ForLint = true });
        ZoneFile[] beside =
        [
            loader.LoadText("other.test.yaml", Apex + "host: {type: A, value: 192.0.2.1}\nalias: {type: CNAME, value: host}\nback: {type: CNAME, value: a.example.com.}\n"),
            loader.LoadText("broken.test.yaml", Apex + "www: {type: A, value: none}\n"),
        ];
        ZoneFile zone = loader.LoadText("example.com.yaml", Apex + records.Replace('|', '\n') + "\n");
        Assert.NotNull(zone.Contents);
        IEnumerable<string> found = new Linter(new TypeTable(), new LintSettings()).Lint([zone], beside).Where(finding => finding.Severity != Severity.Info).Select(finding => finding.Rule.Id);
        Assert.Equal(rules, string.Join(' ', found));
    }
}
