using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx size</c>: what it says is what the running server sends; pictures as text, JSON and SVG.</summary>
public class SizeTests
{
    /// <summary>More entries than 512 octets hold, and a list that does not fit behind others.</summary>
    private static readonly string Long = string.Join(' ', Enumerable.Range(0, 90).Select(i => string.Create(CultureInfo.InvariantCulture, $"ipv4:192.0.2.{i}")));

    [Fact]
    public async Task Sizes_of_every_example_are_those_that_the_server_sends()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(Repository.PathOf("zones"));
        JsonArray pictures = JsonNode.Parse(RmxRun.Of("size", "zones", "--json").Output)!.AsArray();
        Assert.True(pictures.Count > 15);
        foreach (JsonNode? picture in pictures)
        {
            byte[] name = Name.Parse((string)picture!["owner"]!).Wire.ToArray();
            DnsMessage whole = DnsExchange.Tcp(server.EndPoint, new DnsQuery(name, RrType.DefaultRmx))!;
            Assert.Equal(whole.Length, (int)picture["fullOctets"]!);
            DnsMessage plain = DnsExchange.Udp(server.EndPoint, new DnsQuery(name, RrType.DefaultRmx))!;
            DnsMessage edns = DnsExchange.Udp(server.EndPoint, new DnsQuery(name, RrType.DefaultRmx) { EdnsSize = 1232 })!;
            Assert.Equal([plain.Length, edns.Length], picture["clients"]!.AsArray().Select(client => (int)client!["octets"]!));
            Assert.Equal(whole.Length, picture["parts"]!.AsArray().Sum(part => (int)part!["octets"]!));
            Assert.Equal(whole.Answer.Count, picture["parts"]!.AsArray().Count(part => (string?)part!["part"] == "answer"));
            Assert.Equal(whole.Additional.Count, picture["parts"]!.AsArray().Count(part => (string?)part!["part"] == "additional"));
        }
    }

    [Fact]
    public void A_record_that_is_too_long_is_told_by_how_much()
    {
        // Header 12, question 17, owner to length 12, 90 entries of 6 octets: 581.
        RmxRun run = RmxRun.Of("size", Long);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("example.com. RMX: 581 octets, 581 with additional records\n  UDP without EDNS, 512 octets: the answer is 69 too long; TC is set", run.Output, StringComparison.Ordinal);
        Assert.Contains("UDP with EDNS, 1232 octets: everything fits (592 used, 640 free)", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n  512  \[H+Q+\.+\]  29 octets, TC: does not fit\n", run.Output);
        Assert.Contains("A  answer    example.com. RMX, 90 entries", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_owner_counts()
    {
        JsonNode picture = JsonNode.Parse(RmxRun.Of("size", "mx", "--owner", "a.long.name.example.net", "--json").Output)![0]!;
        Assert.Equal(12 + 25 + 4 + 12 + 1, (int)picture["answerOctets"]!);
        Assert.Equal("a.long.name.example.net. MX", (string?)picture["notInTheseZones"]![0]);
    }

    [Fact]
    public void Zones_beside_bring_additional_records()
    {
        string[] alone = ["size", "zones/example.com.yaml", "--owner", "news.example.com"];
        Assert.Contains("not in these zones: customers.provider.example. APL", RmxRun.Of(alone).Output, StringComparison.Ordinal);
        Assert.Contains("additional  customers.provider.example. APL", RmxRun.Of([.. alone, "--context", "zones"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_master_file_is_read_by_its_name()
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("size.example.zone");
        File.WriteAllText(file, "@ 300 IN SOA ns hostmaster 1 7200 900 1209600 300\n@ IN NS ns\nns IN A 192.0.2.53\n@ IN MX 10 mail\nmail IN A 192.0.2.25\n@ IN TYPE65280 \\# 1 08\n");
        // Header 12, question 18, answer 13; MX 12 + 2 + 7, A 16.
        Assert.StartsWith("size.example. RMX: 43 octets, 80 with additional records\n", RmxRun.Of("size", file).Output, StringComparison.Ordinal);
        Assert.Equal(2, RmxRun.Of("size", folder.PathOf("none.zone")).ExitCode);
    }

    [Fact]
    public void Another_type_can_be_asked_for() =>
        Assert.StartsWith("example.com. MX: ", RmxRun.Of("size", "zones/example.com.yaml", "--owner", "example.com", "-t", "MX").Output, StringComparison.Ordinal);

    [Fact]
    public void The_picture_for_documents_is_svg_that_stays_the_same()
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("a.svg");
        Assert.Equal(0, RmxRun.Of("size", "zones/example.com.yaml", "--owner", "example.com", "--svg", file).ExitCode);
        string first = File.ReadAllText(file);
        Assert.Equal(0, RmxRun.Of("size", "zones/example.com.yaml", "--owner", "example.com", "--svg", file).ExitCode);
        Assert.Equal(first, File.ReadAllText(file));
        XElement svg = XDocument.Parse(first).Root!;
        Assert.Equal("{http://www.w3.org/2000/svg}svg", svg.Name.ToString());
        Assert.Contains("additional relay.example.com. A 203.0.113.25", svg.Value, StringComparison.Ordinal);
        // Bars are as long as their octets: the boxes of the first add up to 260 of 512 in 800 units.
        XElement[] boxes = [.. svg.Elements().Where(element => element.Name.LocalName == "g").Select(group => group.Elements().Last())];
        double total = boxes.Take(9).Sum(box => double.Parse(box.Attribute("width")!.Value, CultureInfo.InvariantCulture));
        Assert.Equal(260 * 800 / 512.0, total, tolerance: 0.1);
    }

    [Fact]
    public void A_picture_s_captions_are_no_wider_than_it_and_its_legend_has_opt()
    {
        using var folder = new TemporaryFolder();
        string list = string.Join(' ', Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"1:192.0.2.{i}/32")));
        string zone = folder.Write("size.example.yaml", $"'':\n  - {{type: SOA, value: {{mname: ns, serial: 1}}}}\n  - {{type: NS, value: ns}}\n  - {{type: RMX, value: 'apl:list.size.example.'}}\nns: {{type: A, value: 192.0.2.53}}\nlist: {{type: APL, value: '{list}'}}\n");
        string file = folder.PathOf("a.svg");
        RmxRun run = RmxRun.Of("size", zone, "--owner", "size.example", "--svg", file);
        Assert.True(run.ExitCode == 0, run.Error);
        XElement svg = XDocument.Load(file).Root!;
        XElement[] captions = [.. svg.Elements().Where(element => element.Name.LocalName == "text")];
        Assert.All(captions, caption => Assert.InRange(string.Concat(caption.Nodes().OfType<XText>().Select(text => text.Value)).Length, 1, 100));
        Assert.Single(captions, caption => caption.Elements().Any(title => title.Value.Contains("1:192.0.2.39/32", StringComparison.Ordinal)));
        Assert.Equal("opt", captions[^1].Value);
    }

    [Fact]
    public void Hostile_names_stay_text_in_svg()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, RmxRun.Of("size", @"host:<script>\000\255&.example", "--svg", folder.PathOf("a.svg")).ExitCode);
        Assert.DoesNotContain("<script", File.ReadAllText(folder.PathOf("a.svg")), StringComparison.Ordinal);
        Assert.NotNull(XDocument.Load(folder.PathOf("a.svg")));
    }

    [Theory]
    [InlineData(2, "size", "no-such-file.yaml")]
    [InlineData(2, "size", "zones", "--svg", "a.svg")]
    [InlineData(2, "size", "mx", "--owner", "..")]
    [InlineData(2, "size", "mx", "--type", "NOTYPE")]
    [InlineData(2, "size", "mx", "--type", "MX")]
    [InlineData(2, "size", "mx", "--svg", "no-such-folder/a.svg")]
    [InlineData(1, "size", "sendmail:x")]
    [InlineData(1, "size", "zones", "--owner", "nowhere.example.com")]
    [InlineData(1, "size", "zones", "--owner", "outside.example")]
    [InlineData(1, "size", "tests/data/lint/cname-and-other/bad.yaml")]
    public void What_cannot_be_drawn_is_told(int code, params string[] arguments)
    {
        RmxRun run = RmxRun.Of(arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }
}
