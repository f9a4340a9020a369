using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests;

/// <summary>Nothing is said against zones that are right: the examples, each alone and all together, and a thousand that are drawn.</summary>
public class FalseAlarmTests
{
    private static readonly TypeTable Types = new();
    private static readonly ZoneFileLoader Loader = new(Types, new LoadSettings { ForLint = true });

    public static TheoryData<string> Examples() => [.. ZoneFolder.Scan(Repository.PathOf("zones"))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_alone_gives_no_warning(string path) => AssertSilent([Loader.Load(path)]);

    [Fact]
    public void Examples_together_give_no_warning() => AssertSilent([.. ZoneFolder.Scan(Repository.PathOf("zones")).Select(Loader.Load)]);

    [Fact]
    public void A_thousand_good_zones_give_no_warning()
    {
        var good = new GoodZones(seed: 4);
        ZoneFile[] files = [.. Enumerable.Range(0, 1000).Select(good.Next).Select(zone => Loader.LoadText(zone.File, zone.Text))];
        Assert.All(files, file => Assert.NotNull(file.Contents));
        AssertSilent(files);
    }

    /// <summary>Whether the line above says so, as the example of what is rare does.</summary>
    private static bool IsMeantSo(Finding finding) => File.Exists(finding.File) && finding.Mark.Line > 1
        && File.ReadLines(finding.File).ElementAt(finding.Mark.Line - 2).Contains($"rmx-lint: disable={finding.Rule.Id} ", StringComparison.Ordinal);

    private static void AssertSilent(IReadOnlyList<ZoneFile> files)
    {
        IReadOnlyList<Finding> findings = new Linter(Types, new LintSettings()).Lint(files, []);
        Assert.Empty(findings.Where(finding => finding.Severity != Severity.Info && !IsMeantSo(finding)).DistinctBy(finding => finding.Rule.Id));
    }
}
