namespace RmxDns.Zones.Tests.Policies;

/// <summary>Zones whose RMX record is as careful owners write one, with all that it refers to, drawn at random.</summary>
internal static class GoodPolicies
{
    public static string Draw(Random random, string zone)
    {
        bool six = random.Next(2) == 0, text = random.Next(2) == 0;
        var lines = new List<string>
        {
            "$origin: ZONE.",
            text ? "$rmx-txt: true" : "$ttl: 2h",
            "'':",
            "  - {type: SOA, value: {mname: ns1.ZONE., rname: hostmaster.ZONE., serial: 1}}",
            "  - {type: NS, values: [ns1.ZONE., ns2.ZONE.]}",
            "  - {type: MX, values: [10 mail.ZONE.]}",
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
        string[] references = ["host:relay.ZONE.", "apl:list.ZONE.", "mx", "domain", "ipmap:map.ZONE.", "sasl:PLAIN", "full"];
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
            lines.Add("news: [{type: MX, value: 10 mail.ZONE.}, {type: RMX, value: 'mx ipv4:93.184.218.7'}]");
        return string.Join('\n', lines).Replace("ZONE.", zone + ".", StringComparison.Ordinal) + "\n";
    }
}
