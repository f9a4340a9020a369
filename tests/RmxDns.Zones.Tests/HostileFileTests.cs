using System.Diagnostics;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests;

/// <summary>Files made to hurt: they end in findings, soon and with little memory, and never in an exception.</summary>
public class HostileFileTests
{
    private const string Apex = "'': {type: NS, value: ns.example.net.}\n";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public void Alias_bomb_is_refused_where_it_is_named()
    {
        var bomb = new StringBuilder(Apex).Append("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 30; i++)
            bomb.Append($"x{i}: &x{i} [{string.Join(", ", Enumerable.Repeat($"*x{i - 1}", 10))}]\n");
        ZoneFile file = LoadSoon(bomb.ToString(), 200 << 20);
        Assert.Contains(file.Findings, finding => finding.Rule == FileRules.AliasBomb);
        Assert.Null(file.Contents);
    }

    [Fact]
    public void Bomb_of_merge_keys_is_refused()
    {
        var bomb = new StringBuilder(Apex).Append("m0: &m0 {");
        bomb.AppendJoin(", ", Enumerable.Range(0, 1000).Select(i => $"k{i}: v")).Append("}\n");
        for (int i = 1; i < 2000; i++)
            bomb.Append($"m{i}: &m{i} {{<<: [{string.Join(", ", Enumerable.Repeat("*m0", 20))}], x{i}: y}}\n");
        ZoneFile file = LoadSoon(bomb.ToString(), 1L << 30);
        Assert.Contains(file.Findings, finding => finding.Rule == FileRules.AliasBomb);
    }

    [Fact]
    public void Many_aliases_of_a_small_record_are_no_bomb()
    {
        var zone = new StringBuilder(Apex).Append("a: &a {type: A, value: 192.0.2.1}\n");
        for (int i = 0; i < 50_000; i++)
            zone.Append($"a{i}: *a\n");
        ZoneFile file = LoadSoon(zone.ToString(), 500 << 20);
        Assert.NotNull(file.Contents);
        Assert.Equal(50_003, file.Contents.RrSets.Count);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{")]
    [InlineData("&a [")]
    [InlineData("!t [")]
    public void Deep_nesting_is_refused(string opening)
    {
        foreach (int depth in new[] { 10_000, 200_000 })
        {
            ZoneFile file = LoadSoon(Apex + "www: " + Repeat(opening, depth), 300 << 20);
            Assert.Contains(file.Findings, finding => finding.Rule == FileRules.YamlSyntax);
        }
    }

    [Fact]
    public void Deep_nesting_over_many_lines_is_refused()
    {
        var nested = new StringBuilder(Apex);
        for (int i = 0; i < 3_000; i++)
            nested.Append(' ', i).Append("a:\n");
        ZoneFile file = LoadSoon(nested.ToString(), 300 << 20);
        Assert.Contains(file.Findings, finding => finding.Rule == FileRules.YamlSyntax);
    }

    [Theory]
    [InlineData("www: {type: TXT, value: ", "x")]
    [InlineData("www: {type: TXT, value: \"", "x")]
    [InlineData("www: {type: TXT, value: '", "x")]
    [InlineData("www:\n  type: TXT\n  value: |\n    ", "x\n    ")]
    [InlineData("www:\n  type: TXT\n  value: ", "x\n    ")]
    [InlineData("", "x")]
    [InlineData("www: !", "x")]
    [InlineData("www: &", "x")]
    [InlineData("www: *", "x")]
    [InlineData("#", "x")]
    [InlineData("www: {type: A, value: 192.0.2.1}", " ")]
    public void Scalar_of_100_MB_ends_soon(string front, string repeated)
    {
        string text = Apex + front + Repeat(repeated, 100_000_000 / repeated.Length);
        ZoneFile file = LoadSoon(text, 1L << 30);
        Assert.NotEmpty(file.Findings);
    }

    [Fact]
    public void Value_beyond_any_RDATA_is_one_finding_and_the_rest_is_read()
    {
        ZoneFile file = LoadSoon(Apex + "www: {type: TXT, value: " + Repeat("x", 1_100_000) + "}\nftp: {type: A, value: 192.0.2.256}\n", 1L << 30);
        Assert.Equal(["yaml-syntax", "rdata-syntax"], file.Findings.Where(finding => finding.Rule.RefusesZone).Select(finding => finding.Rule.Id));
    }

    [Fact]
    public void Long_comments_are_no_fault()
    {
        ZoneFile file = LoadSoon(Repeat("# A zone that was commented out: {type: A, value: 192.0.2.1}\n", 80_000) + Apex, 1L << 30);
        Assert.NotNull(file.Contents);
    }

    [Fact]
    public void File_over_the_limit_is_refused_unread()
    {
        ZoneFile file = new ZoneFileLoader(new TypeTable(), new LoadSettings { MaxFileOctets = 1000 }).LoadText("example.com.yaml", Apex + Repeat("#", 1000));
        Assert.Equal("file-unreadable", Assert.Single(file.Findings).Rule.Id);
    }

    [Fact]
    public void Many_syntax_errors_end_soon()
    {
        ZoneFile file = LoadSoon(Apex + Repeat("a: [\nb: \"\n%: @\n", 200_000), 1L << 30);
        Assert.InRange(file.Findings.Count, 50, 1000);
    }

    [Fact]
    public void Every_fault_of_a_large_file_is_reported()
    {
        var text = new StringBuilder(Apex);
        for (int i = 0; i < 20_000; i++)
            text.Append($"a{i}: {{type: A, value: 192.0.2.256}}\n");
        Assert.Equal(20_000, LoadSoon(text.ToString(), 1L << 30).Findings.Count(finding => finding.Rule == RecordRules.RdataSyntax));
    }

    [Fact]
    public void Record_with_very_many_keys_ends_soon()
    {
        var text = new StringBuilder(Apex).Append("www: {type: A, value: 192.0.2.1");
        for (int i = 0; i < 100_000; i++)
            text.Append($", k{i}: v");
        Assert.Equal(100_000, LoadSoon(text.Append("}\n").ToString(), 1L << 30).Findings.Count(finding => finding.Rule == FileRules.ZoneFormat));
    }

    private static string Repeat(string text, int count) => text.Length == 1 ? new string(text[0], count) : string.Concat(Enumerable.Repeat(text, count));

    private static ZoneFile LoadSoon(string text, long most)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        var loader = new ZoneFileLoader(new TypeTable(), new LoadSettings());
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        ZoneFile file = loader.LoadText("example.com.yaml", octets);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
        return file;
    }
}
