using System.Text.RegularExpressions;
using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests.Policies;

/// <summary>
/// What rules say of the effect of entries is what a receiver's check of every address shows, over ten thousand random records; every
/// address that a message names has the verdict that it names.
/// </summary>
public partial class EffectTests
{
    private const int Records = 10_000;

    [Fact]
    public void Entries_without_effect_grants_and_breadth_are_as_every_address_shows() => Parallel.For(0, Records, seed =>
    {
        var world = new SmallWorld(seed);
        IReadOnlyList<string> entries = world.Entries();
        string yaml = world.Zone(entries);
        IReadOnlyList<Finding> findings = SmallWorld.Lint(yaml);
        string all = $"record {seed}: {string.Join(' ', entries)}, list {world.ListText}\n{string.Join('\n', findings)}";
        bool Says(string rule, string subject) => findings.Any(finding => finding.Rule.Id == rule && finding.Subject == subject);
        string[] texts = [.. entries.Select(Canonical)];
        byte[] rdata = SmallWorld.Encode(entries);
        var effective = new List<string>();
        for (int i = 0; i < texts.Length; i++)
        {
            bool isFirst = Array.IndexOf(texts, texts[i]) == i;
            bool decides = isFirst && Decides(world, [.. entries.Take(i + 1)]);
            if (decides)
                effective.Add(entries[i]);
            if (!isFirst)
                Assert.True(Says("rmx-duplicate-entry", texts[i]), all);
            // An entry that never matches is another rule's.
            else if (decides || Decides(world, [entries[i]]))
                Assert.True(!decides == (Says("rmx-unreachable-entry", texts[i]) || Says("rmx-negation-without-effect", texts[i])), $"{texts[i]}, decides {decides}: {all}");
        }
        foreach (Finding finding in findings.Where(finding => Granted().IsMatch(finding.Message)))
            Assert.True(world.Verdict([rdata], SmallWorld.Address(Granted().Match(finding.Message).Groups[1].Value)) == RmxVerdict.Granted, all);
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            byte[] positive = SmallWorld.Encode(effective.Where(entry => entry[0] != '!' && entry != "unused:"));
            bool everyone = SmallWorld.Addresses.Where(address => address.Length == 16 == isIpv6).All(address => world.Check([positive], address, false).Verdict == RmxVerdict.Granted);
            bool said = findings.Any(finding => finding.Rule.Id == "rmx-allows-everyone" && finding.Message.Contains(isIpv6 ? "IPv6" : "IPv4", StringComparison.Ordinal));
            Assert.True(everyone == said, $"everyone {isIpv6} {everyone}: {all}");
        }
        if (findings.Any(finding => finding.Rule.Id == "rmx-grants-nobody"))
            Assert.True(SmallWorld.Addresses.All(address => world.Check([rdata], address, true).Verdict != RmxVerdict.Granted && world.Check([rdata], address, false).Verdict != RmxVerdict.Granted), all);
        else
            Assert.True(entries.Any(entry => entry[0] != '!'), all);
    });

    [Fact]
    public void Lists_are_as_every_address_shows() => Parallel.For(0, Records, seed =>
    {
        var world = new SmallWorld(seed);
        IReadOnlyList<Finding> findings = SmallWorld.Lint(world.Zone(["apl:list.example.com."]));
        string[] items = world.ListText.Split(' ');
        string all = $"list {seed}: {world.ListText}\n{string.Join('\n', findings)}";
        for (int i = 0; i < items.Length; i++)
        {
            bool isFirst = Array.IndexOf(items, items[i]) == i;
            bool decides = SmallWorld.Addresses.Any(address => items.Take(i + 1).ToList().FindIndex(item => PrefixOf(item).Contains(address)) == i);
            Assert.True(isFirst != findings.Any(finding => finding.Rule.Id == "apl-duplicate" && finding.Subject == items[i]) || Array.LastIndexOf(items, items[i]) > i, all);
            if (isFirst && items[i][0] == '!')
                Assert.True(decides != findings.Any(finding => finding.Rule.Id == "apl-negation-without-effect" && finding.Subject == items[i]), $"{items[i]}: {all}");
        }
        byte[] rdata = SmallWorld.Encode(["apl:list.example.com."]);
        bool lists = SmallWorld.Addresses.Any(address => world.Check([rdata], address, false).Verdict == RmxVerdict.Granted);
        Assert.True(lists != findings.Any(finding => finding.Rule.Id == "apl-empty"), all);
    });

    [Fact]
    public void Records_contradict_each_other_when_an_address_shows_it() => Parallel.For(0, Records, seed =>
    {
        var world = new SmallWorld(seed);
        IReadOnlyList<string> first = world.Entries(), second = world.Entries();
        (byte[] a, byte[] b) = (SmallWorld.Encode(first), SmallWorld.Encode(second));
        if (a.AsSpan().SequenceEqual(b))
            return;
        Finding? finding = SmallWorld.Lint(world.Zone(first, second)).FirstOrDefault(finding => finding.Rule.Id == "rmx-order-between-records");
        string all = $"records {seed}: {string.Join(' ', first)} | {string.Join(' ', second)}, list {world.ListText}: {finding}";
        bool Contradict(byte[] address) => (world.Verdict([a], address), world.Verdict([b], address))
            is (RmxVerdict.Granted, RmxVerdict.Denied) or (RmxVerdict.Denied, RmxVerdict.Granted);
        Assert.True(SmallWorld.Addresses.Any(Contradict) == finding is not null, all);
        if (finding is null)
            return;
        byte[] witness = SmallWorld.Address(finding.Message.Split(' ')[0]);
        Assert.True(Contradict(witness), all);
        Assert.True(world.Verdict([[.. a, .. b]], witness) != world.Verdict([[.. b, .. a]], witness), all);
    });

    /// <summary>Whether the last entry, which is none of those in front of it, decides for some address, whatever the outside host has.</summary>
    private static bool Decides(SmallWorld world, IReadOnlyList<string> entries)
    {
        byte[] rdata = SmallWorld.Encode(entries);
        string last = Canonical(entries[^1]);
        bool[] outcomes = entries.Any(entry => entry.EndsWith(".net.", StringComparison.Ordinal)) ? [true, false] : [false];
        return SmallWorld.Addresses.Any(address => outcomes.Any(outside => world.Check([rdata], address, outside).Deciding is { } entry && RmxText.Format(entry) == last));
    }

    private static string Canonical(string entry) => RmxTextReader.TryRead(entry, out RmxRecord record, out _) ? record.ToString() : entry;

    private static AddressPrefix PrefixOf(string item) =>
        AddressPrefix.TryParse(item.AsSpan(item.IndexOf(':', StringComparison.Ordinal) + 1), out AddressPrefix? prefix) ? prefix! : throw new FormatException(item);

    [GeneratedRegex("denies nobody: ([^ ]+) is granted")]
    private static partial Regex Granted();
}
