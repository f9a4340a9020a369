using System.Text.Json.Nodes;
using NJsonSchema;
using RmxDns.Testing;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Messages;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>The case files: valid by their schema, whole, and in agreement with themselves.</summary>
public class CaseFileTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Repository.PathOf("tools", "interop", "cases"), "*.yaml").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_valid_by_the_schema(string file)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.PathOf("tools", "interop", "cases.schema.json"), TestContext.Current.CancellationToken);
        string json = Json(File.ReadAllText(Repository.PathOf("tools", "interop", "cases", file)));
        Assert.Empty(schema.Validate(json));
        Assert.NotEmpty(schema.Validate(json.Replace("\"pass\"", "\"passes\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(json.Replace("\"clause\": \"RFC", "\"clause\": \"BCP", StringComparison.Ordinal).Replace("\"clause\":\"RFC", "\"clause\":\"BCP", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_program_carries_every_case_once_the_canary_first()
    {
        string[] ids = [.. Files.SelectMany(file => File.ReadLines(Repository.PathOf("tools", "interop", "cases", file.Data)))
            .Where(line => line.StartsWith("- id: ", StringComparison.Ordinal)).Select(line => line[6..])];
        Assert.True(ids.Length > 100, $"{ids.Length} cases");
        Assert.Equal(ids.Order(StringComparer.Ordinal), CaseFiles.All.Select(subject => subject.Id).Order(StringComparer.Ordinal));
        Assert.Distinct(ids);
        Assert.Equal("canary", CaseFiles.Canary.Id);
        Assert.InRange(CaseFiles.All.Count(subject => subject.Quick), 10, 20);
    }

    [Fact]
    public void Every_expectation_can_be_met_and_every_variant_has_one()
    {
        foreach (InteropCase subject in CaseFiles.All)
        {
            Assert.All(subject.Pass.Concat(subject.Tolerated).SelectMany(expected => expected.Rcode), name => Assert.NotNull(RcodeText.Find(name)));
            Assert.All(Variant.First.Concat(Variant.First.Select(first => first with { Cached = true })), variant => Assert.Contains(subject.Pass, expected => expected.IsFor(variant)));
            Assert.True(subject.Pass.TrueForAll(expected => expected.Why is null), subject.Id);
            Assert.DoesNotContain(subject.Pass.Concat(subject.Tolerated), expected => expected.Response == "none" && expected.Rcode.Count > 0);
        }
    }

    [Fact]
    public void Every_name_that_answers_wrong_or_for_a_fresh_label_has_a_case()
    {
        HashSet<string> names = [.. CaseFiles.All.Select(subject => subject.Name)];
        string[] files = Directory.GetFiles(Repository.PathOf("zones", "interop"), "*.interop.test.yaml");
        Assert.NotEmpty(files);
        string[] owners = [.. File.ReadLines(Repository.PathOf("zones", "interop", "interop.test.yaml"))
            .Where(line => line.StartsWith("'*.", StringComparison.Ordinal) || line.Contains("RMXDNS-FAULT", StringComparison.Ordinal))
            .Select(line => line.Split(':')[0].Trim('\'').Replace("*.", "", StringComparison.Ordinal)).Where(owner => !owner.StartsWith('#'))];
        // The control name is asked, not judged.
        Assert.DoesNotContain(files.Select(file => Path.GetFileName(file).Split('.')[0]).Concat(owners), name => name != "seen" && !names.Contains(name));
    }

    [Theory]
    [InlineData("- id: x\n  title: y\n")]
    [InlineData("- {id: x, title: t, name: n, clause: c, authority: a, resolver: r, pass: [{answer: served}], passs: []}")]
    [InlineData("- {id: x, title: t, name: n, clause: c, authority: a, resolver: r, pass: [{answer: served, seen: {at-least: -1}}]}")]
    [InlineData("- {id: x, title: t, name: n, clause: c, authority: a, resolver: r, quick: perhaps, pass: [{answer: served}]}")]
    [InlineData("- {id: x, title: t, name: n, clause: c, authority: a, resolver: r, pass: {answer: served}}")]
    [InlineData("- {id: x, title: t, name: n, clause: c, authority: a, resolver: r, pass: [{answer: [served]}]}")]
    [InlineData("- {id: x, id: x, title: t, name: n, clause: c, authority: a, resolver: r, pass: [{answer: served}]}")]
    public void A_file_with_a_mistake_is_refused(string yaml) => Assert.ThrowsAny<YamlException>(() => CaseFiles.Parse(yaml));

    [Theory]
    [InlineData(0, "NOERROR")]
    [InlineData(2, "SERVFAIL")]
    [InlineData(9, "NOTAUTH")]
    [InlineData(11, "RCODE11")]
    [InlineData(14, "RCODE14")]
    [InlineData(16, "BADVERS")]
    [InlineData(17, "BADKEY")]
    [InlineData(18, "BADTIME")]
    [InlineData(19, "BADMODE")]
    [InlineData(20, "BADNAME")]
    [InlineData(21, "BADALG")]
    [InlineData(22, "BADTRUNC")]
    [InlineData(23, "BADCOOKIE")]
    public void RCODEs_have_the_names_of_the_registry(int code, string name)
    {
        Assert.Equal(name, RcodeText.Of(code));
        Assert.Equal(code, RcodeText.Find(name));
    }

    /// <summary>YAML as JSON, numbers and truth values as such.</summary>
    private static string Json(string yaml)
    {
        object? read = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(yaml);
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(read))!.ToJsonString();
    }
}
