using System.Diagnostics;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Zones.Tests.Master;

/// <summary>Master files that ask for more than a file can need: each ends soon, with a finding.</summary>
public sealed class MasterHostileTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("rmxdns-master-").FullName;

    public static TheoryData<string, string> Files() => new()
    {
        { "many open parentheses", Repeat("a A (\n", 300_000) },
        { "parentheses in each other", new string('(', 3_000_000) },
        { "closing parentheses", Repeat(")\n", 300_000) },
        { "a word without end", new string('a', 20_000_000) },
        { "a quoted string without end", "a 60 TXT \"" + new string('a', 20_000_000) },
        { "one record of many words", "a 60 TXT " + Repeat("a ", 3_000_000) },
        { "one record of many lines", "a 60 TXT (\n" + Repeat("a\n", 3_000_000) + ")" },
        { "much $GENERATE", Repeat("$GENERATE 0-1000000 a$ A 192.0.2.1\n", 1000) },
        { "$GENERATE of long text", Repeat("$GENERATE 0-1000000 a$ TXT " + new string('$', 500) + "\n", 100) },
        { "wrong lines", Repeat("x\n", 300_000) },
        { "lines that name nothing", Repeat("$ORIGIN\n", 300_000) },
        { "quotes", "a 60 TXT " + Repeat("\"\"", 3_000_000) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_ends_soon_and_with_a_finding(string what, string text)
    {
        var clock = Stopwatch.StartNew();
        ZoneFile zone = Read("example.com.zone", text, null);
        Assert.True(clock.Elapsed < Soon, $"{what}: {clock.Elapsed}");
        Assert.Null(zone.Contents);
        Assert.Contains(zone.Findings, finding => finding.Rule.RefusesZone);
        Assert.True(zone.Findings.Count < 11_000, $"{what}: {zone.Findings.Count} findings");
    }

    [Fact]
    public void A_file_that_includes_itself_is_refused()
    {
        string file = Write("self.example.zone", "$INCLUDE self.example.zone\n$INCLUDE self.example.zone\n$INCLUDE self.example.zone\n");
        var clock = Stopwatch.StartNew();
        ZoneFile zone = Read(file, File.ReadAllText(file), _folder);
        Assert.True(clock.Elapsed < Soon, clock.Elapsed.ToString());
        Assert.Contains(zone.Findings, finding => finding.Rule.Id == "include-refused" && finding.Message.Contains("deep", StringComparison.Ordinal));
        Assert.Contains(zone.Findings, finding => finding.Message.Contains("more than 1000 files", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../outside.inc")]
    [InlineData("link.inc")]
    [InlineData("linked/outside.inc")]
    [InlineData("in/../../outside.inc")]
    [InlineData("circle.inc")]
    [InlineData("none.inc")]
    [InlineData("in")]
    [InlineData("/etc/hostname")]
    public void Nothing_is_included_from_outside_the_root(string path)
    {
        string root = Path.Combine(_folder, "root");
        _ = Directory.CreateDirectory(Path.Combine(root, "in"));
        string outside = Write("outside.inc", "secret 60 TXT x\n");
        _ = File.CreateSymbolicLink(Path.Combine(root, "link.inc"), outside);
        _ = Directory.CreateSymbolicLink(Path.Combine(root, "linked"), _folder);
        _ = File.CreateSymbolicLink(Path.Combine(root, "circle.inc"), "circle.inc");
        ZoneFile zone = Read(Path.Combine(root, "example.com.zone"), $"a 60 A 192.0.2.1\n$INCLUDE {path}\n", root);
        Finding finding = Assert.Single(zone.Findings, finding => finding.Rule.RefusesZone);
        Assert.Equal(("include-refused", 2), (finding.Rule.Id, finding.Mark.Line));
        Assert.DoesNotContain("secret", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("part.inc")]
    [InlineData("link.inc")]
    [InlineData("linked/part.inc")]
    public void A_link_within_the_root_is_followed(string path)
    {
        _ = Directory.CreateDirectory(Path.Combine(_folder, "in"));
        _ = Write("in/part.inc", "b 60 A 192.0.2.2\nc 60 A 192.0.2.300\n");
        _ = File.CreateSymbolicLink(Path.Combine(_folder, "link.inc"), "in/part.inc");
        _ = Directory.CreateSymbolicLink(Path.Combine(_folder, "linked"), "in");
        _ = Write("part.inc", "b 60 A 192.0.2.2\nc 60 A 192.0.2.300\n");
        ZoneFile zone = Read(Path.Combine(_folder, "example.com.zone"), $"a 60 A 192.0.2.1\n$INCLUDE {path}\n", _folder);
        Finding finding = Assert.Single(zone.Findings, finding => finding.Rule.Id == "rdata-syntax");
        Assert.Equal((Path.Combine(_folder, path), 2, 8), (finding.File, finding.Mark.Line, finding.Mark.Column));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ZoneFile Read(string name, string text, string? root) =>
        new MasterFileLoader(new TypeTable(), new LoadSettings(), new MasterFileSettings(IncludeRoot: root)).LoadText(name, Encoding.Latin1.GetBytes(text)).Zone;

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
