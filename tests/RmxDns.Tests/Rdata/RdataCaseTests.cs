using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Tests.Rdata;

/// <summary>Every case of <c>tests/data/rdata/cases</c>, whose octets come from RFC examples and from what other servers make of the text.</summary>
public class RdataCaseTests
{
    private static readonly TypeTable Types = new();
    private static readonly Name Origin = Name.Parse("example.com.");

    public static TheoryData<RdataCase> Cases => new(RdataCase.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_becomes_the_octets_or_is_refused(RdataCase @case)
    {
        bool read = Row(@case).TryParseText(@case.Text, Origin, out byte[] rdata, out TextFault fault);

        Assert.True(read == @case.Hex is not null, $"{@case}: {(read ? Convert.ToHexString(rdata) : fault)}");
        Assert.Equal(@case.Hex ?? "", Convert.ToHexString(rdata));
        if (read)
            return;
        Assert.False(string.IsNullOrWhiteSpace(fault.Message));
        Assert.InRange(fault.Offset, 0, @case.Text.Length);
        Assert.InRange(fault.Offset + fault.Length, 0, @case.Text.Length);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Octets_become_text_that_reads_back(RdataCase @case)
    {
        if (@case.Hex is null)
            return;
        byte[] rdata = Convert.FromHexString(@case.Hex);

        Assert.Null(Row(@case).Check(rdata));
        string text = Row(@case).Format(rdata);

        Assert.True(Row(@case).TryParseText(text, Origin, out byte[] again, out TextFault fault), $"{text}: {fault}");
        Assert.Equal(rdata, again);
        Assert.Equal(text, Row(@case).Format(again));
    }

    [Fact]
    public void Every_type_with_a_text_form_has_a_case_of_each_kind()
    {
        ILookup<string, RdataCase> byType = RdataCase.All.ToLookup(c => c.Type);
        foreach (RdataType row in Types.Known)
        {
            Assert.True(row.IsMeta || byType[row.Mnemonic].Any(c => c.Hex is not null), $"no valid case of {row.Mnemonic}");
            bool anythingGoes = row.Fields is [{ Label: "data" }];
            Assert.True(anythingGoes || byType[row.Mnemonic].Any(c => c.Hex is null), $"no case of {row.Mnemonic} that is refused");
            Assert.True(anythingGoes || row.IsMeta || byType[row.Mnemonic].Any(c => c.Hex is null && c.Text.StartsWith(@"\# ", StringComparison.Ordinal)), $"no octets of {row.Mnemonic} that are refused");
        }
    }

    private static RdataType Row(RdataCase @case)
    {
        Assert.True(Types.TryParseType(@case.Type, out ushort code), $"{@case.Type} is no type");
        return Types[code];
    }
}
