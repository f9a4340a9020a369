using CsCheck;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Tests.Answering;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;
using Arsoft = ARSoft.Tools.Net.Dns;

namespace RmxDns.Tests.Rmx;

/// <summary>A message parser that nobody here wrote finds in our responses the very octets that the zone holds.</summary>
public class IndependentDecoderTests
{
    private static readonly Name Apex = Name.Parse("example.com.");

    [Fact]
    public void It_sees_the_octets_of_every_record() => RecordGenerator.Rdata.Sample(
        rdata => Assert.Equal(rdata, Octets(rdata, RrType.DefaultRmx)),
        iter: 500, print: Convert.ToHexString);

    [Theory]
    [InlineData(65_534)]
    [InlineData(4711)]
    public void Another_type_code_is_served_and_read_by_both_of_its_names(int setting)
    {
        ushort code = (ushort)setting;
        var types = new TypeTable(code);
        foreach (string mnemonic in new[] { "RMX", "rmx", $"TYPE{code}", $"type{code}" })
        {
            Assert.True(types.TryParseType(mnemonic, out ushort type), mnemonic);
            Assert.Equal(code, type);
        }
        Assert.True(types[code].TryParseText("ipv4:192.0.2.1 mx:", Apex, out byte[] rdata, out TextFault fault), fault.Message);
        Assert.Equal("0120C000020108", Convert.ToHexString(rdata));
        Assert.Equal("ipv4:192.0.2.1 mx:", types[code].Format(rdata));
        Assert.Equal("RMX", types.NameOf(code));
        Assert.Equal(rdata, Octets(rdata, code));

        Assert.Equal("TYPE65280", types.NameOf(RrType.DefaultRmx));
        Assert.True(types[RrType.DefaultRmx].TryParseText(@"\# 1 00", Apex, out _, out _));
    }

    private static byte[] Octets(byte[] rdata, ushort type)
    {
        var types = new TypeTable(type);
        ZoneContents lines = ZoneText.Read("example.com.", "");
        var contents = new ZoneContents(Apex, "example.com", [.. lines.RrSets, new RrSet(Apex, type, 300, default, [new SourceRecord(rdata, default)])]);
        ZoneSet zones = ZoneSet.Empty.With([ZoneCompiler.Compile(contents, types)], []);
        byte[] response = Ask.Raw(zones, new DnsQuery(Apex.Wire.ToArray(), type).Encode(1), RmxDns.Answering.Transport.Stream);
        var message = Arsoft.DnsMessage.Parse(response);
        var record = Assert.IsType<Arsoft.UnknownRecord>(Assert.Single(message.AnswerRecords));
        Assert.Equal(type, (ushort)record.RecordType);
        return record.RecordData;
    }
}
