using System.Text;
using CsCheck;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Tests;

/// <summary>A large zone, whose RRsets are kept as octets, is to everybody what it is as objects.</summary>
public class PackedZoneTests
{
    private static readonly TypeTable Types = new();

    private static readonly string[] Pairs =
    [
        "n{0}: {type: A, value: 192.0.2.1}", "n{0}: {value: 10 n1, type: MX, ttl: 5}", "n{0}: {type: RMX, value: [ipv4:192.0.2.0/24, host:n2, 'mx:', apl:n3]}",
        "n{0}:\n- values: ['it''s', ten]\n\n  type: TXT\n- {type: AAAA, values: ['2001:db8::1', '2001:db8::2']}\n- {type: MX, value: 10 n4}", "'*.n{0}': {type: CNAME, value: n1}",
        "n{0}: {type: NS, values: [ns.n{0}, ns.example.net.]}\nns.n{0}: {type: A, value: 192.0.2.3}", "N{0}.a.B.c: {type: APL, value: '1:192.0.2.0/24'}", "'*.x.n{0}': {type: RMX, value: [ipv4:192.0.2.0/24]}",
    ];

    private static readonly (string From, string To)[] Edits =
    [
        ("192.0.2.1}", "192.0.2.9}"), ("10 n1", "20 n2"), ("'':", "added: {type: A, value: 192.0.2.4}\n'':"), ("ten", "eleven"),
    ];

    private static readonly Gen<string> Zones = Gen.Select(Gen.Int[0, 3], Gen.Int[0, Pairs.Length - 1].Array[0, 60], Gen.Int[1, 3]).Select((head, pairs, step) =>
    {
        var text = new StringBuilder(head switch { 0 => "", 1 => "$ns: [ns1, ns.example.net.]\n$rmx-txt: true\n", 2 => "'': {type: SOA, value: {serial: 7}}\n", _ => "'':\n- {type: NS, value: ns1}\n- {type: RMX, value: ['mx:']}\n- {type: MX, value: 5 n1}\n" });
        for (int i = 0; i < pairs.Length; i++)
            text.Append(Pairs[pairs[i]].Replace("{0}", $"{i * step}", StringComparison.Ordinal)).Append('\n');
        return text.ToString();
    });

    [Fact]
    public void A_packed_zone_has_the_same_RRsets_and_is_compiled_to_the_same_octets() => Zones.Sample(text =>
    {
        ZoneFile packed = Load(text, packs: true), whole = Load(text, packs: false);
        Assert.Equal(whole.Findings.Select(finding => finding.ToString()), packed.Findings.Select(finding => finding.ToString()));
        if (whole.Contents is null)
        {
            Assert.Null(packed.Contents);
            return;
        }
        Assert.Equal(text.Contains("n0", StringComparison.OrdinalIgnoreCase) || text.Contains("value: ns1}", StringComparison.Ordinal), packed.Contents!.RrSets.IsPacked);
        Assert.False(whole.Contents.RrSets.IsPacked);
        Assert.Equal(Say(whole.Contents), Say(packed.Contents));
        Assert.Equal(Say(whole.Contents.WithSerial(9)), Say(packed.Contents.WithSerial(9)));
        Assert.Equal(Say(whole.Contents), Say(packed.Contents.Unpacked()));
        AssertSame(ZoneCompiler.Compile(whole.Contents, Types), ZoneCompiler.Compile(packed.Contents, Types));
        var sizes = new SizeChecks(Types, 1232);
        Assert.Equal(sizes.References(whole.Contents), sizes.References(packed.Contents));
    }, iter: 600, threads: 1);

    [Fact]
    public void A_packed_zone_patches_as_the_whole_does()
    {
        int patched = 0;
        Gen.Select(Zones, Gen.Int[0, Edits.Length - 1]).Sample((before, edit) =>
        {
            string after = before.Replace(Edits[edit].From, Edits[edit].To, StringComparison.Ordinal);
            if (Load(before, packs: false).Contents is not { } first || Load(after, packs: true).Contents is not { } packed || Load(after, packs: false).Contents is not { } whole)
                return;
            Zone old = ZoneCompiler.Compile(first, Types);
            Zone? expected = ZonePatch.TryApply(old, whole, Types, new CompilerScratch(), int.MaxValue), given = ZonePatch.TryApply(old, packed, Types, new CompilerScratch(), int.MaxValue);
            Assert.Equal(expected is null, given is null);
            if (expected is null)
                return;
            patched++;
            AssertSame(expected, given!);
        }, iter: 600, threads: 1);
        Assert.True(patched > 50, $"{patched} patched");
    }

    [Fact]
    public void Every_RRset_comes_back_from_its_octets()
    {
        Gen<SourceMark> mark = Gen.Select(Gen.Int[0, 1 << 24], Gen.Int[0, 300], Gen.Int[0, 300]).Select((line, column, length) => new SourceMark(line, column, length));
        Gen<SourceRecord> record = Gen.Select(Gen.Frequency((20, Gen.Byte.Array[0, 40]), (1, Gen.Byte.Array[65_535])), mark).Select((rdata, at) => new SourceRecord(rdata, at));
        Gen<RrSet> one = Gen.Select(Gen.Byte.Array[1, 63], Gen.UShort, Gen.UInt, mark, record.List[1, 4])
            .Select((label, type, ttl, at, records) => new RrSet(Name.Root.Prepend(label)!, type, ttl, at, records));
        one.List[0, 400].Sample(rrSets =>
        {
            var list = new RrSetList(packs: true);
            rrSets.ForEach(list.Add);
            list.Complete();
            Assert.Equal(rrSets.Count, list.Count);
            Assert.Equal(rrSets.Select(Say), list.Select(Say));
            Assert.Equal(rrSets.Select(Say), Enumerable.Range(0, list.Count).Select(i => Say(list[i])));
        }, iter: 60, threads: 1);
    }

    private static ZoneFile Load(string text, bool packs) =>
        new ZoneFileLoader(Types, new LoadSettings([Name.Parse("ns.example.net.")])) { Limits = new YamlLimits { LargeFile = packs ? 1 : int.MaxValue } }.LoadText("example.com.yaml", text);

    private static void AssertSame(Zone expected, Zone given)
    {
        Assert.Equal(expected.Numbers, given.Numbers);
        Assert.True(expected.Block.SequenceEqual(given.Block));
        Assert.True(expected.Slots.SequenceEqual(given.Slots));
    }

    private static string[] Say(ZoneContents contents) => [.. contents.RrSets.Select(Say)];

    private static string Say(RrSet rrSet) =>
        $"{Convert.ToHexString(rrSet.Owner.Wire)} {rrSet.Type} {rrSet.Ttl} {rrSet.Mark}{string.Concat(rrSet.Records.Select(record => $" {Convert.ToHexString(record.Rdata)} {record.Mark}"))}";
}
