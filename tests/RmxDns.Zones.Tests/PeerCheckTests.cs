using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Testing.Peers;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>
/// Whatever named-checkzone, kzonecheck, nsd-checkzone or validns say against a zone, the linter says too. The zones are the bad
/// fixtures of the rules but for those on RMX, as master files or written as such, and <c>tests/data/peers/*.zone</c>. <c>tests/data/peers/messages.tsv</c> tells for every
/// line that a peer prints which rules say the same, or why none does; a line that it does not know fails.
/// </summary>
public class PeerCheckTests
{
    private static readonly TypeTable Types = new();

    /// <summary>The programs, and how each is called. Names outside the zone are asked of nobody.</summary>
    private static readonly (string Program, string[] Arguments)[] Checkers =
    [
        ("named-checkzone", ["-i", "local", "-k", "warn", "-m", "warn", "-n", "warn", "-r", "warn", "-M", "warn", "-S", "warn", "-T", "warn", "-W", "warn", "example.com", "FILE"]),
        ("kzonecheck", ["-o", "example.com", "FILE"]),
        ("nsd-checkzone", ["example.com", "FILE"]),
        ("validns", ["-p", "all", "-z", "example.com", "FILE"]),
    ];

    private static readonly string[] Ids = ["ok", "-"];

    private static string Folder => Repository.PathOf("tests", "data", "peers");

    [Fact]
    public void What_a_peer_reports_is_reported()
    {
        foreach ((string program, _) in Checkers)
        {
            if (Peer.WhyMissing(program) is { } reason)
                Assert.Skip(reason);
        }
        Row[] rows = Rows();
        string folder = Directory.CreateTempSubdirectory("rmxdns-checks-").FullName;
        var unmatched = new ConcurrentBag<string>();
        var used = new ConcurrentDictionary<Row, bool>();
        try
        {
            _ = Parallel.ForEach(Zones(), zone =>
            {
                string file = Path.Combine(folder, zone.Name + ".zone");
                File.WriteAllText(file, zone.Text, Encoding.Latin1);
                HashSet<string> found = Lint(file);
                foreach ((string program, string[] arguments) in Checkers)
                {
                    foreach (string line in Run(program, arguments, file))
                        Judge(rows, used, unmatched, $"{zone.Name}: {program}", program, line, found);
                }
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Assert.True(unmatched.IsEmpty, string.Join('\n', unmatched.Order()));
        Assert.Empty(rows.Where(row => !used.ContainsKey(row)).Select(row => $"never printed: {row.Program} {row.Pattern}"));
    }

    [Fact]
    public void Each_row_names_rules_that_exist_or_gives_a_reason() => Assert.All(Rows(), row =>
    {
        Assert.All(row.Rules, rule => Assert.True(Ids.Contains(rule) || Rules.Find(rule) is not null, rule));
        Assert.True(row.Rules is not ["-"] || row.Reason.Length > 0, row.Pattern.ToString());
    });

    [Fact]
    public void The_comparison_names_rules_that_exist()
    {
        string[] text = [.. File.ReadLines(Repository.PathOf("docs", "lint-and-peers.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        string[] named = [.. text.SelectMany(line => Regex.Matches(line.Split('|')[2], "`([a-z0-9]+(?:-[a-z0-9]+)+)`")).Select(match => match.Groups[1].Value).Distinct()];
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, id => Rules.Find(id) is null);
        Assert.All(text.Where(line => line.Contains('†', StringComparison.Ordinal)), line =>
            Assert.All(Regex.Matches(line, "`([a-z0-9-]+)`†"), match => Assert.Equal(RuleSet.Strict, Rules.Find(match.Groups[1].Value)!.Set)));
    }

    private static void Judge(Row[] rows, ConcurrentDictionary<Row, bool> used, ConcurrentBag<string> unmatched, string where, string program, string line, HashSet<string> found)
    {
        Row? row = Array.Find(rows, row => row.Program == program && row.Pattern.IsMatch(line));
        if (row is not null)
            used[row] = true;
        if (row is null || !(row.Rules.Any(Ids.Contains) || row.Rules.Any(found.Contains)))
            unmatched.Add($"{where} | {line} | {(row is null ? "no row" : $"wanted {string.Join(',', row.Rules)}")} | found {string.Join(',', found)}");
    }

    private static HashSet<string> Lint(string file)
    {
        ZoneFile zone = new MasterFileLoader(Types, new LoadSettings { ForLint = true }, new MasterFileSettings(Wire.Name.Parse("example.com."))).Load(file).Zone;
        return [.. new Linter(Types, new LintSettings { Set = RuleSet.Strict }).Lint([zone], []).Select(finding => finding.Rule.Id)];
    }

    private static IEnumerable<(string Name, string Text)> Zones()
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*.zone"))
            yield return (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file, Encoding.Latin1));
        foreach (Rule rule in Rules.All.Where(IsOfInterest))
        {
            string master = Repository.PathOf("tests", "data", "lint", rule.Id, "bad.zone");
            if (File.Exists(master))
                yield return (rule.Id, File.ReadAllText(master, Encoding.Latin1));
            string fixture = Repository.PathOf("tests", "data", "lint", rule.Id, "bad.yaml");
            if (File.Exists(fixture) && new ZoneFileLoader(Types, new LoadSettings()).Load(fixture).Contents is { } contents)
                yield return (rule.Id, MasterText(contents));
        }
    }

    /// <summary>Peers know nothing of RMX and say nothing of APL; one zone of 65,535 octets takes them long.</summary>
    private static bool IsOfInterest(Rule rule) =>
        rule.Id != "answer-over-65535" && !rule.Id.StartsWith("rmx-", StringComparison.Ordinal) && !rule.Id.StartsWith("apl-", StringComparison.Ordinal);

    private static string MasterText(ZoneContents contents)
    {
        var text = new StringBuilder();
        foreach (RrSet rrSet in contents.RrSets)
        {
            bool known = rrSet.Type != Types.RmxType;
            string type = known ? Types.NameOf(rrSet.Type) : $"TYPE{Types.RmxType}";
            foreach (SourceRecord record in rrSet.Records)
                _ = text.Append(CultureInfo.InvariantCulture, $"{rrSet.Owner} {rrSet.Ttl} IN {type} {(known ? Types[rrSet.Type].Format(record.Rdata) : RdataType.FormatGeneric(record.Rdata))}\n");
        }
        return text.ToString();
    }

    private static string[] Run(string program, string[] arguments, string file)
    {
        string path = new[] { "/usr/bin/", "/usr/sbin/" }.Select(folder => folder + program).First(File.Exists);
        using Process process = Process.Start(new ProcessStartInfo(path, arguments.Select(argument => argument == "FILE" ? file : argument))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return output.Replace(file, "FILE", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static Row[] Rows() =>
    [
        .. File.ReadLines(Path.Combine(Folder, "messages.tsv")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .Select(cells => new Row(cells[0], new Regex(cells[1]), cells[2].Split(','), cells.Length > 3 ? cells[3] : "")),
    ];

    private sealed record Row(string Program, Regex Pattern, string[] Rules, string Reason);
}
