using System.Globalization;
using System.Text;
using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Testing.Dns;
using RmxDns.Wire;
using RmxDns.Zones.Blocks;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Tests.Blocks;

/// <summary>
/// A file of which only the changed blocks are read gives what it gives when all of it is read: the same zone, RRset by RRset and answer
/// by answer, the same findings in the same lines.
/// </summary>
public class ReadInPartTests
{
    private const string Path = "example.com.yaml";

    private static readonly LoadSettings Settings = new(DefaultNameServers: [Name.Parse("ns.example.org")]);

    private readonly TypeTable _types = new();
    private readonly SizeChecks _sizes;
    private readonly CompilerScratch _scratch = new();
    private readonly ZoneFileLoader _inBlocks, _whole;
    private readonly Answerer _answerer = new(new AnswerSettings());

    public ReadInPartTests()
    {
        _sizes = new SizeChecks(_types, 1232);
        _inBlocks = new ZoneFileLoader(_types, Settings) { KeepsBlocks = true, Limits = new YamlLimits { BlockOwners = 3, LeastInBlocks = 100, PartCharacters = 5_000 } };
        _whole = new ZoneFileLoader(_types, Settings) { Threads = 1 };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_edits_give_what_reading_all_gives(int seed)
    {
        int steps = int.Parse(Environment.GetEnvironmentVariable("RMXDNS_EDITS") ?? "120", CultureInfo.InvariantCulture);
        var file = new EditedFile(seed);
        Built? before = null;
        int inPart = 0, good = 0;
        for (int step = 0; step < steps; step++, file.Edit())
        {
            byte[] octets = file.Octets;
            string what = $"seed {seed}, step {step}:{file.LastEdit}";
            Built whole = Build(_whole.LoadText(Path, octets), null), part = Build(_inBlocks.LoadText(Path, octets, before?.Blocks), before);
            AssertSame(whole, part, what);
            if (part.Zone is null)
                continue;
            good++;
            inPart += part.File.Change is null ? 0 : 1;
            before = part;
        }
        Assert.True(inPart > good / 3 && inPart < good, $"{inPart} of {good} good versions were read in part");
    }

    [Theory]
    [InlineData("n300: {type: A, value: 192.0.2.99}", "n300", true)]
    [InlineData("n300: {type: A, value: 192.0.2.99}\nnew: {type: A, value: 192.0.2.1}", "n300", true)]
    [InlineData("", "n300", true)]
    [InlineData("n300: {type: CNAME, value: n5}", "n300", true)]
    [InlineData("n300: {type: MX, value: 10 n5}", "n300", true)]
    [InlineData("'': [{type: SOA, value: a. b. 2 2 3 4 5}, {type: NS, value: n7}]", "''", true)]
    [InlineData("$ttl: 5", "$ttl", false)]
    [InlineData("$rmx-txt: true", "$ttl", false)]
    [InlineData("$origin: other.example.", "$ttl", false)]
    [InlineData("n301: {type: A, value: 192.0.2.99}", "n300", false)]
    [InlineData("n5: {type: A, value: 192.0.2.99}", "n300", false)]
    [InlineData("N5: {type: A, value: 192.0.2.99}", "n300", false)]
    [InlineData("n300: {type: A, value: wrong}", "n300", false)]
    [InlineData("n300: {type: NS, value: ns}", "n300", false)]
    [InlineData("n300: {type: DNAME, value: x.}", "n300", false)]
    [InlineData("n300: &a {type: A, value: 192.0.2.99}", "n300", false)]
    [InlineData("n300: {type: A, value: \"a\n  b\"}", "n300", false)]
    [InlineData("'*.n300': {type: A, value: 192.0.2.99}", "n300", false)]
    [InlineData("'\\000.n300': {type: A, value: 192.0.2.99}", "n300", false)]
    public void A_change_is_read_in_part_where_it_means_nothing_to_other_names(string pair, string instead, bool expected)
    {
        string[] pairs = ["$ttl: 1h", "'': [{type: SOA, value: a. b. 1 2 3 4 5}, {type: NS, value: n7}]", .. Enumerable.Range(0, 900).Select(i => $"n{i}: {{type: A, value: 192.0.2.{i & 255}}}")];
        byte[] Text(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Where(line => line.Length > 0).Select(line => line + "\n")));
        byte[] after = Text(pairs.Select(line => line.StartsWith(instead + ":", StringComparison.Ordinal) ? pair : line));
        Built first = Build(_inBlocks.LoadText(Path, Text(pairs)), null);
        ZoneFile second = _inBlocks.LoadText(Path, after, first.Blocks);
        Assert.NotNull(first.Blocks);
        Assert.Equal(expected, second.Change is not null);
        if (second.Change is { } change)
            Assert.InRange(change.OctetsRead, 1, 2_000);
        AssertSame(Build(_whole.LoadText(Path, after), null), Build(second, first), pair);
    }

