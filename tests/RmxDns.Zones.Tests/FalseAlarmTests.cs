using RmxDns.Rdata;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Tests.Policies;

namespace RmxDns.Zones.Tests;

/// <summary>Nothing is said against zones that are right, a thousand of each kind that are drawn. The examples are linted by a test of the program.</summary>
public class FalseAlarmTests
{
    private const int Zones = 1000;
    private static readonly TypeTable Types = new();
    private static readonly ZoneFileLoader Loader = new(Types, new LoadSettings { ForLint = true });

    [Fact]
    public void Good_zones_give_no_warning()
    {
        var good = new GoodZones(seed: 4);
        AssertSilent([.. Enumerable.Range(0, Zones).Select(good.Next).Select(zone => Loader.LoadText(zone.File, zone.Text))]);
    }

    [Fact]
    public void Good_policies_give_no_warning() => AssertSilent(
        [.. Enumerable.Range(0, Zones).Select(seed => Loader.LoadText($"policy{seed}.test.yaml", GoodPolicies.Draw(new Random(seed), $"policy{seed}.test")))]);

    private static void AssertSilent(IReadOnlyList<ZoneFile> files)
    {
        IReadOnlyList<Finding> findings = new Linter(Types, new LintSettings()).Lint(files, []);
        Assert.All(files, file => Assert.NotNull(file.Contents));
        Assert.Empty(findings.Where(finding => finding.Severity != Severity.Info).DistinctBy(finding => finding.Rule.Id));
    }
}
