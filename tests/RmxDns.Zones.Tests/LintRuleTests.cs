using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policy;
using RmxDns.Zones.Master;

namespace RmxDns.Zones.Tests;

/// <summary>
/// Each rule has <c>tests/data/lint/ID/bad.yaml</c>, which breaks it and no other of the default set, and <c>good.yaml</c>, which breaks none; rules on
/// master files have <c>bad.zone</c> and <c>good.zone</c>, of example.com. A line <c>#: KEY VALUE</c> in front tells how the file is loaded: under which name, beside which other file of the zone, within which limit.
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
        Assert.Equal(Rules.All.Select(rule => rule.Id).Order(), Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order());

    [Fact]
    public void Each_rule_is_listed_once_with_title_and_reference()
    {
        Assert.Equal(Rules.All.Count, Rules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(Rules.All, rule => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", rule.Id));
        Assert.All(Rules.All, rule => Assert.NotEmpty(rule.Title));
        Assert.All(Rules.All, rule => Assert.NotEmpty(rule.Reference));
        Assert.All(Rules.All, rule => Assert.True(rule.Severity == Severity.Error || !rule.RefusesZone));
    }

    private static string Folder => Repository.PathOf("tests", "data", "lint");

    private static IReadOnlyList<Finding> Load(string id, string name)
    {
        string master = Path.Combine(Folder, id, $"{name}.zone");
        if (File.Exists(master))
            return Lint(id, [new MasterFileLoader(Types, new LoadSettings { ForLint = true }, new MasterFileSettings(Wire.Name.Parse("example.com."))).Load(master).Zone], File.ReadAllBytes(master), masterFile: true);
        string file = $"{name}.yaml", text = File.ReadAllText(Path.Combine(Folder, id, file));
        string? Told(string key) => text.Split('\n').FirstOrDefault(line => line.StartsWith($"#: {key} ", StringComparison.Ordinal))?[(key.Length + 4)..];
        var settings = new LoadSettings { ForLint = true };
        if (Told("max-octets") is { } octets)
            settings = settings with { MaxFileOctets = int.Parse(octets, System.Globalization.CultureInfo.InvariantCulture) };
        var loader = new ZoneFileLoader(Types, settings);
        var files = new List<ZoneFile>();
        if (Told("beside") is { } beside)
            files.Add(loader.LoadText(beside, "'': [{type: SOA, value: {serial: 1}}, {type: NS, value: ns.example.org.}]"));
        files.Add(loader.LoadText(Told("file") ?? file, text));
        return Lint(id, files, System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static IReadOnlyList<Finding> Lint(string id, IReadOnlyList<ZoneFile> files, byte[] octets, bool masterFile = false)
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
