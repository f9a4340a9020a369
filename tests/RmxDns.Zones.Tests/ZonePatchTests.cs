using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Testing.Zones;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>
/// A zone of which only the changed names were compiled answers as one that was compiled whole, octet by octet: random zones, random
/// changes one after the other, random queries.
/// </summary>
public class ZonePatchTests
{
    private const int Versions = 12;
    private const int Queries = 400;

    private static readonly ushort[] Copied = [RrType.A, RrType.Aaaa, RrType.Txt, RrType.Mx, RrType.Apl, RrType.DefaultRmx];

    private readonly TypeTable _types = new();
    private readonly ZoneFileLoader _loader;
    private readonly CompilerScratch _scratch = new();

    public ZonePatchTests() => _loader = new ZoneFileLoader(_types, new LoadSettings());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_changes_give_the_answers_of_a_whole_compilation(int seed)
    {
        var random = new Random(seed);
        int patched = 0, withCuts = 0, whole = 0;
        foreach (GeneratedZone generated in new ZoneGenerator(seed).Zones(40))
        {
            GeneratedZone zone = random.Next(2) == 0 ? generated : Flat(generated);
            if (Load(zone) is not { } first)
                continue;
            Zone served = ZoneCompiler.Compile(first, _types);
            for (int version = 1; version < Versions; version++)
            {
                GeneratedZone next = Change(zone, random, version);
                if (Load(next) is not { } contents)
                    continue;
                Zone fresh = ZoneCompiler.Compile(contents, _types);
                Zone? patch = ZonePatch.TryApply(served, contents, _types, _scratch, most: 20);
                patched += patch is null ? 0 : 1;
                whole += patch is null ? 1 : 0;
                withCuts += patch is not null && next.Sets.Any(set => set.Type == RrType.Ns && !set.Owner.Equals(next.Apex)) ? 1 : 0;
                if (patch is not null)
                    AssertSame(fresh, patch, [zone, next], seed + version);
                (served, zone) = (patch ?? fresh, next);
            }
        }
        Assert.True(patched > whole / 2 && withCuts > 20, $"{patched} patched, {withCuts} of them with cuts, {whole} whole");
    }

    [Theory]
    [InlineData("www A 192.0.2.2", true)]
    [InlineData("www A", true)]
    [InlineData("new A 192.0.2.3", true)]
    [InlineData("mail MX 20 other.child.a.test.", true)]
    [InlineData("note.child TXT other", true)]
    [InlineData("note.child TXT|www A 192.0.2.2", true)]
    [InlineData("new.child NS ns.x.|*.child A 192.0.2.3|www AAAA 2001:db8::1", true)]
    [InlineData("child A 192.0.2.99", false)]
    [InlineData("child A", false)]
    [InlineData("ns.child A 192.0.2.11;192.0.2.99", false)]
    [InlineData("ns.child AAAA", false)]
    [InlineData("ns.child A|ns.child AAAA|NS.child A 192.0.2.11|NS.child AAAA 2001:db8::11", false)]
    [InlineData("ns.other A 192.0.2.99", false)]
    [InlineData("ns.other AAAA 2001:db8::12", false)]
    [InlineData("child DS 1 8 2 0123456789012345678901234567890123456789012345678901234567890123", false)]
    public void A_zone_with_glue_is_compiled_whole_only_if_the_glue_changes(string changes, bool patches)
    {
        GeneratedZone before = Glued(""), after = Glued(changes);
        Zone served = ZoneCompiler.Compile(Load(before)!, _types), fresh = ZoneCompiler.Compile(Load(after)!, _types);
        Zone? patch = ZonePatch.TryApply(served, Load(after)!, _types, _scratch, most: 20);
        Assert.Equal(patches, patch is not null);
        if (patch is not null)
            AssertSame(fresh, patch, [before, after], seed: 7);
    }

    [Fact]
    public void What_is_unused_grows_to_a_quarter_of_the_zone_and_no_more()
    {
        const int Names = 5000, Changed = 250;
        ZoneContents Version(int number)
        {
            IEnumerable<string> names = Enumerable.Range(0, Names).Select(i => $"n{i}: {{type: A, value: 10.{(i < Changed ? number : 0)}.{i >> 8}.{i & 255}}}\n");
            return _loader.LoadText("large.test.yaml", $"'': [{{type: SOA, value: ns.x. h.x. {number} 2 3 4 5}}, {{type: NS, value: ns.x.}}]\n{string.Concat(names)}").Contents!;
        }
        Zone whole = ZoneCompiler.Compile(Version(0), _types), served = whole;
        int patches = 0;
        for (int number = 1; number < 100 && ZonePatch.TryApply(served, Version(number), _types, _scratch) is { } next; number++, patches++)
        {
            Assert.Equal(whole.Numbers with { Serial = (uint)number, NegativeSoa = 0 }, next.Numbers with { NegativeSoa = 0, Unused = 0 });
            Assert.InRange(next.Octets - served.Octets, Changed * 10, Changed * 100);
            served = next;
        }
        Assert.InRange(patches, 3, 30);
        Assert.InRange(served.Octets, whole.Octets * 6 / 5, whole.Octets * 3 / 2);
    }

