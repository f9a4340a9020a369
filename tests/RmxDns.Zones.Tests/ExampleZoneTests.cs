using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>The example zones are clean, and together they show every kind of entry.</summary>
public class ExampleZoneTests
{
    private static readonly TypeTable Types = new();

    public static TheoryData<string> Files() => [.. ZoneFolder.Scan(Repository.PathOf("zones")).Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Loads_without_any_finding(string file)
    {
        ZoneFile zone = Load(file);
        Assert.DoesNotContain(zone.Findings, finding => finding.Rule.Id != "soa-missing");
        Assert.NotNull(zone.Contents);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Says_what_it_shows(string file) =>
        Assert.StartsWith("# ", File.ReadAllText(Repository.PathOf("zones", file)), StringComparison.Ordinal);

    [Fact]
    public void Every_entry_type_is_shown()
    {
        var tags = new HashSet<string>();
        foreach (string file in Files())
        {
            foreach (RrSet rrSet in Load(file).Contents!.RrSets.Where(rrSet => rrSet.Type == Types.RmxType))
                tags.UnionWith(rrSet.Records.SelectMany(record => Types[rrSet.Type].Format(record.Rdata).Split(' ')).Select(entry => entry.TrimStart('!').Split(':')[0]));
        }
        string[] all = ["ipv4", "ipv6", "host", "apl", "domain", "unused", "full", "mx", "ipmap", "tlsfp", "ldap", "sasl", "sig"];
        Assert.Empty(all.Except(tags));
    }

    [Fact]
    public void Example_com_refers_to_addresses_prefixes_and_exchanges()
    {
        ZoneContents zone = Load("example.com.yaml").Contents!;
        RrSet rmx = Assert.Single(zone.RrSets, rrSet => rrSet.Owner.Equals(zone.Origin) && rrSet.Type == Types.RmxType);
        Assert.Equal(
            "!ipv4:192.0.2.66 ipv4:192.0.2.0/24 ipv6:2001:db8:25::/48 host:relay.example.com. apl:relays.example.com. mx:",
            Types[rmx.Type].Format(rmx.Records[0].Rdata));
    }

    private static ZoneFile Load(string file) => new ZoneFileLoader(Types, new LoadSettings()).Load(Repository.PathOf("zones", file));
}
