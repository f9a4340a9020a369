using System.Text;
using CsCheck;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>
/// Files put together at random, and good files with pieces changed: there are findings or a zone, never an exception, and a zone only
/// without a finding that refuses it. What could be read of the others is linted all the same. A failure prints the seed that repeats it.
/// </summary>
public class RandomYamlTests
{
    private static readonly string[] Pieces =
    [
        "'': ", "www: ", "{", "}", "[", "]", ", ", ": ", "\n", "\n  ", "\n  - ", "- ", "? ", "type: A", "type: RMX", "type: TXT", "type: MX", "type: SOA", "type: NS",
        "type: CNAME", "type: HTTPS", "value: ", "values: ", "ttl: 5", "$ttl: 1h", "$origin: ", "$ns: ", "$rmx-txt: true", "example.com.", "192.0.2.1", "!ipv4:192.0.2.66",
        "mx", "mx:", "unused", "\"", "'", "\\", "\\# 1 06", "&a ", "*a", "<<: ", "!t ", "!", "%", "@", "`", "#", "|\n   ", ">\n   ", "---\n", "...\n", "\t", "\r", "ü", "☕", "\u200d",
        "preference: 10", "exchange: m", "svcparams: ", "octodns: {ignored: true}", "*", "~", "\0", "\u0085", "\u2028", "\uFEFF", "1e3", "\U0001F600", "xn--", ".", "..", "<<",
    ];

    private static readonly byte[][] Good = [.. ZoneFolder.Scan(Repository.PathOf("zones")).Select(File.ReadAllBytes)];

    [Fact]
    public void Random_pieces_give_findings_or_a_zone() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 60].Sample(indexes => Check(Encoding.UTF8.GetBytes(string.Concat(indexes.Select(i => Pieces[i])))), iter: 3000);

    [Fact]
    public void Random_octets_give_findings_or_a_zone() =>
        Gen.Byte.Array[0, 200].Sample(Check, iter: 1000);

    [Fact]
    public void Changed_zones_give_findings_or_a_zone()
    {
        Gen<(int Start, int Length, byte[] With)> change = Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 8], Gen.OneOf(Gen.Byte.Array[0, 4], Gen.Int[0, Pieces.Length - 1].Select(i => Encoding.UTF8.GetBytes(Pieces[i]))));
        Gen.Select(Gen.Int[0, Good.Length - 1], change.Array[1, 4]).Sample((zone, changes) =>
        {
            byte[] octets = Good[zone];
            foreach ((int start, int length, byte[] with) in changes)
            {
                int at = start % (octets.Length + 1);
                octets = [.. octets[..at], .. with, .. octets[Math.Min(octets.Length, at + length)..]];
            }
            Check(octets);
        }, iter: 1500);
    }

    private static void Check(byte[] octets)
    {
        ZoneFile file = new ZoneFileLoader(new TypeTable(), new LoadSettings()).LoadText("example.com.yaml", octets);
        Assert.Equal(file.Findings.Any(finding => finding.Rule.RefusesZone), file.Contents is null);
        Assert.All(file.Findings, finding => Assert.DoesNotContain(finding.ToString(), character => char.IsControl(character)));
        Assert.NotNull(new Linter(Types, new LintSettings { Set = RuleSet.Strict }).Lint([new ZoneFileLoader(Types, new LoadSettings { ForLint = true }).LoadText("example.com.yaml", octets)], []));
        foreach (RrSet rrSet in (IEnumerable<RrSet>?)file.Contents?.RrSets ?? [])
        {
            Assert.NotEmpty(rrSet.Records);
            Assert.True(rrSet.Owner.IsAtOrBelow(file.Contents!.Origin));
            Assert.All(rrSet.Records, record => Assert.Null(Types[rrSet.Type].Check(record.Rdata)));
        }
    }

    private static readonly TypeTable Types = new();
}
