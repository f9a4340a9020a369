using CsCheck;
using RmxDns.Rmx;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx;

/// <summary>Wire form and text form say the same, whatever the record; a failure prints the seed that repeats it.</summary>
public class RoundTripTests
{
    private static readonly Gen<string> Loose = Gen.Frequency<string>(
        (3, RecordGenerator.Entry.Select(TextOf)),
        (1, Gen.OneOf<string>(
            "IPV4:10.1.2.3/8", "1:192.0.2.1", "ipv6:2001:DB8:0:0::1/48", "2:::192.0.2.1", "host:A.Example", "3:a\\046b.example.", "DOMAIN", "5:.",
            "UNUSED", "6", "full:", "!MX", "ipmap", "tlsfp:SHA256:" + new string('A', 64), "sasl:plain,Login", "66", "sig:SMIME:00", "!127", "100:C0FFEE", "ldap:X")));

    [Fact]
    public void Octets_to_text_to_octets_is_stable() => RecordGenerator.Rdata.Sample(
        rdata =>
        {
            Assert.True(RmxWire.TryDecode(rdata, out RmxRecord record, out RmxFault fault), fault.Message);
            string text = RmxText.Format(record);
            Assert.True(RmxTextReader.TryParse(text, out byte[] again, out TextFault wrong), $"{text}: {wrong.Message}");
            Assert.Equal(rdata, again);
            Assert.Equal(rdata, record.Encode());
            Assert.True(RmxWire.TryDecode(again, out record, out _));
            Assert.Equal(text, RmxText.Format(record));
        },
        iter: 3000, print: Convert.ToHexString);

    [Fact]
    public void Text_to_octets_to_text_is_stable_from_the_first_writing_on() => Gen.Select(Loose.Array[1, 8], Gen.OneOf<string>(" ", "\t", "  \r\n "), (entries, space) => string.Join(space, entries)).Sample(
        text =>
        {
            Assert.True(RmxTextReader.TryParse(text, out byte[] rdata, out TextFault fault), $"{text}: {fault.Message}");
            Assert.True(RmxWire.TryDecode(rdata, out RmxRecord record, out _));
            string canonical = RmxText.Format(record);
            Assert.True(RmxTextReader.TryParse(canonical, out byte[] again, out fault), $"{canonical}: {fault.Message}");
            Assert.Equal(rdata, again);
            Assert.DoesNotContain("  ", canonical, StringComparison.Ordinal);
            Assert.True(canonical.All(c => c is >= ' ' and <= '~'), canonical);
        },
        iter: 3000);

    [Fact]
    public void The_generic_form_is_taken_octet_for_octet() => RecordGenerator.Rdata.Sample(
        rdata =>
        {
            Assert.True(RmxTextReader.TryParse($@"\# {rdata.Length} {Convert.ToHexString(rdata)}", out byte[] again, out TextFault fault), fault.Message);
            Assert.Equal(rdata, again);
        },
        iter: 500, print: Convert.ToHexString);

    [Fact]
    public void In_a_zone_the_text_gives_the_same_octets() => RecordGenerator.Rdata.Sample(
        rdata =>
        {
            var row = ZoneText.Types[RrType.DefaultRmx];
            Assert.Null(row.Check(rdata));
            string text = row.Format(rdata);
            Assert.True(row.TryParseText(text, Name.Parse("origin.example."), out byte[] again, out TextFault fault), $"{text}: {fault.Message}");
            Assert.Equal(rdata, again);
        },
        iter: 1000, print: Convert.ToHexString);

    private static string TextOf(byte[] entry)
    {
        Assert.True(RmxWire.TryDecode(entry, out RmxRecord record, out _));
        return RmxText.Format(record);
    }
}
