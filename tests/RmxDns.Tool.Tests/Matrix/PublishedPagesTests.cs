using System.Diagnostics;
using System.Text.RegularExpressions;
using RmxDns.Interop;
using RmxDns.Interop.Resolvers;
using RmxDns.Testing.Peers;

namespace RmxDns.Tool.Tests.Matrix;

/// <summary>The pages of the last whole run: complete, of one day, and what "What it means" claims of every resolver stands in them.</summary>
public sealed partial class PublishedPagesTests
{
    private static readonly string Matrix = File.ReadAllText(Path.Combine(Folders.Pages, "README.md"));

    [Fact]
    public void Every_resolver_has_a_page_of_the_same_day()
    {
        string day = Day().Match(Matrix).Groups[1].Value;
        foreach (Resolver resolver in Resolver.All)
        {
            string page = File.ReadAllText(Path.Combine(Folders.Pages, $"{resolver.Id}.md"));
            Assert.Equal(day, Day().Match(page).Groups[1].Value);
            Assert.All(resolver.Modes, mode => Assert.Contains($"## {mode}: what does not pass", page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_link_of_the_pages_leads_somewhere()
    {
        foreach (string file in Directory.EnumerateFiles(Folders.Pages, "*.md"))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(file)))
                Assert.True(File.Exists(Path.Combine(Folders.Pages, link.Groups[1].Value)), $"{Path.GetFileName(file)} links to {link.Groups[1].Value}");
        }
    }

    [Theory]
    [InlineData("canary")]
    [InlineData("plain-one")]
    [InlineData("plain-refs")]
    [InlineData("wildcard")]
    [InlineData("case-mixed")]
    [InlineData("rdata-0")]
    [InlineData("rdata-2000")]
    [InlineData("rdata-65000")]
    [InlineData("records-90")]
    [InlineData("raw-text")]
    [InlineData("raw-pointer-like")]
    [InlineData("ptr-question")]
    [InlineData("ptr-additional")]
    public void What_is_claimed_of_every_resolver_passes_everywhere(string id)
    {
        string row = Matrix.Split('\n').Single(line => line.StartsWith($"| `{id}` ", StringComparison.Ordinal));
        Assert.All(row.Split('|')[2..^1], cell => Assert.Equal("✓", cell.Trim()));
    }

    [Fact]
    public async Task Tshark_opens_every_capture()
    {
        if (Peer.WhyMissing("tshark") is string reason)
            Assert.Skip(reason);
        string[] files = Directory.GetFiles(Path.Combine(Folders.Pages, "captures"), "*.pcap");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            using Process tshark = Process.Start(new ProcessStartInfo("tshark", ["-r", file, "-Y", "dns", "-c", "3"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = await tshark.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await tshark.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, tshark.ExitCode);
            Assert.Contains("interop.test", output, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"[Mm]easured on (\d{4}-\d\d-\d\d)")]
    private static partial Regex Day();

    [GeneratedRegex(@"\]\(([a-z][^)#:]*|\.\./[^)#:]*)(#[^)]*)?\)")]
    private static partial Regex Link();
}
