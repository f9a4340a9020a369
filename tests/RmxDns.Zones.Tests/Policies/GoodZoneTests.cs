using RmxDns.Rdata;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests.Policies;

/// <summary>A thousand zones as careful owners write them, all different, give no error and no warning.</summary>
public class GoodZoneTests
{
    private static readonly TypeTable Types = new();

    [Fact]
    public void Good_zones_raise_no_alarm() => Parallel.For(0, 1000, seed =>
    {
        string yaml = Zone(new Random(seed));
        ZoneFile file = new ZoneFileLoader(Types, new LoadSettings { ForLint = true }).LoadText("example.com.yaml", yaml);
        IReadOnlyList<Finding> findings = new Linter(Types, new LintSettings()).Lint([file], []);
        Assert.True(findings.All(finding => finding.Severity == Severity.Info), $"zone {seed}:\n{yaml}\n{string.Join('\n', findings)}");
    });

    private static string Zone(Random random)
    {
        bool six = random.Next(2) == 0, text = random.Next(2) == 0;
        var lines = new List<string>
        {
            "$origin: example.com.",
            text ? "$rmx-txt: true" : "$ttl: 2h",
            "'':",
            "  - {type: SOA, value: {mname: ns1.example.com., rname: hostmaster.example.com., serial: 1}}",
            "  - {type: NS, values: [ns1.example.com., ns2.example.com.]}",
            "  - {type: MX, values: [10 mail.example.com.]}",
            "  - type: RMX",
            "    value:",
        };
        var entries = new List<string>();
        // A host taken out of the network that follows it, networks that are no neighbours, and what the other entries refer to.
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            if (random.Next(3) == 0)
                entries.Add($"'!ipv4:81.2.{2 * i}.{random.Next(256)}'");
            entries.Add($"ipv4:81.2.{2 * i}.0/{random.Next(20, 25) switch { < 24 => 24, int length => length }}");
        }
        if (six)
            entries.Add($"ipv6:2a00:{random.Next(1, 9999):x}::/{random.Next(32, 65)}");
        string[] references = ["host:relay.example.com.", "apl:list.example.com.", "mx", "domain", "ipmap:map.example.com.", "sasl:PLAIN", "full"];
        random.Shuffle(references);
        entries.AddRange(references.Take(random.Next(references.Length)));
        lines.AddRange(entries.Select(entry => $"      - {entry}"));
        lines.Add("ns1: {type: A, value: 5.6.7.8}\nns2: {type: A, value: 5.6.8.8}");
        lines.Add("mail: [{type: A, value: 5.6.7.25}" + (six ? ", {type: AAAA, value: '2a02::25'}" : "") + "]");
        lines.Add("relay: {type: A, values: [5.6.9.25, 5.6.9.26]}");
        lines.Add("list: {type: APL, value: ['!1:93.184.216.5/32', '1:93.184.216.0/24']}");
        lines.Add("1.2.3.4.map: {type: A, value: 127.0.0.2}");
        if (entries.Contains("full"))
            lines.Add("joe._rmx: {type: RMX, value: sasl}");
        // A wildcard has no TXT beside it.
        if (entries.Contains("full") && !text)
            lines.Add("'*._rmx': {type: RMX, value: '!ipv4:93.184.217.0/24 mx'}");
        if (random.Next(2) == 0)
            lines.Add("parked: {type: RMX, value: unused}");
        if (random.Next(2) == 0)
            lines.Add("news: [{type: MX, value: 10 mail.example.com.}, {type: RMX, value: 'mx ipv4:93.184.218.7'}]");
        return string.Join('\n', lines) + "\n";
    }
}
