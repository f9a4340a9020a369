using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;

namespace RmxDns.Tests.Rmx.Addresses;

/// <summary>Sets of addresses say of each address what their prefixes say, and write themselves in the fewest prefixes.</summary>
public class AddressSetTests
{
    private const int Rounds = 3000;

    [Fact]
    public void Operations_are_right_for_every_address()
    {
        var random = new Random(1);
        for (int i = 0; i < Rounds; i++)
        {
            (AddressPrefix[] a, AddressPrefix[] b) = (Prefixes(random), Prefixes(random));
            (AddressSet left, AddressSet right) = (AddressSet.Of(a), AddressSet.Of(b));
            bool overlap = false, contained = true;
            foreach (byte[] address in Window.Addresses)
            {
                bool inLeft = a.Any(prefix => prefix.Contains(address)), inRight = b.Any(prefix => prefix.Contains(address));
                overlap |= inLeft && inRight;
                contained &= inLeft || !inRight;
                Assert.Equal(inLeft, left.Contains(address));
                Assert.Equal(inLeft || inRight, left.Union(right).Contains(address));
                Assert.Equal(inLeft && inRight, left.Intersect(right).Contains(address));
                Assert.Equal(inLeft && !inRight, left.Except(right).Contains(address));
                Assert.Equal(!inLeft, AddressSet.All.Except(left).Contains(address));
            }
            // Outside the windows only wide prefixes have addresses.
            Assert.True(!overlap || left.Overlaps(right));
            Assert.True(contained || !left.Contains(right));
            Assert.Equal(left.Overlaps(right), !left.Intersect(right).IsEmpty);
            Assert.Equal(left.Contains(right), left.Union(right).Equals(left));
        }
    }

    [Fact]
    public void Sets_with_the_same_addresses_are_equal()
    {
        var random = new Random(2);
        for (int i = 0; i < Rounds; i++)
        {
            AddressPrefix[] prefixes = Prefixes(random);
            AddressSet set = AddressSet.Of(prefixes);
            random.Shuffle(prefixes);
            AddressSet again = prefixes.Aggregate(AddressSet.Empty, (sum, prefix) => sum.Union(AddressSet.Of(prefix)));
            Assert.Equal(set, again);
            Assert.Equal(set.GetHashCode(), again.GetHashCode());
            Assert.Equal(set, AddressSet.Of(set.ToPrefixes()));
            Assert.Equal(set, AddressSet.All.Except(AddressSet.All.Except(set)));
        }
    }

    [Fact]
    public void Count_first_and_prefixes_are_those_of_a_search()
    {
        var random = new Random(3);
        for (int i = 0; i < Rounds; i++)
        {
            AddressPrefix[] prefixes = [.. Prefixes(random).Where(prefix => prefix.Length >= (prefix.Network.Length * 8) - Window.HostBits)];
            AddressSet set = AddressSet.Of(prefixes);
            byte[][] held = [.. Window.Addresses.Where(address => prefixes.Any(prefix => prefix.Contains(address)))];
            Assert.Equal((UInt128)held.Count(address => address.Length == 4), set.Ipv4Count);
            Assert.Equal((UInt128)held.Count(address => address.Length == 16), set.Ipv6Count);
            Assert.Equal(held.Length == 0 ? null : Text(held[0]), set.First?.ToString());
            // Prefixes within a window hold no address that is not tried, and stay in one block of 256.
            int fewest = held.GroupBy(address => Text([.. address[..^1], 0])).Sum(block => Fewest(block.Select(address => (int)address[^1]).ToHashSet(), 0, 256));
            Assert.Equal(fewest, set.ToPrefixes().Count);
            Assert.Equal(set, AddressSet.Of(set.ToPrefixes()));
        }
    }

    [Theory]
    [InlineData("0.0.0.0/0", "0.0.0.0/0", 1L << 32)]
    [InlineData("10.0.0.0/9 10.128.0.0/9", "10.0.0.0/8", 1L << 24)]
    [InlineData("10.0.0.1 10.0.0.2 10.0.0.3", "10.0.0.1 10.0.0.2/31", 3)]
    [InlineData("0.0.0.0 255.255.255.255", "0.0.0.0 255.255.255.255", 2)]
    public void Ipv4_is_written_in_the_fewest_prefixes(string prefixes, string expected, long count)
    {
        AddressSet set = Set(prefixes);
        Assert.Equal(expected, set.ToString());
        Assert.Equal((UInt128)count, set.Ipv4Count);
    }

    [Fact]
    public void Mapped_addresses_are_ipv4()
    {
        Assert.True(Set("::ffff:192.0.2.0/120").IsEmpty);
        Assert.True(Set("192.0.2.0/24").Contains(AddressOf("::ffff:192.0.2.7")));
        Assert.False(Set("::/0").Contains(AddressOf("::ffff:192.0.2.7")));
        Assert.Equal(UInt128.MaxValue - uint.MaxValue, Set("::/0").Ipv6Count);
        Assert.Equal("::/0", Set("::/0").ToString());
        Assert.Equal("::/64", Set("::/64").ToString());
        Assert.Equal("::/80", Set("::/80").ToString());
        Assert.Equal("::fffe:0:0/96", Set("::fffe:0:0/95").ToString());
        Assert.Equal("0.0.0.0/0 ::/0", AddressSet.All.ToString());
        Assert.True(AddressSet.All.Contains(Set("::/0")));
    }

    internal static AddressSet Set(string prefixes) => AddressSet.Of(prefixes.Split(' ').Select(text =>
    {
        Assert.True(AddressPrefix.TryParse(text, out AddressPrefix? prefix), text);
        return prefix!;
    }));

    private static byte[] AddressOf(string text) => AddressPrefix.TryParse(text, out AddressPrefix? prefix) ? prefix!.Network.ToArray() : [];

    private static AddressPrefix[] Prefixes(Random random) => [.. Enumerable.Range(0, random.Next(9)).Select(_ => Window.Prefix(random))];

    private static string Text(byte[] address) => AddressPrefix.FromOctets(address, address.Length * 8)!.ToString();

    /// <summary>The fewest prefixes for exactly these hosts: halves are taken apart until they are full or empty.</summary>
    private static int Fewest(HashSet<int> hosts, int start, int size)
    {
        int held = Enumerable.Range(start, size).Count(hosts.Contains);
        return held == 0 ? 0 : held == size ? 1 : Fewest(hosts, start, size / 2) + Fewest(hosts, start + (size / 2), size / 2);
    }
}