    [Fact]
    public void An_alias_is_measured_again_when_what_it_leads_to_has_grown()
    {
        byte[] Text(int entries) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 900).Select(i => i switch
        {
            5 => "n5: {type: CNAME, value: n800}\n",
            800 => $"n800: {{type: RMX, value: [{string.Join(", ", Enumerable.Range(1, entries).Select(entry => $"'ipv4:192.0.2.{entry}'"))}]}}\n",
            _ => $"n{i}: {{type: A, value: 192.0.2.{i & 255}}}\n",
        })));
        Built before = Build(_inBlocks.LoadText(Path, Text(1)), null);
        int found = 0;
        for (int entries = 55; entries < 110; entries++)
        {
            Built part = Build(_inBlocks.LoadText(Path, Text(entries), before.Blocks), before);
            Assert.NotNull(part.File.Change);
            Assert.Equal(Build(_whole.LoadText(Path, Text(entries)), null).Say(), part.Say());
            found += part.Findings.Count(finding => finding.Message.StartsWith("through the alias", StringComparison.Ordinal));
        }
        Assert.True(found > 0);
    }

    [Fact]
    public void Blocks_follow_each_other_and_know_their_lines()
    {
        byte[] octets = new EditedFile(9).Octets;
        var cut = FileBlocks.Cut(octets, _inBlocks.Limits)!;
        int at = 0, line = 1;
        for (int i = 0; i < cut.Count; i++)
        {
            Assert.Equal((at, line), (cut[i].Start, cut[i].Line));
            Assert.Equal(i, cut.At(line));
            line += octets.AsSpan(at, cut[i].Length).Count((byte)'\n');
            at += cut[i].Length;
            Assert.Equal(i, cut.At(line - 1));
        }
        Assert.Equal(octets.Length, at);
        Assert.InRange(cut.Count, 700 / 12, 700 / 2);
    }

    private Built Build(ZoneFile file, Built? before)
    {
        if (file.Contents is not { } read)
            return new Built(file, null, [], [], null);
        ZoneContents contents = file.AutomaticSerial ? read.WithSerial(7) : read;
        Zone zone = file.Change?.Compile(contents, _types, _scratch)
            ?? (before is null ? null : ZonePatch.TryApply(before.Zone!, contents, _types, _scratch, before.Zone!.NameCount / 16))
            ?? ZoneCompiler.Compile(contents, _types, _scratch);
        IReadOnlyList<Finding> built = _sizes.CheckAnswers(contents, zone, isPart: file.Change is not null);
        RrSet[] references = [.. contents.RrSets.Where(rrSet => _sizes.BringsAdditional(new RrSetView(rrSet)))];
        return new Built(file, zone, built, references, ServedBlocks.Of(file, zone, _types, built, references.Select(rrSet => rrSet.Mark)));
    }

    private void AssertSame(Built whole, Built part, string what)
    {
        Assert.Equal(whole.Say(), part.Say());
        if (whole.Zone is null)
            return;
        Assert.True(whole.RrSets.SequenceEqual(part.RrSets), what);
        Assert.Equal(whole.Zone.Numbers with { NegativeSoa = 0, Unused = 0, RrSetCount = 0 }, part.Zone!.Numbers with { NegativeSoa = 0, Unused = 0, RrSetCount = 0 });
        ZoneSet left = ZoneSet.Empty.With([whole.Zone], []), right = ZoneSet.Empty.With([part.Zone], []);
        byte[] expected = new byte[65_535], actual = new byte[65_535];
        foreach (Name owner in whole.File.Contents!.RrSets.Select(rrSet => rrSet.Owner).Distinct())
        {
            foreach (Name? name in (Name?[])[owner, owner.Prepend("x"u8), owner.Parent])
            {
                foreach (ushort type in (ushort[])[RrType.Any, RrType.A, RrType.Mx, RrType.DefaultRmx])
                {
                    byte[] query = new DnsQuery((name ?? owner).Wire.ToArray(), type).Encode(1);
                    Transport transport = type == RrType.Any ? Transport.Stream : Transport.Udp;
                    int length = _answerer.Answer(left, query, expected, transport), other = _answerer.Answer(right, query, actual, transport);
                    Assert.True(expected.AsSpan(0, length).SequenceEqual(actual.AsSpan(0, other)), $"{what}: {name} {type}");
                }
            }
        }
    }

    /// <summary>What came of one version of a file.</summary>
    private sealed record Built(ZoneFile File, Zone? Zone, IReadOnlyList<Finding> Findings, IReadOnlyList<RrSet> References, ServedBlocks? Blocks)
    {
        /// <summary>All RRsets, without their places.</summary>
        public IEnumerable<string> RrSets => (File.Change?.AllRrSets(File.Contents!) ?? File.Contents!.RrSets).Select(rrSet =>
            $"{rrSet.Owner} {rrSet.Type} {rrSet.Ttl} {string.Join(' ', rrSet.Records.Select(record => Convert.ToHexString(record.Rdata)))}");

        /// <summary>All that is said of it.</summary>
        public string Say() => string.Join('\n', [
            $"{File.Origin} {File.AutomaticSerial} {File.Contents is null}", .. File.Findings.Concat(Findings).Select(finding => $"{finding} {finding.Zone} {finding.Owner} {finding.Subject}"),
            .. References.Select(rrSet => $"{rrSet.Owner} {rrSet.Mark}")]);
    }
}
