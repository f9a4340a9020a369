using System.Text;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policy;

namespace RmxDns.Zones.Tests;

/// <summary>Configurations of the linter: what they set, for which files, and where a mistake is reported.</summary>
public class LintConfigurationTests
{
    private const string Layers = """
        set: strict
        rules: {duplicate-record: info, soa-missing: off}
        limits: {max-ttl: 2d, too-broad-ipv4: 20}
        paths:
          'old/*': {rules: {duplicate-record: warning}}
          '*/generated-?.yaml': {set: default, limits: {max-ttl: 60}}
        zones:
          example.com: {rules: {duplicate-record: error}}
          '*.example.com': {rules: {soa-missing: error}}
        """;

    [Theory]
    [InlineData("a.yaml", "example.org.", "Strict info off 172800 20")]
    [InlineData("old/x/a.yaml", "example.org.", "Strict warning off 172800 20")]
    [InlineData("older/a.yaml", "example.org.", "Strict info off 172800 20")]
    [InlineData("old/generated-1.yaml", "example.org.", "Default warning off 60 20")]
    [InlineData("generated-1.yaml", "example.org.", "Strict info off 172800 20")]
    [InlineData("old/a.yaml", "EXAMPLE.com.", "Strict error off 172800 20")]
    [InlineData("a.yaml", "sub.example.com.", "Strict info error 172800 20")]
    [InlineData("a.yaml", "notexample.com.", "Strict info off 172800 20")]
    [InlineData("a.yaml", null, "Strict info off 172800 20")]
    public void What_is_said_of_a_path_or_zone_goes_before_the_rest(string path, string? zone, string expected)
    {
        LintSettings settings = Read(Layers).Apply(new LintSettings(), path, zone is null ? null : Name.Parse(zone));
        string Severity(string rule) => settings.Severities[rule]?.ToString().ToLowerInvariant() ?? "off";
        Assert.Equal(expected, $"{settings.Set} {Severity("duplicate-record")} {Severity("soa-missing")} {settings.MaxTtl} {settings.TooBroadIpv4}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("rules:\n")]
    public void Nothing_changes_nothing(string text)
    {
        var settings = new LintSettings();
        Assert.Equal(settings, Read(text).Apply(settings, "a.yaml", Name.Root));
    }

    [Fact]
    public void Every_number_of_the_settings_is_a_limit() =>
        Assert.Equal(
            typeof(LintSettings).GetProperties().Count(property => property.PropertyType == typeof(int) || property.PropertyType == typeof(uint)),
            ConfigurationLimit.All.Count);

    [Fact]
    public void Every_limit_sets_its_number()
    {
        foreach (ConfigurationLimit limit in ConfigurationLimit.All)
        {
            uint value = limit.Most - 1;
            LintSettings settings = Read($"limits: {{{limit.Key}: {value}}}").Apply(new LintSettings(), "a.yaml", null);
            string property = string.Concat(limit.Key.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            Assert.Equal(value.ToString(), typeof(LintSettings).GetProperty(property)!.GetValue(settings)!.ToString());
        }
    }

    [Theory]
    [InlineData("rule: {}", 1, 1, "unknown key \"rule\"")]
    [InlineData("set: strict\nrules:\n  duplicate-records: off", 3, 3, "no rule \"duplicate-records\"")]
    [InlineData("rules: {duplicate-record: of}", 1, 27, "error, warning, info or off")]
    [InlineData("rules: {duplicate-record: [off]}", 1, 27, "takes one word")]
    [InlineData("rules: {yaml-syntax: off}", 1, 9, "stays one")]
    [InlineData("zones: {example.com: {rules: {cname-and-other: warning}}}", 1, 31, "stays one")]
    [InlineData("rules: [duplicate-record]", 1, 8, "rules is a mapping")]
    [InlineData("set: lax", 1, 6, "default or strict")]
    [InlineData("limits: {max-ttl: -1}", 1, 19, "a time from 0")]
    [InlineData("limits: {edns-size: 1e3}", 1, 21, "from 512 to 4096")]
    [InlineData("limits: {edns-size: 511}", 1, 21, "from 512 to 4096")]
    [InlineData("limits: {size: 511}", 1, 10, "unknown limit")]
    [InlineData("zones: {a..b: {set: strict}}", 1, 9, "is no zone")]
    [InlineData("zones: {a: {zones: {b: {set: strict}}}}", 1, 13, "unknown key \"zones\"")]
    [InlineData("set: default\nset: strict", 2, 1, "second time")]
    [InlineData("set: !include other.yaml", 1, 6, "takes one word, without a tag")]
    [InlineData("- set", 1, 1, "is a mapping")]
    [InlineData("set: strict\n---\nset: strict", 2, 1, "second document")]
    [InlineData("set: 'strict", 1, 6, "not YAML")]
    [InlineData("set: str\0ict", 1, 9, "NUL")]
    [InlineData("a: *b", 1, 4, "no anchor")]
    public void A_mistake_is_reported_at_its_place(string text, int line, int column, string message)
    {
        Assert.Null(ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), out IReadOnlyList<ConfigurationFault> faults));
        Assert.Contains(faults, fault => fault.Line == line && fault.Column == column && fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact(Timeout = 10_000)]
    public async Task Hostile_ones_are_refused_in_bounded_time() => await Task.Run(() =>
    {
        string bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range('b', 20).Select(c => $"{(char)c}: &{(char)c} [*{(char)(c - 1)}, *{(char)(c - 1)}]\n"));
        string[] hostile = [bomb, new string('[', 100_000), "set: " + new string('x', 200_000), new string('x', ConfigurationReader.MaxOctets + 1), "rules: &a {<<: *a}"];
        foreach (string text in hostile)
            Assert.Null(ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), out _));

        // A pattern of many stars against a long path is matched in one walk.
        LintConfiguration stars = Read($"paths: {{'{string.Concat(Enumerable.Repeat("*a", 1000))}b': {{set: strict}}}}");
        Assert.Equal(RuleSet.Default, stars.Apply(new LintSettings(), new string('a', 4000), null).Set);
    }, TestContext.Current.CancellationToken);

    private static LintConfiguration Read(string text)
    {
        LintConfiguration? configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), out IReadOnlyList<ConfigurationFault> faults);
        Assert.Empty(faults);
        return configuration!;
    }
}
