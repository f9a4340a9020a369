using CsCheck;
using RmxDns.Rmx;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx.Receiving;

/// <summary>Mail addresses as names and back: the lines of <c>tests/data/rmx/full-address.txt</c>, and that no two addresses share a name.</summary>
public class FullAddressTests
{
    private static readonly Name Domain = Name.Parse("example.com.");

    public static IEnumerable<TheoryDataRow<string, string>> Lines =>
        File.ReadAllLines(Repository.PathOf("tests", "data", "rmx", "full-address.txt")).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(" => ")).Select(sides => new TheoryDataRow<string, string>(sides[0], sides[1]));

    [Theory]
    [MemberData(nameof(Lines))]
    public void Address_and_name_belong_together(string text, string name)
    {
        if (text == "none")
        {
            Assert.Null(RmxAddress.FromName(Name.Parse(name)));
            return;
        }
        bool read = RmxAddress.TryParse(text, out RmxAddress? address);
        Assert.Equal(name, address?.ToName()?.ToString() ?? "none");
        if (!read || address!.ToName() is not { } full)
            return;
        Assert.Equal(address.LocalPart, RmxAddress.FromName(full)!.LocalPart);
        Assert.Equal(address.Domain, RmxAddress.FromName(full)!.Domain);
        Assert.Equal(address.LocalPart, RmxAddress.FromName(Name.Parse(name.ToUpperInvariant()))!.LocalPart);
        Assert.True(RmxAddress.TryParse(address.ToString(), out RmxAddress? again));
        Assert.Equal(address.LocalPart, again!.LocalPart);
    }

    [Theory]
    [InlineData("")]
    [InlineData("user")]
    [InlineData("@example.com")]
    [InlineData("user@")]
    [InlineData("user@[192.0.2.1]")]
    [InlineData("user@a..b")]
    [InlineData("user@.")]
    [InlineData("\"user@example.com")]
    [InlineData("a\"b\"@example.com")]
    [InlineData("\"a\"b@example.com")]
    [InlineData("\"a\\\"@example.com")]
    public void What_is_no_address_is_refused(string text) => Assert.False(RmxAddress.TryParse(text, out _));

    [Fact]
    public void Any_local_part_has_a_name_of_its_own_or_none() =>
        Gen.OneOf<byte[]>(Gen.Byte.Array[1, 15], Gen.OneOf<byte>([.. "a.A_=rmx@"u8]).Array[1, 8]).Sample(
            local =>
            {
                if (RmxAddress.Create(local, Domain)!.ToName() is not { } name)
                    return;
                RmxAddress? again = RmxAddress.FromName(name);
                Assert.NotNull(again);
                Assert.Equal(local, again.LocalPart.ToArray());
                Assert.Equal(Domain, again.Domain);
            },
            iter: 5000, print: Convert.ToHexString);

    [Fact]
    public void Any_name_gives_the_one_address_that_maps_to_it_or_none() =>
        Gen.OneOf<byte>([.. "a=24E_rmx"u8]).Array[1, 6].Array[1, 4].Sample(
            labels =>
            {
                Name? name = Domain.Prepend("_rmx"u8);
                foreach (byte[] label in labels)
                    name = name!.Prepend(label);
                if (RmxAddress.FromName(name!) is { } address)
                    Assert.Equal(name, address.ToName());
            },
            iter: 5000);
}