    [Fact]
    public void A_small_zone_is_compiled_whole()
    {
        ZoneContents contents = _loader.LoadText("a.test.yaml", "'': {type: NS, value: ns.x.}\nwww: {type: A, value: 192.0.2.1}\n").Contents!;
        Assert.Null(ZonePatch.TryApply(ZoneCompiler.Compile(contents, _types), contents, _types, _scratch));
    }

    private static void AssertSame(Zone fresh, Zone patch, GeneratedZone[] zones, int seed)
    {
        Assert.Equal(fresh.Numbers with { NegativeSoa = 0, Unused = 0, RrSetCount = 0 }, patch.Numbers with { NegativeSoa = 0, Unused = 0, RrSetCount = 0 });
        ZoneSet left = ZoneSet.Empty.With([fresh], []), right = ZoneSet.Empty.With([patch], []);
        var answerer = new Answerer(new AnswerSettings());
        byte[] expected = new byte[65_535], actual = new byte[65_535];
        foreach (GeneratedQuery query in new QueryGenerator(seed).Queries(zones, Queries))
        {
            byte[] octets = query.Query.Encode(1);
            Transport transport = query.OverTcp ? Transport.Stream : Transport.Udp;
            int length = answerer.Answer(left, octets, expected, transport), other = answerer.Answer(right, octets, actual, transport);
            Assert.True(expected.AsSpan(0, length).SequenceEqual(actual.AsSpan(0, other)), $"{query}\n{zones[0].ToYaml()}\n---\n{zones[1].ToYaml()}");
        }
    }

    /// <summary>A zone with cuts, what referrals bring along and what they do not, and with changes: RRsets as they are instead, or are not.</summary>
    private static GeneratedZone Glued(string changes)
    {
        var values = new Dictionary<(string Owner, string Type), string>
        {
            [("", "SOA")] = "ns.x. h.x. 1 2 3 4 300",
            [("", "NS")] = "ns.x.",
            [("www", "A")] = "192.0.2.1",
            [("mail", "MX")] = "10 ns.child.a.test.",
            [("child", "NS")] = "ns.child.a.test.;ns.other.a.test.;child.a.test.;ns.y.",
            [("child", "A")] = "192.0.2.10",
            [("ns.child", "A")] = "192.0.2.11",
            [("ns.child", "AAAA")] = "2001:db8::11",
            [("note.child", "TXT")] = "hidden",
            [("mx.child", "MX")] = "10 www.a.test.",
            [("other", "NS")] = "ns.other.a.test.",
            [("ns.other", "A")] = "192.0.2.12",
        };
        foreach (string[] change in changes.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split(' ', 3)))
        {
            _ = values.Remove((change[0], change[1]));
            if (change.Length > 2)
                values.Add((change[0], change[1]), change[2]);
        }
        var zone = new GeneratedZone(Name.Parse("a.test"));
        foreach (((string owner, string type), string text) in values)
        {
            Name name = owner == "" ? zone.Apex : Name.Parse($"{owner}.a.test");
            zone.Add(new GeneratedSet(name, TypeName.Parse(type), 300, text.Split(';')));
        }
        return zone;
    }

    private ZoneContents? Load(GeneratedZone zone) => _loader.LoadText("zone.yaml", zone.ToYaml()).Contents;

    /// <summary>The zone without cuts, what lies at and below them, and redirections.</summary>
    private static GeneratedZone Flat(GeneratedZone zone)
    {
        var flat = new GeneratedZone(zone.Apex);
        foreach (GeneratedSet set in zone.Sets)
        {
            if (set.Type != RrType.Dname && zone.CutAbove(set.Owner) is null && zone.DnameAbove(set.Owner) is null)
                flat.Add(set);
        }
        return flat;
    }

    /// <summary>Another version: up to three RRsets changed, removed or added, below new names too.</summary>
    private static GeneratedZone Change(GeneratedZone zone, Random random, int version)
    {
        GeneratedSet[] sets = [.. zone.Sets];
        var left = Enumerable.Range(0, random.Next(0, 3)).Select(_ => sets[random.Next(sets.Length)]).ToHashSet();
        var next = new GeneratedZone(zone.Apex);
        foreach (GeneratedSet set in sets)
        {
            bool atApex = set.Owner.Equals(zone.Apex) && set.Type is RrType.Soa or RrType.Ns;
            if (!left.Contains(set))
                next.Add(set);
            else if (atApex || random.Next(2) == 0)
                next.Add(set with { Ttl = set.Ttl + (uint)version });
        }
        for (int i = random.Next(3); i > 0; i--)
        {
            GeneratedSet set = sets[random.Next(sets.Length)];
            Name below = sets[random.Next(sets.Length)].Owner;
            Name? owner = random.Next(3) == 0 ? below : below.Prepend([(byte)('a' + version)]);
            if (random.Next(4) == 0)
                owner = owner?.Prepend("deep"u8);
            if (owner is not null && Copied.Contains(set.Type) && next[owner, RrType.Cname] is null && next.DnameAbove(owner) is null)
                next.Add(set with { Owner = owner });
        }
        return next;
    }
}
