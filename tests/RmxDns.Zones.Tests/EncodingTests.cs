using System.Text;
using RmxDns.Rdata;

namespace RmxDns.Zones.Tests;

/// <summary>Octets that are no text: reported where they are, once, and the file is read on.</summary>
public class EncodingTests
{
    private const string Front = "'': {type: NS, value: ns.example.net.}\n";

    [Fact]
    public void Byte_order_mark_in_front_is_no_part_of_the_text()
    {
        ZoneFile file = Load([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("www: {type: A, value: 192.0.2.256}\n" + Front)]);
        Assert.Equal("example.com.yaml:1:23", Place(file, 0));
    }

    [Theory]
    [InlineData("a\0b: {type: A, value: 192.0.2.1}", 2, "NUL")]
    [InlineData("www: {type: TXT, value: a\u0007b}", 26, "U+0007")]
    [InlineData("www: {type: TXT, value: a\u007Fb}", 26, "U+007F")]
    [InlineData("www: {type: TXT, value: a\u0085b}", 26, "U+0085")]
    [InlineData("www: {type: TXT, value: a\u2028b}", 26, "U+2028")]
    [InlineData("www: {type: TXT, value: a\uFEFFb}", 26, "byte order mark")]
    [InlineData("www: {type: TXT, value: \u001B[31mred}", 25, "U+001B")]
    public void Control_character_is_one_finding_at_its_place(string line, int column, string message)
    {
        ZoneFile file = Load(Encoding.UTF8.GetBytes(Front + line + "\nftp: {type: A, value: 192.0.2.256}\n"));
        Assert.Equal($"example.com.yaml:2:{column}", Place(file, 0));
        Assert.Contains(message, file.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal("example.com.yaml:3:23", Place(file, 1));
        Assert.Equal(2, file.Findings.Count(finding => finding.Rule.Id != "soa-missing"));
        Assert.Null(file.Contents);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xF8, 0x88, 0x80, 0x80, 0x80 })]
    public void What_is_not_UTF_8_is_a_finding_at_its_place(byte[] octets)
    {
        ZoneFile file = Load([.. Encoding.UTF8.GetBytes(Front + "www: {type: TXT, value: ü"), .. octets, .. Encoding.UTF8.GetBytes("}\nftp: {type: A, value: 192.0.2.256}\n")]);
        Assert.Equal("example.com.yaml:2:26", Place(file, 0));
        Assert.Contains("not UTF-8", file.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains(file.Findings, finding => finding.Mark.Line == 3);
        Assert.All(file.Findings, finding => Assert.True(finding.Mark.Line == 3 || finding.Rule.Id is "yaml-syntax" or "soa-missing"));
    }

    [Fact]
    public void UTF_16_is_not_UTF_8()
    {
        ZoneFile file = Load([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Front)]);
        Assert.Equal("example.com.yaml:1:1", Place(file, 0));
        Assert.Null(file.Contents);
    }

    [Fact]
    public void Lines_end_in_any_of_three_ways()
    {
        foreach (string end in new[] { "\n", "\r\n", "\r" })
            Assert.Equal("example.com.yaml:3:23", Place(Load(Encoding.UTF8.GetBytes($"# a{end}# ü{end}www: {{type: A, value: 192.0.2.256}}{end}{Front}")), 0));
    }

    private static string Place(ZoneFile file, int index) => file.Findings.Where(finding => finding.Rule.Id != "soa-missing").ElementAt(index).ToString().Split(": ")[0];

    private static ZoneFile Load(byte[] octets) => new ZoneFileLoader(new TypeTable(), new LoadSettings()).LoadText("example.com.yaml", octets);
}
