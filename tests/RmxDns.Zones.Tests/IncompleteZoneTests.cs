using System.Text;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>
/// Zones of which something could not be read: the rules look at the rest of them, and say nothing that only follows from what is
/// missing. The oracle is the same zone as long as it could be read.
/// </summary>
public class IncompleteZoneTests
{
    private static readonly TypeTable Types = new();

    /// <summary>Rules that speak of the whole zone: anything missing anywhere may be what they miss.</summary>
    private static readonly string[] NeedAll = ["glue-unneeded", "soa-missing"];

    /// <summary>Rules whose bad file gives no zone at all, or is read no further.</summary>
    private static readonly string[] Unread = ["file-unreadable", "file-name-origin", "alias-bomb"];

    public static TheoryData<string> Files() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "data", "lint"), "*", SearchOption.AllDirectories)
            .Where(file => !Unread.Contains(RuleOf(file)) && new FileInfo(file).Length < 5000)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("zones"), "*.yaml"))
            .Select(file => Path.GetRelativePath(Repository.PathOf(), file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_could_not_be_read_makes_no_other_finding(string name)
    {
        string file = Repository.PathOf(name), text = File.ReadAllText(file);
        IReadOnlyList<ZoneFile> whole = Load(file, text);
        HashSet<string> known = [.. Keys(Lint(whole))];
        if ((whole[^1].Contents ?? whole[^1].Remains) is not { } contents)
            return;
        string[] lines = text.Split('\n');
        foreach (SourceMark mark in contents.RrSets.Select(rrSet => rrSet.Mark).Where(mark => mark.Line > 0 && !lines[mark.Line - 1].StartsWith('$')).Distinct())
        {
            string line = lines[mark.Line - 1];
            string broken = string.Concat(line.AsSpan(0, mark.Column - 1), "BROKEN", line.AsSpan(mark.Column - 1 + mark.Length));
            IReadOnlyList<ZoneFile> rest = Load(file, string.Join('\n', lines.Select((other, at) => at == mark.Line - 1 ? broken : other)));
            Assert.True(rest[^1].Contents is null, $"{mark}: {broken}");
            string[] more = [.. Keys(Lint(rest)).Where(key => !known.Contains(key) && !key.StartsWith("unknown-type ", StringComparison.Ordinal))];
            Assert.True(more.Length == 0, $"line {mark.Line} is now {broken}\n{string.Join('\n', more)}");
        }
    }

    public static TheoryData<string> Judged() => [.. Rules.All.Where(rule => !rule.RefusesZone).Except(PolicyRules.All).Select(rule => rule.Id).Except(NeedAll)];

    [Theory]
    [MemberData(nameof(Judged))]
    public void What_could_be_read_is_judged(string id) => Assert.Contains(id, IdsWith(id, "zz: {type: A, value: none}", "zz IN A none"));

    public static TheoryData<string> Refusing() => [.. Rules.All.Where(rule => rule.RefusesZone).Select(rule => rule.Id).Except(Unread)];

    [Theory]
    [MemberData(nameof(Refusing))]
    public void A_zone_that_is_refused_is_judged_by_the_other_rules_too(string id)
    {
        IReadOnlyList<string> found = IdsWith(id, "zz: {type: RMX, value: 'ipv4:0.0.0.0/0'}", "zz IN RMX ipv4:0.0.0.0/0");
        Assert.Contains(id, found);
        Assert.Contains("rmx-allows-everyone", found);
    }

    [Fact]
    public void A_second_file_of_a_zone_is_judged_by_itself()
    {
        const string Apex = "'': [{type: SOA, value: {mname: ns1.example.org., serial: 1}}, {type: NS, values: [ns1.example.org., ns2.example.org.]}]\n";
        ZoneFile first = LoadOne("example.com.yaml", Apex + "mail: {type: A, value: 192.0.2.1}\n");
        ZoneFile second = LoadOne("example.com.yml", Apex + "m: {type: RMX, value: ['host:mail.example.com', 'ipv6:::/0']}\n");
        string[] found = [.. new Linter(Types, new LintSettings()).Lint([first, second], []).Select(finding => $"{finding.File} {finding.Rule.Id}")];
        Assert.Equal(["example.com.yml duplicate-zone", "example.com.yml rmx-dangling-reference", "example.com.yml rmx-allows-everyone"], found);
    }

    private static IReadOnlyList<string> IdsWith(string id, string yaml, string master)
    {
        string file = LintFixture.PathOf(id, "bad");
        string text = File.ReadAllText(file).TrimEnd('\n') + '\n' + (file.EndsWith(".zone", StringComparison.Ordinal) ? master : yaml) + '\n';
        return [.. Lint(Load(file, text)).Select(finding => finding.Rule.Id)];
    }

    private static string RuleOf(string file) => Path.GetFileName(Path.GetDirectoryName(file))!;

    private static IEnumerable<string> Keys(IReadOnlyList<Finding> findings) => findings.Select(finding => $"{finding.Rule.Id} {finding.Owner} {finding.Subject}");

    private static ZoneFile LoadOne(string name, string text) => new ZoneFileLoader(Types, new LoadSettings { ForLint = true }).LoadText(name, text);

    private static IReadOnlyList<ZoneFile> Load(string file, string text) => LintFixture.Load(file, Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<Finding> Lint(IReadOnlyList<ZoneFile> files) =>
        [.. new Linter(Types, new LintSettings { Set = RuleSet.Strict }).Lint(files, []).Where(finding => finding.File == files[^1].Path)];
}
