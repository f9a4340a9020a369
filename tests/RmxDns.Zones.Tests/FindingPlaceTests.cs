using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests;

/// <summary>
/// Findings point at the very token. Each line of <c>tests/data/lint-places.txt</c> is a rule, line and column of a finding in its
/// <c>bad.yaml</c>, and what stands there.
/// </summary>
public class FindingPlaceTests
{
    private static readonly TypeTable Types = new();

    public static TheoryData<string> Lines() => [.. File.ReadLines(Repository.PathOf("tests", "data", "lint-places.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Finding_points_at_its_token(string line)
    {
        string[] words = line.Split(' ', 3);
        string file = LintFixture.PathOf(words[0], "bad");
        string[] text = File.ReadAllLines(file);
        var settings = new LintSettings { Severities = new Dictionary<string, Severity?> { [words[0]] = Severity.Warning } };
        IReadOnlyList<ZoneFile> files = LintFixture.Load(file, File.ReadAllBytes(file));
        IEnumerable<string> places = new Linter(Types, settings).Lint(files, []).Where(finding => finding.Rule.Id == words[0] && finding.File == files[^1].Path)
            .Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Mark.Line}:{finding.Mark.Column} {text[finding.Mark.Line - 1].AsSpan(finding.Mark.Column - 1, finding.Mark.Length)}"));
        Assert.Contains($"{words[1]} {words[2]}", places);
    }

    [Fact]
    public void Each_rule_on_what_zones_say_has_a_place()
    {
        IEnumerable<Rule> rules = [.. DelegationRules.All, .. ReferenceRules.All, .. OwnerRules.All, .. ServiceRules.All, .. DnssecRules.All, .. WrittenRules.All];
        Assert.Empty(rules.Select(rule => rule.Id).Except(Lines().Select(line => line.Data.Split(' ')[0])));
    }
}
