using System.Text;
using CsCheck;
using RmxDns.Testing;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Tests;

/// <summary>
/// The scanner of plain zone files gives what YamlDotNet gives, or leaves it to that: the same nodes, marks and findings over all files of
/// the tests, over documents put together at random, and over good ones with pieces changed. What zones are made of is plain.
/// </summary>
public class PlainScannerTests
{
    private const int Rounds = 4000;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ", ", ":", ": ", " :", "::", "\n", "\n", "\r\n", "\r", " ", "  ", "\t", "\n: ", "-", "- ", "-\n", "--- ", "---\n", "...\n", "? ", "! ", "!t ", "&a ", "*a", "*", " *",
        "<<", "<<: ", "'", "''", "\"", "\\", "\\\\", "\\\"", "\\n", "#", " #", " # c\n", "# c\n", "|", "|\n", ">\n", "%", "%TAG ! tag:x,1:\n", "@", "`", "~", "=", "$", "$ttl", ".", "..", "...",
        "a", "b c", "x:y", "ü", "☕", "\U0001F600", "\u00A0", "\uFEFF", "\u2028", "\0", "1e3", "type", "value", "A", "192.0.2.1", "2001:db8::", "!ipv4:192.0.2.66", "ipv6:2001:db8::/48", "v=spf1 -all",
    ];

    /// <summary>Files that are read in part by each of the two.</summary>
    private static readonly byte[][] Files =
    [
        .. ZoneFolder.Scan(Repository.PathOf("zones")).Select(File.ReadAllBytes),
        .. YamlCase.All().Select(each => Encoding.UTF8.GetBytes(each.Text)),
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "data", "lint"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    /// <summary>Keys and values, most of them plain, some not.</summary>
    private static readonly string[] Keys = ["a: ", "b.c: ", "'': ", "'*.w': ", "\"q\": ", "$ttl: ", "_dmarc: ", "ü: ", "x y: ", "a:b: ", "? k\n: ", "&k k: ", "<<: ", "'a' : ", "-k: ", "k :", "k:", ": ", "'it''s': ", "...: ", ".k: "];

    private static readonly string[] Values =
    [
        "{type: A, value: 192.0.2.1}", "{type: AAAA, value: '2001:db8::1'}", "{ type: TXT ,value: \"a, b\" }", "{a: [b, {c: d}], e: ''}", "[a, b]", "[]", "{}", "[a: b]", "[a, ]", "{a, b: c}", "[mx:, x]",
        "[ipv6:2001:db8::, mx]", "plain", "plain # comment", "plain#no comment", "two  words ", "a: b", "'it''s'", "''''", "'a' # c", "'a'#", "\"a\\\\b\\\"\"", "\"\\x41\"", "\"a\"#", "\"a\nb\"", "'a\n  b'",
        "plain\n  more", "plain\n # c\n  more", "|\n  text", ">-\n  text", "", "# c", "&x {a: b}", "*x", "!t v", "{a: !ipv4:192.0.2.66 }", "\n  type: A\n  value: x", "\n  - a\n  - b", "\n- a\n- {b: c}", "\n- type: A\n  value: b\n- type: B\n  values:\n  - c\n  - d",
        "\n  - type: A\n    values:\n      - a\n      - 'b': c\n        d: e\n  # c\n\n  - f", "\n  -   type: A\n      ttl: 5\n", "\n  a: b\n   c: d", "\n  a: b\n c: d", "\n  - a\n - b", "\n  - a\n  b: c", "\n - - a\n   - b", "\n -\n  a", "\n  a", "{a: b\n }", "[a,\n b]",
        "a *b: c", "*b : c", "-1", "- a", "2001:db8::", "{a: b}: c", "{a: b} c", "[a]b", "'a' b", "k: # c", "~", "a\tb", "a\t# c", "{a:\tb}", "a\r\n  b: c", "{<<: {a: b}}", "{a: b, a: c}", "@x", "%x", "a@b%c", "[a b , c#d, e #f]", "x{y", "x,y]", "{a: x{y}", "\u00E4\U0001F600",
    ];

    private static readonly string[] Between = ["\n", "\n", "\n", "\r\n", "\n# comment\n", "\n\n", "\n  # comment\n", "\n---\n", "\n...\n", " ", "\n  ", "\n\t\n", "\n#\tc\n", "\r"];

    private static readonly string[] Heads = ["", "", "# head\n", "---\n", "--- # c\n", "%YAML 1.1\n---\n", "%TAG !t! tag:x,1:\n---\n", " ", "\r\n# c\r\n---  \r\n", "...\n"];

    public static TheoryData<string> Plain =>
    [
        "a: {type: A, value: 192.0.2.1}", "'':\n  - type: SOA\n    value: {mname: ns1.example., serial: 1}\n  - type: NS\n    values: [a., b.]\n", "'*':\n- {type: TXT, value: 'it''s'}\n",
        "a:\r\n  type: RMX\r\n  value:\r\n    - '!ipv4:192.0.2.66' # no\r\n\r\n    - ipv6:2001:db8::/48\r\n# end", "$ttl: 1h", "t: {type: TXT, value: \"v=DMARC1\\\\; p=none\"}", "ü: {type: A, value: ä}", "a: {type: MX, values: [{preference: 10, exchange: m}, 20 n]}",
    ];

    [Theory]
    [MemberData(nameof(Plain))]
    public void What_zones_are_made_of_is_plain(string pair)
    {
        Assert.True(new PlainScanner(pair, 1).TryReadPair(out _, out _));
        _ = YamlReading.Same(Encoding.UTF8.GetBytes(pair));
    }

    [Fact]
    public void Files_are_read_as_YamlDotNet_reads_them() => Assert.All(Files, file => YamlReading.Same(file));

    [Fact]
    public void Documents_put_together_are_read_as_YamlDotNet_reads_them()
    {
        Gen<string> pair = Gen.Select(Gen.OneOf(Gen.Int[0, 6], Gen.Int[0, Keys.Length - 1]), Gen.Int[0, Values.Length - 1], Gen.OneOf(Gen.Int[0, 5], Gen.Int[0, Between.Length - 1]), (key, value, between) => Keys[key] + Values[value] + Between[between]);
        Gen.Select(Gen.Int[0, Heads.Length - 1], pair.Array[1, 12]).Sample((head, pairs) => YamlReading.Same(Encoding.UTF8.GetBytes(Heads[head] + string.Concat(pairs))), iter: Rounds, threads: 1);
    }

    [Fact]
    public void Random_pieces_are_read_as_YamlDotNet_reads_them() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 25].Sample(indexes => YamlReading.Same(Encoding.UTF8.GetBytes("a: b\n" + string.Concat(indexes.Select(i => Pieces[i])))), iter: Rounds, threads: 1);

    [Fact]
    public void Changed_files_are_read_as_YamlDotNet_reads_them()
    {
        Gen<(int Start, int Length, string With)> change = Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 3], Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]));
        Gen.Select(Gen.Int[0, Files.Length - 1], change.Array[1, 3]).Sample((file, changes) =>
        {
            byte[] octets = Files[file];
            foreach ((int start, int length, string with) in changes)
            {
                int at = start % (octets.Length + 1);
                octets = [.. octets[..at], .. Encoding.UTF8.GetBytes(with), .. octets[Math.Min(octets.Length, at + length)..]];
            }
            _ = YamlReading.Same(octets);
        }, iter: Rounds, threads: 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%YAML 1.1\n---\n")]
    public void How_far_reading_has_come_is_known_at_each_pair(string head)
    {
        string zone = head + string.Concat(Enumerable.Range(0, 100).Select(i => $"n{i}: {{type: A, value: 192.0.2.1}}\n"));
        var document = new ZoneDocument(SourceText.Decode(Encoding.UTF8.GetBytes(zone)), new YamlLimits(), new FindingList("file"));
        var indexes = new List<int>();
        document.Read((_, _, _) => indexes.Add(document.Index));
        Assert.Equal(indexes.Order(), indexes);
        Assert.InRange(indexes.Distinct().Count(), 99, 100);
        Assert.InRange(indexes[^1], zone.Length * 9 / 10, zone.Length);
    }

    [Fact]
    public void Many_pairs_that_are_not_plain_cost_no_more_than_those_of_YamlDotNet()
    {
        string zone = string.Concat(Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? $"n{i}: &a {{type: A, value: 192.0.2.1}}\n" : $"n{i}: {{type: A, value: 192.0.2.1}}\n"));
        _ = YamlReading.Same(Encoding.UTF8.GetBytes(zone));
    }
}
