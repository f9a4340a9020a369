using System.Text.Json.Nodes;
using NJsonSchema;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests.Policy;

/// <summary><c>rmx lint --diff</c>: what a change means, in words, numbers and Markdown. Expected counts are worked out by hand.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ipv4:203.0.113.0/28 ipv4:192.0.2.25", "ipv4:198.51.100.0/24 ipv4:192.0.2.25", "this change authorises 256 more addresses for example.com, among them 198.51.100.0, and takes 203.0.113.0/28 away; the answer shrinks from 53 to 52 octets.")]
    [InlineData("ipv4:192.0.2.25", "ipv4:192.0.2.25 ipv4:192.0.2.26", "this change authorises 1 more address for example.com, 192.0.2.26; the answer grows from 47 to 53 octets.")]
    [InlineData("ipv4:192.0.2.25 ipv4:192.0.2.26", "ipv4:192.0.2.25", "this change takes 192.0.2.26 away from example.com; the answer shrinks from 53 to 47 octets.")]
    [InlineData("ipv4:192.0.2.0/31", "ipv4:192.0.2.0 ipv4:192.0.2.1", "this change gives no address of example.com another verdict; the answer grows from 47 to 53 octets.")]
    [InlineData("ipv4:192.0.2.0/24", "!ipv4:192.0.2.7 ipv4:192.0.2.0/24", "this change takes 192.0.2.7 away from example.com; the answer grows from 46 to 52 octets.")]
    [InlineData("ipv4:192.0.2.25", "ipv4:192.0.2.25 !ipv4:192.0.2.26", "this change denies 192.0.2.26 in so many words for example.com; the answer grows from 47 to 53 octets.")]
    [InlineData("ipv4:192.0.2.25", "ipv6:2001:db8::/48", "this change authorises 2^80 more IPv6 addresses for example.com, among them 2001:db8::, and takes 192.0.2.25 away; the answer grows from 47 to 49 octets.")]
    [InlineData("ipv4:192.0.2.25", "ipv4:192.0.2.25", "nothing changes for any RMX record")]
    public void In_a_sentence(string before, string now, string expected)
    {
        (string old, string current) = (Write("old", before), Write("now", now));
        Assert.Equal(expected, RmxRun.Of("lint", current, "--diff", old).Output.Split('\n')[0]);
    }

    [Fact]
    public void Records_that_come_and_go()
    {
        (string old, string now) = (Write("old", "ipv4:192.0.2.0/28"), Write("now", null));
        Assert.Equal("this change takes the RMX record of example.com away, and takes 192.0.2.0/28 away from example.com.", RmxRun.Of("lint", now, "--diff", old).Output.Split('\n')[0]);
        Assert.Equal("this change gives example.com an RMX record, and authorises 16 more addresses for example.com, among them 192.0.2.0; the answer takes 47 octets.", RmxRun.Of("lint", old, "--diff", now).Output.Split('\n')[0]);
    }

    [Fact]
    public void A_refused_zone_is_not_compared()
    {
        (string old, string now) = (Write("old", "ipv4:192.0.2.0/28"), Write("now", "ipv4:192.0.2"));
        RmxRun run = RmxRun.Of("lint", now, "--diff", old);
        Assert.StartsWith("not compared, since one of the versions cannot be served: example.com.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void A_zone_that_was_not_named_is_not_gone_unless_a_folder_was()
    {
        string old = Write("old", "ipv4:192.0.2.0/28"), now = Write("now", "ipv4:192.0.2.0/28");
        File.Copy(Path.Combine(old, "example.com.yaml"), Path.Combine(old, "example.org.yaml"));
        Assert.StartsWith("this change takes the RMX record of example.org away", RmxRun.Of("lint", now, "--diff", old).Output, StringComparison.Ordinal);
        Assert.StartsWith("nothing changes", RmxRun.Of("lint", Path.Combine(now, "example.com.yaml"), "--diff", old).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_in_another_zone_counts()
    {
        string old = Write("old", "apl:list.example.org."), now = Write("now", "apl:list.example.org.");
        const string Head = "'': [{type: SOA, value: {serial: 1}}, {type: NS, value: ns.example.net.}]\n";
        _folder.Write("old/example.org.yaml", Head + "list: {type: APL, value: ['1:192.0.2.0/24']}\n");
        _folder.Write("now/example.org.yaml", Head + "list: {type: APL, value: ['!1:192.0.2.7/32', '1:192.0.2.0/24']}\n");
        Assert.StartsWith("this change takes 192.0.2.7 away from example.com", RmxRun.Of("lint", now, "--diff", old).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_in_the_form_of_its_schema()
    {
        (string old, string now) = (Write("old", "ipv4:203.0.113.0/28"), Write("now", "ipv4:198.51.100.0/24"));
        string output = RmxRun.Of("lint", now, "--diff", old, "--sizes", "--format", "json").Output;
        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.PathOf("docs", "lint-report.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(output));
        JsonNode change = JsonNode.Parse(output)!["changes"]!["owners"]![0]!;
        Assert.Equal("256", change["granted"]!["ipv4Addresses"]!.GetValue<string>());
        Assert.Equal("203.0.113.0/28", change["noLongerGranted"]!["prefixes"]![0]!.GetValue<string>());
        Assert.Equal((47, 46), (change["before"]!["answerOctets"]!.GetValue<int>(), change["after"]!["answerOctets"]!.GetValue<int>()));
    }

    [Fact]
    public void As_markdown_that_no_name_breaks_out_of()
    {
        const string Hostile = "'@everyone`|<b>': {type: RMX, value: 'ipv4:192.0.2.1'}\n";
        string old = Write("old", null), now = Write("now", null);
        File.AppendAllText(Path.Combine(now, "example.com.yaml"), Hostile);
        string output = RmxRun.Of("lint", now, "--diff", old, "--format", "markdown").Output;
        Assert.StartsWith("### What this change means for mail\n\n- this change gives ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", output, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    public void No_name_becomes_a_command_of_a_pipeline(string format)
    {
        string old = Write("old", null), now = Write("now", null);
        File.AppendAllText(Path.Combine(now, "example.com.yaml"), "'::error::x': {type: RMX, value: 'ipv4:192.0.2.1'}\n'##[error]x': {type: RMX, value: mx}\n");
        string output = RmxRun.Of("lint", now, "--diff", old, "--sizes", "--format", format).Output;
        Assert.DoesNotContain(output.Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal));
        Assert.Contains("error::x", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_that_is_not_there_ends_with_2() => Assert.Equal(2, RmxRun.Of("lint", Write("now", null), "--diff", _folder.PathOf("nowhere")).ExitCode);

    private string Write(string folder, string? rmx)
    {
        string text = "'': [{type: SOA, value: {mname: ns1, serial: 1}}, {type: NS, values: [ns1, ns2.example.net.]}"
            + (rmx is null ? "" : $", {{type: RMX, value: '{rmx}'}}") + "]\nns1: {type: A, value: 192.0.2.53}\n";
        return Path.GetDirectoryName(_folder.Write($"{folder}/example.com.yaml", text))!;
    }
}
