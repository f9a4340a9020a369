using System.Text;
using CsCheck;
using RmxDns.Rdata;
using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Tests;

/// <summary>A file that several threads read in parts gives what it gives when one thread reads it: the same RRsets at the same places, the same findings.</summary>
public class PartsTests
{
    private const int Part = 200;

    private static readonly string[] Pairs =
    [
        "{0}: {type: A, value: 192.0.2.1}", "{0}: {type: MX, ttl: 5, value: 10 mail}", "{0}:\n  type: RMX\n  value:\n    - ipv4:192.0.2.0/24\n    - mx", "{0}:\n- {type: TXT, value: 'it''s'} # comment\n- type: AAAA\n  values: ['2001:db8::1', '2001:db8::2']",
        "# comment\n\n{0}: {type: A, value: 192.0.2.2}", "{0}: {type: TXT, value: \"ü\"}\r", "'*.{0}': {type: CNAME, value: a}", "{0}: {type: A, value: wrong}", "{0}: {type: NS, value: ns.example.net.}\n{0}.{0}: {type: A, value: 192.0.2.3}",
    ];

    private static readonly string[] Odd =
    [
        "$ttl: 5", "$origin: other.example.", "$ns: [ns.example.net.]", "twice: {type: A, value: 192.0.2.1}", "TWICE: {type: A, value: 192.0.2.1}", "&a m: {type: A, value: 192.0.2.1}", "k: |\n  text", "broken: [", "---", "'': {type: SOA, value: {serial: 5}}",
        "$rmx-txt: true", "<<: {x: {type: A, value: 192.0.2.9}}", "%odd", "\tk: v", "long: \"a\n  b\"", "wrong", "out.example.org.: {type: A, value: 192.0.2.1}",
    ];

    [Fact]
    public void Parts_give_what_the_whole_gives()
    {
        Gen<string> pair = Gen.Int[0, Pairs.Length - 1].Select(i => Pairs[i]);
        Gen<string> odd = Gen.Frequency((60, pair), (1, Gen.Int[0, Odd.Length - 1].Select(i => Odd[i])));
        Gen.Select(Gen.Int[0, 3], odd.Array[30, 90]).Sample((head, pairs) =>
        {
            var text = new StringBuilder(head switch { 0 => "", 1 => "---\n$ttl: 1h\n", 2 => "# c\n$origin: example.com.\n", _ => "$ttl: 5\n'': {type: NS, value: ns.example.net.}\n" });
            for (int i = 0; i < pairs.Length; i++)
                text.Append(pairs[i].Replace("{0}", $"n{i}", StringComparison.Ordinal)).Append('\n');
            byte[] zone = Encoding.UTF8.GetBytes(text.ToString());
            Assert.Equal(Say(zone, threads: 1), Say(zone, threads: 3));
        }, iter: 1500, threads: 1);
    }

    [Theory]
    [InlineData("n5: {type: A, value: 192.0.2.1}", false)]
    [InlineData("N5: {type: A, value: 192.0.2.1}", false)]
    [InlineData("$ttl: 5", false)]
    [InlineData("k: &a {type: A, value: 192.0.2.1}", false)]
    [InlineData("other: {type: A, value: 192.0.2.1}", true)]
    [InlineData("other: {type: A, value: wrong}", true)]
    public void Parts_are_read_where_nothing_depends_on_another(string last, bool expected)
    {
        string zone = "$ttl: 1h\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"n{i}: {{type: A, value: 192.0.2.1}}\n")) + last;
        var source = SourceText.Decode(Encoding.UTF8.GetBytes(zone));
        var findings = new Lint.FindingList("file");
        ZoneReader Reader(Lint.FindingList own) => new(new TypeTable(), new ZoneHeader(), Wire.Name.Parse("example.com."), own, new LoadSettings(), isLarge: true);
        Assert.Equal(expected, new ZoneParts(source, new YamlLimits { PartCharacters = Part }, 3).TryRead(Reader(findings), findings, Reader, _ => { }));
    }

    private static string Say(byte[] zone, int threads)
    {
        var loader = new ZoneFileLoader(new TypeTable(), new LoadSettings { ForLint = true }) { Limits = new YamlLimits { PartCharacters = Part }, Threads = threads };
        ZoneFile file = loader.LoadText("example.com.yaml", zone);
        var text = new StringBuilder($"{file.Origin} {file.AutomaticSerial} {file.Findings.Count}\n");
        text.AppendJoin('\n', file.Findings).Append('\n');
        foreach (RrSet rrSet in (IEnumerable<RrSet>?)(file.Contents ?? file.Remains)?.RrSets ?? [])
        {
            text.Append($"{rrSet.Owner} {rrSet.Type} {rrSet.Ttl} {rrSet.Mark} {rrSet.Places}");
            foreach (SourceRecord record in rrSet.Records)
                text.Append($" {Convert.ToHexString(record.Rdata)} {record.Mark} {string.Join(',', record.Tokens ?? [])}");
            text.Append('\n');
        }
        Assert.Equal((zone.Length, zone.Length), (loader.Progress.Octets, loader.Progress.OctetsRead));
        return text.ToString();
    }
}
