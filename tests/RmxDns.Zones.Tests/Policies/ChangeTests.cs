using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Zones.Tests.Policies;

/// <summary>What a change of zones means is what checks of every address before and after it show.</summary>
public class ChangeTests
{
    private const int Changes = 10_000;

    [Fact]
    public void Sets_of_addresses_are_right_for_every_address() => Parallel.For(0, Changes, seed =>
    {
        var world = new SmallWorld(seed);
        IReadOnlyList<string> before = world.Entries(), after = world.Entries();
        PolicyChange? change = PolicyChange.Between([SmallWorld.Load(world.Zone(before))], [SmallWorld.Load(world.Zone(after))], SmallWorld.Types).SingleOrDefault();
        (byte[] old, byte[] now) = (SmallWorld.Encode(before), SmallWorld.Encode(after));
        string all = $"change {seed}: {string.Join(' ', before)} to {string.Join(' ', after)}, list {world.ListText}";
        foreach (byte[] address in SmallWorld.Addresses)
        {
            RmxVerdict? was = world.Verdict([old], address), @is = world.Verdict([now], address);
            Assert.True(change is not null || was == @is, all);
            void Right(AddressSet? set, bool expected) => Assert.True((set?.Contains(address) ?? false) == expected, $"{SmallWorld.TextOf(address)} {was} to {@is}: {all}");
            Right(change?.NewlyGranted, @is == RmxVerdict.Granted && was is not null and not RmxVerdict.Granted);
            Right(change?.NoLongerGranted, was == RmxVerdict.Granted && @is is not null and not RmxVerdict.Granted);
            Right(change?.NewlyDenied, @is == RmxVerdict.Denied && was is not null and not RmxVerdict.Denied);
            Right(change?.NoLongerDenied, was == RmxVerdict.Denied && @is is not null and not RmxVerdict.Denied);
        }
    });

    [Fact]
    public void A_list_that_others_refer_to_changes_them()
    {
        ZoneFile[] before = [Customer, Provider("198.51.100.0/25")], after = [Customer, Provider("198.51.100.0/24")];
        PolicyChange change = Assert.Single(PolicyChange.Between(before, after, SmallWorld.Types));
        Assert.Equal(Name.Parse("example.com."), change.Owner);
        Assert.Equal("198.51.100.128/25", change.NewlyGranted.ToString());
        Assert.Equal((UInt128)128, change.NewlyGranted.Ipv4Count);
        Assert.Equal("198.51.100.128", change.NewlyGranted.First!.ToString());
        Assert.True(change.NoLongerGranted.IsEmpty);
    }

    [Fact]
    public void Records_come_and_go_with_their_sizes()
    {
        PolicyChange added = Assert.Single(PolicyChange.Between([], [Customer], SmallWorld.Types));
        // Header, question and one RR with an entry and its name.
        Assert.Equal(12 + 13 + 4 + 12 + 1 + 18, added.SizeAfter!.Value.Answer);
        Assert.Null(added.SizeBefore);
        Assert.Null(added.Before);
        PolicyChange gone = Assert.Single(PolicyChange.Between([Customer], [], SmallWorld.Types));
        Assert.Null(gone.After);
        Assert.Empty(PolicyChange.Between([Customer], [Customer], SmallWorld.Types));
    }

    private static ZoneFile Customer { get; } = SmallWorld.Load(Zone("example.com.", "  - {type: RMX, value: 'apl:list.example.net.'}\n"));

    private static ZoneFile Provider(string prefix) => SmallWorld.Load(Zone("example.net.", "", $"list: {{type: APL, value: ['1:{prefix}']}}\n"));

    private static string Zone(string origin, string apex, string more = "") =>
        $"$origin: {origin}\n'':\n  - {{type: SOA, value: {{mname: ns1, serial: 1}}}}\n  - {{type: NS, values: [ns1.example.org.]}}\n{apex}{more}";
}
