using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Zones.Tests.Policies;

/// <summary>What is mended in random records and lists leaves the verdict of every address as it was, and what could be mended is found.</summary>
public class FixTests
{
    private const int Records = 10_000;

    [Fact]
    public void Every_address_keeps_its_verdict() => Parallel.For(0, Records, seed =>
    {
        var world = new SmallWorld(seed);
        IReadOnlyList<string> entries = world.Entries();
        string yaml = world.Zone(entries), list = world.ListText;
        IReadOnlyList<EntryFix> fixes = FixesOf(yaml);
        string after = Apply(yaml, fixes), all = $"record {seed}: {string.Join(' ', entries)}, list {list}\n{after}";
        byte[] before = SmallWorld.Encode(entries), mended = Rmx(after);
        if (fixes.Count == 0)
            return;
        (byte[] Address, bool Outside)[] cases = [.. SmallWorld.Addresses.SelectMany(address => new[] { (address, true), (address, false) })];
        RmxVerdict[] expected = [.. cases.Select(one => world.Check([before], one.Address, one.Outside).Verdict)];
        world.Use(Apl(after));
        for (int i = 0; i < cases.Length; i++)
            Assert.True(expected[i] == world.Check([mended], cases[i].Address, cases[i].Outside).Verdict, $"{SmallWorld.TextOf(cases[i].Address)}: {all}");
        Assert.True(mended.Length <= before.Length, all);
        bool said = SmallWorld.Lint(yaml).Any(finding => finding.Rule.Id is "rmx-could-merge" or "rmx-duplicate-entry" or "apl-duplicate");
        Assert.True(said, all);
    });

    [Fact]
    public void Neighbours_that_could_be_one_are_found() => Parallel.For(0, Records, seed =>
    {
        var world = new SmallWorld(seed);
        IReadOnlyList<string> entries = world.Entries();
        byte[] rdata = SmallWorld.Encode(entries);
        IReadOnlyList<Finding> findings = SmallWorld.Lint(world.Zone(entries));
        bool dead = findings.Any(finding => finding.Rule.Id is "rmx-unreachable-entry" or "rmx-negation-without-effect" or "rmx-duplicate-entry");
        if (dead || findings.Any(finding => finding.Rule.Id == "rmx-could-merge"))
            return;
        for (int i = 0; i + 1 < entries.Count; i++)
        {
            if (Parent(entries[i], entries[i + 1]) is not { } parent)
                continue;
            byte[] merged = SmallWorld.Encode([.. entries.Take(i), parent, .. entries.Skip(i + 2)]);
            bool same = SmallWorld.Addresses.All(address => world.Check([rdata], address, true).Verdict == world.Check([merged], address, true).Verdict);
            Assert.False(same, $"record {seed}: {string.Join(' ', entries)} could have {parent}");
        }
    });

    [Theory]
    [InlineData("ipv4:192.0.2.0/26 ipv4:192.0.2.128/25 ipv4:192.0.2.64/26", "ipv4:192.0.2.0/24")]
    [InlineData("ipv4:192.0.2.0/25 !ipv4:192.0.2.130 ipv4:192.0.2.128/25", "!ipv4:192.0.2.130 ipv4:192.0.2.0/24")]
    [InlineData("ipv4:192.0.2.5 host:a.example.com. ipv4:192.0.2.0/24", "ipv4:192.0.2.0/24 host:a.example.com.")]
    [InlineData("ipv4:192.0.2.1/24 !ipv6:2001:db8::/48 host:a.example.com.", "ipv4:192.0.2.0/24 !ipv6:2001:db8::/48 host:a.example.com.")]
    [InlineData("!ipv4:192.0.2.0 ipv6:2001:db8::/33 !ipv4:192.0.2.1 ipv6:2001:db8:8000::/33", "!ipv4:192.0.2.0/31 ipv6:2001:db8::/32")]
    public void Entries_become(string entries, string expected)
    {
        string yaml = new SmallWorld(1).Zone(entries.Split(' '));
        Assert.Equal(SmallWorld.Encode(expected.Split(' ')), Rmx(Apply(yaml, FixesOf(yaml))));
    }

