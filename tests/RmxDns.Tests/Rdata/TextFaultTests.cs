using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Tests.Rdata;

/// <summary>A fault points at the very token, and what strings become octets by way of escapes and raw text.</summary>
public class TextFaultTests
{
    private static readonly TypeTable Types = new();
    private static readonly Name Origin = Name.Parse("example.com.");

    [Theory]
    [InlineData("MX", "10 mail..example", "mail.[.]example")]
    [InlineData("MX", "70000 mail", "[70000]")]
    [InlineData("MX", "10 mail more", "[more]")]
    [InlineData("MX", "10 \"mail\"", "[mail]")]
    [InlineData("TXT", "ok a;b", "a[;]b")]
    [InlineData("TXT", "ok \"open", "[\"open]")]
    [InlineData("TXT", "\"x\\300\"", "x[\\300]")]
    [InlineData("APL", "1:192.0.2.0/24 !1:192.0.2/24", "!1:[192.0.2]/24")]
    [InlineData("APL", "1:192.0.2.0/33", "/[33]")]
    [InlineData("A", @"\# 4 c00002", @"\# [4] c00002")]
    [InlineData("SVCB", "1 . port=70000", "port=[70000]")]
    [InlineData("SVCB", "1 . ipv4hint=192.0.2.1,192.0.2", ",[192.0.2]")]
    [InlineData("NSEC", "a. A NOSUCH", "[NOSUCH]")]
    [InlineData("RMX", "mx ipv4:192.0.2.0/33", "[33]")]
    public void A_fault_points_at_the_token(string type, string text, string marked)
    {
        Assert.True(Types.TryParseType(type, out ushort code));
        Assert.False(Types[code].TryParseText(text, Origin, out _, out TextFault fault));
        string shown = text.Insert(fault.Offset + fault.Length, "]").Insert(fault.Offset, "[");
        Assert.Contains(marked, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_outside_ASCII_in_strings_are_their_UTF8_octets()
    {
        Assert.True(Types[RrType.Txt].TryParseText("\"grüße 😀\"", Origin, out byte[] rdata, out _));
        Assert.Equal("0C6772C3BCC39F6520F09F9880", Convert.ToHexString(rdata));
    }

    [Fact]
    public void A_string_over_255_octets_is_told_apart_by_its_message()
    {
        Assert.False(Types[RrType.Txt].TryParseText(new string('a', 256), Origin, out _, out TextFault fault));
        Assert.StartsWith(CharacterStrings.TooLong, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RDATA_has_up_to_65535_octets()
    {
        string full = string.Join(' ', Enumerable.Repeat(new string('a', 254), 257));
        Assert.True(Types[RrType.Txt].TryParseText(full, Origin, out byte[] rdata, out _));
        Assert.Equal(65_535, rdata.Length);
        foreach (string more in (string[])[" \"\"", " a", " " + new string('a', 255)])
        {
            Assert.False(Types[RrType.Txt].TryParseText(full + more, Origin, out _, out TextFault fault));
            Assert.Contains("65,535", fault.Message, StringComparison.Ordinal);
        }
        Assert.False(Types[RrType.Txt].TryParseText(@"\# 65535 " + new string('0', 131_072), Origin, out _, out _));
        Assert.False(Types[48].TryParseText("256 3 8 " + new string('A', 131_072), Origin, out _, out _));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(1, "0161")]
    public void Raw_text_becomes_strings(int length, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(CharacterStrings.FromRaw(Enumerable.Repeat((byte)'a', length).ToArray())));

    [Theory]
    [InlineData(255, 256)]
    [InlineData(256, 258)]
    [InlineData(510, 512)]
    [InlineData(511, 514)]
    public void Raw_text_is_split_at_255_octets(int length, int expected)
    {
        byte[] rdata = CharacterStrings.FromRaw(new byte[length]);
        Assert.Equal(expected, rdata.Length);
        Assert.Null(Types[RrType.Txt].Check(rdata));
        Assert.Equal(255, rdata[0]);
    }

    [Fact]
    public void A_name_outside_ASCII_is_left_to_the_conversion_given()
    {
        var types = new TypeTable(toAscii: name => name == "mül.example." ? "xn--ml-xka.example." : null);
        Assert.True(types[RrType.Ns].TryParseText("mül.example.", Origin, out byte[] rdata, out _));
        Assert.Equal("xn--ml-xka.example.", types[RrType.Ns].Format(rdata));
        Assert.False(types[RrType.Ns].TryParseText("ö.example.", Origin, out _, out _));
        Assert.False(Types[RrType.Ns].TryParseText("mül.example.", Origin, out _, out _));
    }

    [Theory]
    [InlineData("3600", 3600u)]
    [InlineData("1h30m", 5400u)]
    [InlineData("1W2d", 777600u)]
    [InlineData("4294967295", 4294967295u)]
    [InlineData("0", 0u)]
    public void Times_are_seconds_or_groups(string text, uint seconds)
    {
        Assert.True(TimeText.TryParse(text, out uint read));
        Assert.Equal(seconds, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1h30")]
    [InlineData("h")]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("1y")]
    [InlineData("4294967296")]
    [InlineData("7102w")]
    [InlineData("99999999999999999999999999")]
    public void Other_times_are_refused(string text) => Assert.False(TimeText.TryParse(text, out _));
}
