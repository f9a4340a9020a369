using System.Text.Json;
using CsCheck;
using RmxDns.Rmx;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx;

/// <summary>Octets and texts from anywhere: a record, or a fault whose place lies inside; never an exception.</summary>
public class HostileInputTests
{
    private static readonly byte[][] ValidVectors =
    [
        .. JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "rmx", "rmx-rdata.json"))).RootElement
            .GetProperty("valid").EnumerateArray().Select(vector => Convert.FromHexString(vector.GetProperty("rdata").GetString()!)),
    ];

    [Fact]
    public void Any_octets_give_a_record_or_a_fault_inside() =>
        Gen.Frequency<byte[]>((1, Gen.Byte.Array[0, 300]), (2, Gen.Byte[0, 12].Array[0, 60])).Sample(Decode, iter: 20_000, print: Convert.ToHexString);

    [Fact]
    public void Every_prefix_of_a_valid_record_does()
    {
        foreach (byte[] rdata in ValidVectors)
        {
            for (int length = 0; length <= rdata.Length; length++)
                Decode(rdata[..length]);
        }
        RecordGenerator.Rdata.Sample(
            rdata =>
            {
                for (int length = 0; length <= rdata.Length; length++)
                    Decode(rdata[..length]);
            },
            iter: 50, print: Convert.ToHexString);
    }

    [Fact]
    public void Every_change_of_one_octet_of_a_valid_record_does()
    {
        foreach (byte[] rdata in ValidVectors)
        {
            for (int at = 0; at < rdata.Length; at++)
            {
                byte[] changed = [.. rdata];
                for (int value = 0; value < 256; value++)
                {
                    changed[at] = (byte)value;
                    Decode(changed);
                }
            }
        }
    }

    [Fact]
    public void A_label_is_an_octet_up_to_63_and_no_other_kind()
    {
        foreach (byte code in (byte[])[3, 4, 5, 9])
        {
            for (int octet = 1; octet < 256; octet++)
            {
                byte[] name = [(byte)octet, .. Enumerable.Repeat((byte)'a', octet & 63), 0];
                Assert.Equal(octet <= 63, RmxWire.TryDecode([code, .. name], out _, out _));
            }
        }
    }

    [Fact]
    public void The_entries_in_front_of_a_fault_are_those_of_the_octets_in_front_of_it() => Gen.Select(RecordGenerator.Rdata, Gen.Byte[10, 63]).Sample(
        (rdata, reserved) =>
        {
            Assert.False(RmxWire.TryDecode([.. rdata, reserved, 1, 2, 3], out RmxRecord record, out RmxFault fault));
            Assert.Equal(rdata.Length, fault.Offset);
            Assert.Equal(rdata, record.Encode());
        },
        iter: 1000);

    [Fact]
    public void Any_text_gives_a_record_or_a_fault_inside() => Gen.Frequency<string>(
        (1, Gen.String),
        (3, Gen.OneOf<string>("ipv4:", "ipv6:", "host:", "domain:", "sasl:", "tlsfp:sha256:", "sig:smime:", "100:", "\\# 2 ", "!", ":", "/", "1", "a", ".", "\\", " ", "\t", "\0", "é", "@", "\"")
            .Array[0, 12].Select(parts => string.Concat(parts)))).Sample(
        text =>
        {
            bool valid = RmxTextReader.TryParse(text, out byte[] rdata, out TextFault fault);
            Assert.Equal(valid, RmxTextReader.TryRead(text, out RmxRecord record, out _));
            if (valid)
            {
                Decode(rdata);
                Assert.Equal(rdata, record.Encode());
                return;
            }
            Assert.Empty(rdata);
            Assert.NotEmpty(fault.Message);
            Assert.InRange(fault.Offset, 0, text.Length);
            Assert.InRange(fault.Offset + fault.Length, fault.Offset, text.Length);
        },
        iter: 20_000);

    [Theory]
    [InlineData("ipv4:192.0.2.1\0")]
    [InlineData("ipv4:192.0.2.0/24\0")]
    [InlineData("ipv6:2001:db8::1\0")]
    [InlineData("ipv4:192.0.2.0/024")]
    [InlineData("06:")]
    [InlineData("6\0:")]
    [InlineData("\\# 1\0 06")]
    [InlineData("host:@")]
    [InlineData("domain:@.")]
    [InlineData("ho\u017Ft:a.example")]
    [InlineData("\u212A:")]
    [InlineData("host:b\u00FCcher.example")]
    [InlineData("host:a\u00A0b.example")]
    [InlineData("ipv4:192.0.2.1,ipv4:192.0.2.2")]
    [InlineData("ipv4:192.0.2.1 ;comment")]
    [InlineData("ipv4: 192.0.2.1")]
    [InlineData("ipv4:192.0.2.0 /24")]
    [InlineData("ipv4:\u0661\u0669\u0662.0.2.1")]
    [InlineData("sasl:PLAIN;LOGIN")]
    [InlineData("")]
    [InlineData(" \t ")]
    public void What_looks_like_an_entry_and_is_none_is_refused(string text)
    {
        Assert.False(RmxTextReader.TryParse(text, out _, out TextFault fault));
        Assert.NotEmpty(fault.Message);
    }

    [Fact]
    public void A_record_over_65535_octets_is_refused()
    {
        string most = string.Join(' ', Enumerable.Repeat("unused:", 65_535));
        Assert.True(RmxTextReader.TryParse(most, out byte[] rdata, out _));
        Assert.Equal(65_535, rdata.Length);
        Assert.False(RmxTextReader.TryParse(most + " unused:", out rdata, out TextFault fault));
        Assert.Empty(rdata);
        Assert.Contains("65536", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_a_name_turned_to_ASCII_stands_in_the_text()
    {
        string text = "ipv4:192.0.2.1 host:\u00FC.example";
        Assert.False(RmxTextReader.TryParse(text, out _, out TextFault fault, _ => new string('x', 80)));
        Assert.InRange(fault.Offset, text.IndexOf('\u00FC', StringComparison.Ordinal), text.Length);
        Assert.InRange(fault.Offset + fault.Length, 0, text.Length);
        Assert.True(RmxTextReader.TryParse(text, out byte[] rdata, out _, _ => "xn--tda.example"));
        Assert.Equal("0120C00002010307" + "786E2D2D746461" + "076578616D706C6500", Convert.ToHexString(rdata));
    }

    private static void Decode(byte[] rdata)
    {
        if (RmxWire.TryDecode(rdata, out RmxRecord record, out RmxFault fault))
        {
            Assert.Equal(rdata.Length, record.Encode().Length);
            return;
        }
        int before = record.Encode().Length;
        Assert.NotEmpty(fault.Message);
        Assert.InRange(fault.Offset, before, rdata.Length);
        Assert.Equal(rdata[..before].Length, before);
    }
}
