using RmxDns.Rdata;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests.Policies;

/// <summary>Too many addresses and those of nobody are told at the entry that lets them send, also where it only refers to them.</summary>
public class BreadthTests
{
    private const string Rest = """
        ns1: {type: A, value: 5.6.7.53}
        wide: {type: APL, value: ['1:44.0.0.0/10', '1:44.64.0.0/10', '2:2a00::/24']}
        halves: {type: APL, value: ['1:44.0.0.0/17', '1:44.0.128.0/17', '2:2a00::/33', '2:2a00:0:8000::/33']}
        hole: {type: APL, value: ['!1:44.0.0.0/16', '1:44.0.0.0/15']}
        home: {type: APL, value: ['1:10.0.0.0/24', '1:192.168.7.0/24', '1:81.2.3.0/24']}
        relay: [{type: A, values: [5.6.7.25, 10.0.0.25]}, {type: AAAA, value: 'fd00::25'}]
        all: {type: APL, value: ['1:0.0.0.0/0']}

        """;

    [Theory]
    [InlineData("apl:wide.example.com.", "apl:wide.example.com. leads to 44.0.0.0/9 (and 1 more), which lets 8,388,608 addresses send; wider than /16 is too broad [rmx-too-broad]")]
    [InlineData("apl:halves.example.com.", "")]
    [InlineData("apl:hole.example.com.", "")]
    [InlineData("apl:home.example.com.", "apl:home.example.com. leads to 10.0.0.0/24 (and 1 more), which is private (RFC 1918) [rmx-special-range]")]
    [InlineData("host:relay.example.com.", "host:relay.example.com. leads to 10.0.0.25 (and 1 more), which is private (RFC 1918) [rmx-special-range]")]
    [InlineData("mx", "mx: leads to 10.0.0.25 (and 1 more), which is private (RFC 1918) [rmx-special-range]")]
    [InlineData("!host:relay.example.com., mx", "")]
    [InlineData("!apl:wide.example.com., 'ipv4:81.2.3.0/24'", "")]
    [InlineData("apl:wide.example.net.", "")]
    [InlineData("apl:all.example.com.", "apl:all.example.com. lets every IPv4 address send that is not denied in front of it [rmx-allows-everyone]")]
    public void What_an_entry_refers_to_counts_as_if_it_were_written(string entries, string expected)
    {
        string zone = $"'': [{{type: SOA, value: {{mname: ns1, serial: 1}}}}, {{type: NS, value: ns1}}, {{type: MX, value: 10 relay}}, {{type: RMX, value: [{entries.Replace("!", "'!", StringComparison.Ordinal).Replace("com., ", "com.', ", StringComparison.Ordinal)}]}}]\n{Rest}";
        var types = new TypeTable();
        ZoneFile file = new ZoneFileLoader(types, new LoadSettings { ForLint = true }).LoadText("example.com.yaml", zone);
        IEnumerable<string> found = new Linter(types, new LintSettings()).Lint([file], [])
            .Where(finding => finding.Rule.Id is "rmx-too-broad" or "rmx-special-range" or "rmx-allows-everyone").Select(finding => $"{finding.Message} [{finding.Rule.Id}]");
        Assert.Equal(expected, string.Join('\n', found));
    }
}
