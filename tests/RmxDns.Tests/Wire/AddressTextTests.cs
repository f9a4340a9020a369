using System.Net;
using CsCheck;
using RmxDns.Wire;

namespace RmxDns.Tests.Wire;

/// <summary>Addresses as text. What is written is held to RFC 5952 and to the framework's parser, what is read to RFC 4291 §2.2.</summary>
public class AddressTextTests
{
    [Theory]
    [InlineData("192.0.2.1", "c0000201")]
    [InlineData("0.0.0.0", "00000000")]
    [InlineData("255.255.255.255", "ffffffff")]
    [InlineData("10.20.30.100", "0a141e64")]
    public void An_ipv4_address_is_read_and_written(string text, string hex)
    {
        var octets = new byte[4];
        Assert.True(AddressText.TryParseIpv4(text, octets));
        Assert.Equal(hex, Convert.ToHexStringLower(octets));
        Assert.Equal(text, AddressText.FormatIpv4(octets));
    }

    [Theory]
    [InlineData("")]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.1.")]
    [InlineData(".192.0.2.1")]
    [InlineData("192.0.2.1.1")]
    [InlineData("192.0..1")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.1000")]
    [InlineData("010.0.0.1")]
    [InlineData("00.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("2130706433")]
    [InlineData(" 192.0.2.1")]
    [InlineData("192.0.2.1 ")]
    [InlineData("192.0.2.+1")]
    [InlineData("192.0.2.-1")]
    [InlineData("192.0.2.1\0")]
    [InlineData("192.0.2.\u0661")]
    [InlineData("192.0.2.1:53")]
    [InlineData("::192.0.2.1")]
    public void What_is_no_ipv4_address_is_refused(string text) => Assert.False(AddressText.TryParseIpv4(text, new byte[4]));

    /// <summary>The examples of RFC 4291 §2.2 and of RFC 5952 §2 and §4, and the edges between them.</summary>
    [Theory]
    [InlineData("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789")]
    [InlineData("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a")]
    [InlineData("FF01:0:0:0:0:0:0:101", "ff01::101")]
    [InlineData("0:0:0:0:0:0:0:1", "::1")]
    [InlineData("0:0:0:0:0:0:0:0", "::")]
    [InlineData("0:0:0:0:0:0:13.1.68.3", "::d01:4403")]
    [InlineData("::FFFF:129.144.52.38", "::ffff:129.144.52.38")]
    [InlineData("::ffff:8190:3426", "::ffff:129.144.52.38")]
    [InlineData("64:ff9b::192.0.2.1", "64:ff9b::c000:201")]
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("2001:0db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("2001:db8::1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("2001:db8::0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("2001:db8:aaaa:bbbb:cccc:dddd:0:1", "2001:db8:aaaa:bbbb:cccc:dddd:0:1")]
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:0:0:1:0:0:0:1", "2001:0:0:1::1")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("1::", "1::")]
    [InlineData("0:0:1::", "0:0:1::")]
    public void An_ipv6_address_is_read_and_written_in_one_way(string text, string canonical)
    {
        var octets = new byte[16];
        Assert.True(AddressText.TryParseIpv6(text, octets));
        Assert.Equal(IPAddress.Parse(text).GetAddressBytes(), octets);
        Assert.Equal(canonical, AddressText.FormatIpv6(octets));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("::1::")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1:2:3:4::5:6:7:8")]
    [InlineData(":1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:8:")]
    [InlineData("1::2:")]
    [InlineData("2001:db8::12345")]
    [InlineData("2001:db8::g")]
    [InlineData("2001:db8::1%eth0")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[::1]:53")]
    [InlineData("2001:db8::1/64")]
    [InlineData(" ::1")]
    [InlineData("::1 ")]
    [InlineData("::1\0")]
    [InlineData("::+1")]
    [InlineData("::-1")]
    [InlineData("192.0.2.1")]
    [InlineData("::192.0.2")]
    [InlineData("::192.0.2.01")]
    [InlineData("192.0.2.1::")]
    [InlineData("::192.0.2.1:1")]
    [InlineData("1:2:3:4:5:6:7:192.0.2.1")]
    [InlineData("::\u0661")]
    public void What_is_no_ipv6_address_is_refused(string text) => Assert.False(AddressText.TryParseIpv6(text, new byte[16]));

    [Fact]
    public void What_is_written_reads_back_here_and_elsewhere() =>
        Gen.OneOf(Gen.Byte.Array[16], Gen.OneOf<byte>(0, 0, 0, 0, 1, 0xFF).Array[16]).Sample(
            octets =>
            {
                string text = AddressText.FormatIpv6(octets);
                var again = new byte[16];
                Assert.True(AddressText.TryParseIpv6(text, again), text);
                Assert.Equal(octets, again);
                Assert.Equal(octets, IPAddress.Parse(text).GetAddressBytes());
                Assert.Equal(text.ToLowerInvariant(), text);
            },
            iter: 10_000, print: Convert.ToHexString);

    [Fact]
    public void Any_text_gives_octets_or_false() =>
        Gen.Char[":::..0123459aFf%/ \0"].Array[0, 24].Select(chars => new string(chars)).Sample(
            text =>
            {
                var octets = new byte[16];
                if (AddressText.TryParseIpv6(text, octets))
                    Assert.Equal(IPAddress.Parse(text).GetAddressBytes(), octets);
                if (AddressText.TryParseIpv4(text, octets.AsSpan(0, 4)))
                    Assert.Equal(IPAddress.Parse(text).GetAddressBytes(), octets[..4]);
            },
            iter: 50_000);
}
