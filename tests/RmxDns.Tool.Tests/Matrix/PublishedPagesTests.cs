using System.Diagnostics;
using System.Text.RegularExpressions;
using RmxDns.Interop;
using RmxDns.Interop.Resolvers;
using RmxDns.Testing.Peers;

namespace RmxDns.Tool.Tests.Matrix;

/// <summary>The pages of the last whole run: complete, of one day, and what "What it means" claims of every resolver, or of some, stands in them.</summary>
public sealed partial class PublishedPagesTests
{
    private static readonly string Matrix = File.ReadAllText(Path.Combine(Folders.Pages, "README.md"));
    private static readonly string Clients = File.ReadAllText(Path.Combine(Folders.Pages, "clients.md"));

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
    [InlineData("raw-cut-entry")]
    [InlineData("raw-label-ff")]
    [InlineData("raw-unknown-tag")]
    [InlineData("raw-pointer-like")]
    [InlineData("ptr-question")]
    [InlineData("ptr-additional")]
    [InlineData("plain-txt")]
    [InlineData("tc-always")]
    public void What_is_claimed_of_every_resolver_passes_everywhere(string id) =>
        Assert.All(Row(Matrix, id), cell => Assert.Equal("✓", cell.Text));

    [Theory]
    [InlineData("types-unknown-65400", '✗', "pdns-recursor iterate, pdns-recursor forward")]
    [InlineData("records-150", '~', "bind iterate, bind forward")]
    [InlineData("poison-answer", '✗', "kresd stub, dnsmasq forward, dnsmasq-cache-rr forward, dnsdist forward, dnsdist-cache forward, stubby stub, resolved stub")]
    public void What_is_claimed_of_some_resolvers_is_so_of_these_alone(string id, char sign, string places)
    {
        ILookup<bool, (string Column, string Text)> cells = Row(Matrix, id).ToLookup(cell => cell.Text[0] == sign);
        Assert.Equal(places, string.Join(", ", cells[true].Select(cell => cell.Column)));
        Assert.All(cells[false], cell => Assert.Equal("✓", cell.Text));
    }

    [Theory]
    [InlineData("unbound")]
    [InlineData("kresd")]
    [InlineData("pdns-recursor")]
    public void BADVERS_is_no_data_behind_three_iterating_resolvers(string resolver)
    {
        string[] page = File.ReadAllLines(Path.Combine(Folders.Pages, $"{resolver}.md"));
        string iterating = page.SkipWhile(line => !line.StartsWith("## iterate", StringComparison.Ordinal)).First(line => line.StartsWith("| `edns-badvers` ", StringComparison.Ordinal));
        Assert.Contains("| fail | all | no record of the type", iterating, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canary", "")]
    [InlineData("case-mixed", "")]
    [InlineData("rdata-0", "")]
    [InlineData("records-90", "drill")]
    [InlineData("rdata-2000", "drill")]
    public void Every_client_library_but_that_of_Node_gives_the_octets_and_drill_where_nothing_is_truncated(string id, string without) =>
        Assert.All(Row(Clients, id).Skip(1), cell => Assert.Equal(cell.Column == "node" ? "cannot" : cell.Column == without ? "error" : "same", cell.Text.TrimEnd('¹')));

    [Fact]
    public void Every_client_library_gives_TXT() => Assert.All(Row(Clients, "plain-txt").Skip(1), cell => Assert.Equal("same", cell.Text));

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

    /// <summary>The cells of a case's row but the first, each with the head of its column.</summary>
    private static (string Column, string Text)[] Row(string page, string id)
    {
        string[] lines = page.Split('\n');
        int at = Array.FindIndex(lines, line => line.StartsWith($"| `{id}` ", StringComparison.Ordinal));
        Assert.True(at > 0, $"no row for {id}");
        string head = lines[..at].Last(line => line.StartsWith("| case |", StringComparison.Ordinal));
        return [.. Cells(head).Zip(Cells(lines[at]))];
    }

    private static IEnumerable<string> Cells(string line) => line.Split('|')[2..^1].Select(cell => cell.Trim());

    [GeneratedRegex(@"[Mm]easured on (\d{4}-\d\d-\d\d)")]
    private static partial Regex Day();

    [GeneratedRegex(@"\]\(([a-z][^)#:]*|\.\./[^)#:]*)(#[^)]*)?\)")]
    private static partial Regex Link();
}
