using System.Text;
using CsCheck;
using RmxDns.Rmx;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx;

/// <summary>Mail addresses and the names of their own records.</summary>
public class AddressNameTests
{
    private static readonly Name Domain = Name.Parse("example.com.");

    public static TheoryData<string, string> Lines
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string line in File.ReadLines(Repository.PathOf("tests", "data", "rmx", "addresses.txt")).Where(line => line[0] != '#'))
                data.Add(line.Split(" => ")[0], line.Split(" => ")[1]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_address_has_the_name_in_the_table_and_the_name_leads_back(string text, string name)
    {
        Assert.True(RmxAddress.TryParse(text, out RmxAddress? address));
        Assert.Equal(name == "none" ? null : name, address!.ToName()?.ToString());
        if (name == "none")
            return;
        RmxAddress? back = RmxAddress.FromName(Name.Parse(name));
        Assert.Equal(address.LocalPart.ToArray(), back!.LocalPart.ToArray());
        Assert.Equal(address.Domain, back.Domain);
        Assert.Equal(address.LocalPart.ToArray(), RmxAddress.FromName(Name.Parse(name.ToUpperInvariant()))!.LocalPart.ToArray());
    }

    [Theory]
    [InlineData("user._rmx.example.com.", "user@example.com")]
    [InlineData("=4Aohn.=44oe._rmx.example.com.", "John.Doe@example.com")]
    [InlineData("a=20b._rmx.example.com.", "\"a b\"@example.com")]
    [InlineData("a=22b=5Cc._rmx.example.com.", "\"a\\\"b\\\\c\"@example.com")]
    [InlineData("a.=2Eb._rmx.example.com.", "\"a..b\"@example.com")]
    public void A_name_leads_to_an_address_that_can_be_written(string name, string address) =>
        Assert.Equal(address, RmxAddress.FromName(Name.Parse(name))!.ToString());

    [Theory]
    [InlineData("example.com.")]
    [InlineData(".")]
    [InlineData("_rmx.example.com.")]
    [InlineData("user._rmx.")]
    [InlineData("_rmx.user._rmx.example.com.")]
    [InlineData("user=2._rmx.example.com.")]
    [InlineData("user=zz._rmx.example.com.")]
    [InlineData("user=61._rmx.example.com.")]
    [InlineData("us+er._rmx.example.com.")]
    [InlineData("us\\.er._rmx.example.com.")]
    [InlineData("us\\255er._rmx.example.com.")]
    [InlineData("user=2Exx._rmx.example.com.")]
    public void A_name_that_no_address_has_leads_to_none(string name) => Assert.Null(RmxAddress.FromName(Name.Parse(name)));

    [Theory]
    [InlineData("")]
    [InlineData("user")]
    [InlineData("user@")]
    [InlineData("@example.com")]
    [InlineData("\"\"@example.com")]
    [InlineData("user@[192.0.2.1]")]
    [InlineData("user@.")]
    [InlineData("user@a..b")]
    [InlineData("user@exa mple.com")]
    [InlineData("user@b\u00fccher.example")]
    [InlineData("user@a\\046b.example")]
    [InlineData("\"user@example.com")]
    [InlineData("us\"er@example.com")]
    [InlineData("\"us\"er@example.com")]
    [InlineData("\"us\\\"@example.com")]
    public void What_is_no_address_is_refused(string text) => Assert.False(RmxAddress.TryParse(text, out _));

    [Fact]
    public void Any_octets_lead_back_and_different_ones_never_share_a_name()
    {
        Gen<byte> octet = Gen.OneOf(Gen.Byte, Gen.OneOf("abABxX._=-\"@ rmRM2E5F"u8.ToArray()));
        Gen.Select(octet.Array[1, 20], octet.Array[1, 20]).Sample((a, b) =>
        {
            Name? name = RmxAddress.Create(a, Domain)!.ToName(), other = RmxAddress.Create(b, Domain)!.ToName();
            if (name is not null)
                Assert.Equal(a, RmxAddress.FromName(name)!.LocalPart.ToArray());
            if (name is not null && other is not null)
                Assert.Equal(a.AsSpan().SequenceEqual(b), name.Equals(other));
        }, iter: 20_000);
    }

    [Fact]
    public void Any_name_is_read_without_an_exception()
    {
        Gen<byte[]> label = Gen.OneOf(Gen.Byte.Array[1, 8], Gen.OneOf("_rmx", "=2E", "a=4", "x").Select(Encoding.ASCII.GetBytes));
        label.List[0, 6].Sample(labels =>
        {
            Name name = labels.Aggregate(Domain, (rest, front) => rest.Prepend(front)!);
            RmxAddress? address = RmxAddress.FromName(name);
            if (address is not null)
                Assert.Equal(name, address.ToName());
        }, iter: 20_000);
    }
}
