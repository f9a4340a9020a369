using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Tool.Converting;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Tests.Converting;

/// <summary>A master file and the YAML that it becomes break the same rules, but for those on how a file is written.</summary>
public class LintedFormsTests
{
    private static readonly TypeTable Types = new();
    private static readonly LoadSettings Settings = new() { ForLint = true };

    /// <summary>Rules on what only one of the formats can say, or that the import mends.</summary>
    private static readonly string[] OfOneForm = ["soa-rname-at", "rrset-ttl-differs", "ttl-missing", "owner-after-origin", "duplicate-record", "name-not-absolute", "yaml-surprise", "ignored-key"];

    public static TheoryData<string> Corpus() => [.. Directory.EnumerateFiles(Repository.PathOf("tests", "data", "master", "zones"), "*.zone").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Both_forms_break_the_same_rules(string file)
    {
        string path = Repository.PathOf("tests", "data", "master", "zones", file);
        var master = new MasterFileSettings(IncludeRoot: Path.GetDirectoryName(path));
        ConvertedZone imported = new MasterImport(Types, master).Import(new ConversionSource(path, null));
        Assert.Equal(
            Broken(new MasterFileLoader(Types, Settings, master).Load(path).Zone),
            Broken(new ZoneFileLoader(Types, Settings).LoadText(imported.FileName, imported.Text!)));
    }

    private static List<string> Broken(ZoneFile file) =>
        [.. new Linter(Types, new LintSettings { Set = RuleSet.Strict }).Lint([file], [])
            .Where(finding => !OfOneForm.Contains(finding.Rule.Id)).Select(finding => $"{finding.Rule.Id} {finding.Owner} {finding.Subject}").Order(StringComparer.Ordinal)];
}
