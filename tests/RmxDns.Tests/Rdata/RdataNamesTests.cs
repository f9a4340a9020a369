using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Tests.Rdata;

/// <summary>Names inside RDATA: where they are, which messages may compress, and which lead to additional data.</summary>
public class RdataNamesTests
{
    private static readonly TypeTable Types = new();
    private static readonly Name Origin = Name.Parse("example.com.");

    [Fact]
    public void Only_the_types_of_RFC_1035_have_names_that_may_be_compressed()
    {
        string[] compressible = [.. Types.Known.Where(row => row.CompressibleNames.Count > 0).Select(row => row.Mnemonic)];
        Assert.Equal(["NS", "MD", "MF", "CNAME", "SOA", "MB", "MG", "MR", "PTR", "MINFO", "MX"], compressible);
    }

    [Fact]
    public void The_layout_of_compressible_names_finds_the_names_of_every_case()
    {
        foreach (RdataCase @case in RdataCase.All.Where(c => c.Hex is not null))
        {
            RdataType row = Row(@case.Type);
            byte[] rdata = Convert.FromHexString(@case.Hex!);
            int at = row.CompressibleNames.Prefix;
            for (int i = 0; i < row.CompressibleNames.Count; i++)
            {
                int length = NameOctets.LengthOfUncompressed(rdata.AsSpan(at));
                Assert.Equal(row.NamesIn(rdata)[i].Wire.ToArray(), rdata[at..(at + length)]);
                at += length;
            }
        }
    }

    [Theory]
    [InlineData("SRV", "1 2 3 target", "target.example.com.")]
    [InlineData("SOA", "ns1 host 1 2 3 4 5", "ns1.example.com. host.example.com.")]
    [InlineData("RP", "a. b.", "a. b.")]
    [InlineData("HIP", "2 2001 AwEA rvs1. rvs2.", "rvs1. rvs2.")]
    [InlineData("RRSIG", "A 5 3 86400 1 1 2642 Example.COM. AQID", "Example.COM.")]
    [InlineData("TXT", "a.", "")]
    public void Names_come_in_the_order_of_the_octets(string type, string text, string names) =>
        Assert.Equal(names, string.Join(' ', Row(type).NamesIn(Rdata(type, text))));

    [Theory]
    [InlineData("NS", "ns1", "ns1.example.com.:1,28")]
    [InlineData("MX", "10 mail", "mail.example.com.:1,28")]
    [InlineData("MX", "0 .", "")]
    [InlineData("SRV", "1 2 3 t", "t.example.com.:1,28")]
    [InlineData("SRV", "0 0 0 .", "")]
    [InlineData("AFSDB", "1 a.", "a.:1,28")]
    [InlineData("KX", "1 a.", "a.:1,28")]
    [InlineData("RT", "1 a.", "a.:19,20,1,28")]
    [InlineData("NAPTR", "1 2 s \"\" \"\" a.", "a.:33")]
    [InlineData("NAPTR", "1 2 A \"\" \"\" a.", "a.:1,28")]
    [InlineData("NAPTR", "1 2 u \"\" \"\" a.", "")]
    [InlineData("NAPTR", "1 2 \"\" \"\" \"\" a.", "")]
    [InlineData("SVCB", "0 a.", "a.:64,1,28")]
    [InlineData("HTTPS", "0 a.", "a.:65,1,28")]
    [InlineData("HTTPS", "1 a.", "a.:1,28")]
    [InlineData("HTTPS", "1 .", "owner:1,28")]
    [InlineData("HTTPS", "0 .", "")]
    [InlineData("CNAME", "a.", "")]
    [InlineData("PTR", "a.", "")]
    [InlineData("RMX", "ipv4:192.0.2.1 !host:a apl:b mx domain:c host:d", "a.:1,28 b.:42 owner:15+ d.:1,28")]
    public void References_lead_to_additional_data_as_the_type_says(string type, string text, string expected)
    {
        IEnumerable<string> references = Row(type).References(Rdata(type, text)).Select(reference =>
            $"{reference.Target?.ToString() ?? "owner"}:{string.Join(',', reference.Types)}{(reference.ThenExchanges ? "+" : "")}");
        Assert.Equal(expected, string.Join(' ', references));
    }

    [Fact]
    public void Another_code_for_RMX_leaves_nothing_at_the_usual_one()
    {
        var types = new TypeTable(65281);
        Assert.Equal("RMX", types.NameOf(65281));
        Assert.Equal("TYPE65280", types.NameOf(65280));
        Assert.True(types.TryParseType("rmx", out ushort code));
        Assert.Equal(65281, code);
        Assert.True(types[65281].TryParseText("mx", Origin, out _, out _));
        Assert.False(types[65280].TryParseText("mx", Origin, out _, out _));
    }

    private static RdataType Row(string type)
    {
        Assert.True(Types.TryParseType(type, out ushort code));
        return Types[code];
    }

    private static byte[] Rdata(string type, string text)
    {
        Assert.True(Row(type).TryParseText(text, Origin, out byte[] rdata, out TextFault fault), $"{fault}");
        return rdata;
    }
}