    [Fact]
    public void What_nobody_wants_mended_and_the_generic_form_stay()
    {
        string yaml = new SmallWorld(1).Zone(["ipv4:192.0.2.0/25", "ipv4:192.0.2.128/25", "ipv4:192.0.2.0/25", "ipv4:198.51.100.1/24"]);
        var zone = LintedZone.Of(SmallWorld.Load(yaml), SmallWorld.Types)!;
        Assert.Empty(EntryFixes.Of(zone, LintedZones.Of([zone.File], [zone], [], SmallWorld.Types), SmallWorld.Types, (_, _) => false));
        Assert.Equal(3, FixesOf(yaml).Count);
        string generic = Convert.ToHexString(SmallWorld.Encode(["ipv4:192.0.2.0/25", "ipv4:192.0.2.128/25"]));
        Assert.Empty(FixesOf(new SmallWorld(1).Zone([@"\# " + $"{generic.Length / 2} {generic}"])));
    }

    private static IReadOnlyList<EntryFix> FixesOf(string yaml)
    {
        var zone = LintedZone.Of(SmallWorld.Load(yaml), SmallWorld.Types)!;
        return EntryFixes.Of(zone, LintedZones.Of([zone.File], [zone], [], SmallWorld.Types), SmallWorld.Types, (_, _) => true);
    }

    /// <summary>Changes the text where the fixes say; entries here are quoted items of a list in one line.</summary>
    private static string Apply(string yaml, IReadOnlyList<EntryFix> fixes)
    {
        string[] lines = yaml.Split('\n');
        foreach (EntryChange change in fixes.SelectMany(fix => fix.Changes).OrderByDescending(change => change.Mark.Line).ThenByDescending(change => change.Mark.Column))
        {
            ref string line = ref lines[change.Mark.Line - 1];
            int start = change.Mark.Column - 1, end = start + change.Mark.Length;
            Assert.True(line[end] == '\'', $"{change} in {line}");
            // The entry goes with its quotes and one comma.
            line = change.Replacement is not null ? line[..start] + change.Replacement + line[end..]
                : line[end + 1] == ',' ? line[..(start - 1)] + line[(end + 3)..] : line[..(start - 3)] + line[(end + 1)..];
        }
        return string.Join('\n', lines);
    }

    private static byte[] Rmx(string yaml) => SmallWorld.Load(yaml).Contents!.RrSets.Single(rrSet => rrSet.Type == SmallWorld.Types.RmxType).Records[0].Rdata;

    private static string Apl(string yaml) =>
        SmallWorld.Types[Wire.RrType.Apl].Format(SmallWorld.Load(yaml).Contents!.RrSets.Single(rrSet => rrSet.Type == Wire.RrType.Apl).Records[0].Rdata);

    /// <summary>The prefix that two entries are the halves of; null when they are not.</summary>
    private static string? Parent(string a, string b)
    {
        if (a.Contains("host:", StringComparison.Ordinal) || (a[0] == '!') != (b[0] == '!') || a == b)
            return null;
        if (!RmxTextReader.TryRead(a, out RmxRecord one, out _) || !RmxTextReader.TryRead(b, out RmxRecord two, out _))
            return null;
        if (one.Entries[0].Prefix is not { Length: > 0 } first || two.Entries[0].Prefix is not { } second || first.Length != second.Length || first.Network.Length != second.Network.Length)
            return null;
        AddressPrefix around = AddressPrefix.FromOctets(first.Network, first.Length - 1)!;
        return around.Contains(second) ? $"{a[..(a.IndexOf(':', StringComparison.Ordinal) + 1)]}{around}" : null;
    }
}
