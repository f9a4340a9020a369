using System.Text.Json.Nodes;
using System.Xml.Linq;
using NJsonSchema;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>The reports of a run with a case of each outcome: whole, valid, in agreement, and safe to print.</summary>
public sealed class CheckReportTests(RunningAuthority authority) : IClassFixture<RunningAuthority>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_formats_tell_the_same_run()
    {
        using var resolver = new SmallResolver(authority.EndPoint, new Flaw { OnRecord = record => record with { Rdata = SmallMessage.Folded(record.Rdata) } });
        // Passes, fails, and is tolerated.
        RmxRun run = Check(resolver, "--case", "canary", "--case", "case-mixed", "--case", "cname-chain-20",
            "--report", $"json={_folder.PathOf("json")}", "--report", $"junit={_folder.PathOf("junit")}", "--report", $"markdown={_folder.PathOf("markdown")}");
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Matches("canary +pass +The canary", run.Output);
        Assert.Matches("case-mixed +fail", run.Output);
        Assert.Contains("fail, all variants: RDATA was changed: 03044d61496c", run.Output, StringComparison.Ordinal);
        Assert.Contains(".case-mixed.interop.test. RMX, EDNS 1232", run.Output, StringComparison.Ordinal);
        Assert.Contains("expected (RFC 3597 §4; RFC 4343 §4): Keeps the case of every octet.", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 passed, 1 tolerated, 1 failed, 0 not judged; 3 cases in ", run.Output, StringComparison.Ordinal);

        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.PathOf("docs", "interop-report.schema.json"), TestContext.Current.CancellationToken);
        string json = File.ReadAllText(_folder.PathOf("json"));
        Assert.Empty(schema.Validate(json));
        Assert.NotEmpty(schema.Validate(json.Replace("\"tolerated\"", "\"allowed\"", StringComparison.Ordinal)));
        JsonArray results = JsonNode.Parse(json)!["results"]!.AsArray();
        Assert.Equal(3 * 8, results.Count);
        Assert.All(results, result => Assert.Equal((result!["sent"]!.AsArray().Count, result["received"]!.AsArray().Count), (result["sentOver"]!.AsArray().Count, result["receivedOver"]!.AsArray().Count)));
        Assert.All(results, result => Assert.NotEmpty(result!["seen"]!.AsArray()));

        XElement suites = XDocument.Load(_folder.PathOf("junit")).Root!;
        Assert.Equal(24, suites.Descendants("testcase").Count());
        Assert.Equal(8, suites.Descendants("failure").Count());
        string markdown = File.ReadAllText(_folder.PathOf("markdown"));
        Assert.Contains("| fail | case-mixed | Mixed case inside RDATA | all variants | RDATA was changed: ", markdown, StringComparison.Ordinal);
        Assert.Contains("| tolerated | cname-chain-20 |", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_tolerated_fails_a_strict_run_alone()
    {
        using var resolver = new SmallResolver(authority.EndPoint, new Flaw());
        Assert.Equal(0, Check(resolver, "--case", "cname-chain-20").ExitCode);
        Assert.Equal(1, Check(resolver, "--case", "cname-chain-20", "--strict").ExitCode);
    }

    [Fact]
    public void Hexadecimal_shows_each_octet_of_each_message_with_its_meaning()
    {
        using var resolver = new SmallResolver(authority.EndPoint, new Flaw());
        string output = Check(resolver, "--case", "ptr-question", "--hex").Output;
        Assert.Contains("03 c0 0c", output, StringComparison.Ordinal);
        Assert.Matches(@"0  [0-9a-f]{2} [0-9a-f]{2} 01 00 00 01 00 00 00 00 00 01 +header: id [0-9a-f]{4}, flags 0100, counts 1 0 0 1", output);
        Assert.Matches(@"answer: r[0-9]{7}\.ptr-question\.interop\.test\. RMX, class 1, TTL 300, 3 octets of RDATA", output);
    }

    [Fact]
    public void A_hostile_resolver_can_neither_move_the_cursor_nor_stop_the_run()
    {
        // Junk of all sorts, over UDP and TCP, to whatever is asked.
        var random = new Random(6);
        byte[] Junk(byte[] query)
        {
            byte[] junk = new byte[random.Next(2, 200)];
            random.NextBytes(junk);
            query.AsSpan(0, 2).CopyTo(junk);
            return junk;
        }
        using var resolver = new ScriptedServer(
            query =>
            {
                // Asked for itself, so that the canary arrives.
                _ = RmxDns.Testing.Dns.DnsExchange.Udp(authority.EndPoint, query, TimeSpan.FromSeconds(1));
                return [Junk(query), Junk(query)];
            }, Junk);
        RmxRun run = RmxRun.Of("interop", "check", "--resolver", resolver.EndPoint.ToString(), "--authority", authority.EndPoint.ToString(), "--delegated", "--case", "ptr-*", "--case", "rcode-3", "--patience", "300");
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain(run.Output, c => char.IsControl(c) && c != '\n');
        Assert.Contains("0 passed, 0 tolerated, 6 failed, 0 not judged", run.Output, StringComparison.Ordinal);
    }

    private RmxRun Check(SmallResolver resolver, params string[] more) =>
        RmxRun.Of(["interop", "check", "--resolver", resolver.EndPoint.ToString(), "--authority", authority.EndPoint.ToString(), "--delegated", .. more]);
}
