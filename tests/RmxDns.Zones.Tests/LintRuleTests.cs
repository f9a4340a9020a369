using RmxDns.Rdata;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policy;

namespace RmxDns.Zones.Tests;

/// <summary>
/// Each rule has <c>tests/data/lint/ID/bad.yaml</c>, which breaks it and no other of the default set, and <c>good.yaml</c>, which breaks none; rules on
/// master files have <c>bad.zone</c> and <c>good.zone</c> (<see cref="LintFixture"/>).
/// </summary>
public class LintRuleTests
{
    private static readonly TypeTable Types = new();

    public static TheoryData<string> Ids() => [.. Rules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Bad_file_breaks_exactly_its_rule(string id) =>
        Assert.Equal([id], Load(id, "bad").Select(finding => finding.Rule.Id).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Good_file_breaks_none(string id) => Assert.Empty(Load(id, "good"));

    [Fact]
    public void Each_folder_is_a_rule() =>
        Assert.Equal(Rules.All.Select(rule => rule.Id).Order(), Directory.EnumerateDirectories(LintFixture.Folder).Select(folder => Path.GetFileName(folder)!).Order());

    [Fact]
    public void Each_rule_is_listed_once_with_title_and_reference()
    {
        Assert.Equal(Rules.All.Count, Rules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(Rules.All, rule => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", rule.Id));
        Assert.All(Rules.All, rule => Assert.NotEmpty(rule.Title));
        Assert.All(Rules.All, rule => Assert.NotEmpty(rule.Reference));
        Assert.All(Rules.All, rule => Assert.Matches("[.?]$", rule.Why));
        Assert.All(Rules.All, rule => Assert.Matches(@"^(\P{Ll}|--).*[.?]$", rule.Advice));
        Assert.All(Rules.All, rule => Assert.True(rule.Severity == Severity.Error || !rule.RefusesZone));
    }

    private static IReadOnlyList<Finding> Load(string id, string name)
    {
        string path = LintFixture.PathOf(id, name);
        byte[] octets = File.ReadAllBytes(path);
        return Lint(id, LintFixture.Load(path, octets), octets, masterFile: path.EndsWith(".zone", StringComparison.Ordinal));
    }

    private static IReadOnlyList<Finding> Lint(string id, IReadOnlyList<ZoneFile> files, byte[] octets, bool masterFile)
    {
        LintSettings rules = SettingsFor(Rules.Find(id)!);
        IReadOnlyList<Finding> findings = new Linter(Types, rules).Lint(files, []);
        var suppressions = SuppressionList.Read(files[^1], octets, masterFile);
        return [.. suppressions.Apply(findings, rules, stays: _ => false).Where(judged => !judged.Suppressed).Select(judged => judged.Finding)];
    }

    /// <summary>The default set; for a strict rule that one beside it.</summary>
    private static LintSettings SettingsFor(Rule rule) => rule.Set == RuleSet.Default
        ? new LintSettings()
        : new LintSettings { Severities = new Dictionary<string, Severity?> { [rule.Id] = rule.Severity } };
}
