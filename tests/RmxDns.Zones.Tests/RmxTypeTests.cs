using RmxDns.Rdata;

namespace RmxDns.Zones.Tests;

/// <summary>The type code of RMX is a setting; its name and its number are synonyms at the code in force, and only there.</summary>
public class RmxTypeTests
{
    [Fact]
    public void Name_and_number_follow_the_setting()
    {
        const string Zone = "'': {type: NS, value: ns}\na: {type: RMX, value: [mx]}\nb: {type: TYPE65300, value: [mx]}\nc: {type: TYPE65280, value: '\\# 1 08'}\n";
        ZoneFile file = new ZoneFileLoader(new TypeTable(65300), new LoadSettings()).LoadText("example.com.yaml", Zone);
        Assert.Equal([6, 2, 65300, 65300, 65280], file.Contents!.RrSets.Select(rrSet => (int)rrSet.Type));
        Assert.All(file.Contents.RrSets.Skip(2), rrSet => Assert.Equal([8], rrSet.Records[0].Rdata));
    }

    [Fact]
    public void Text_form_at_another_code_is_an_error()
    {
        ZoneFile file = new ZoneFileLoader(new TypeTable(65300), new LoadSettings()).LoadText("example.com.yaml", "'': {type: NS, value: ns}\na: {type: TYPE65280, value: mx}\n");
        Assert.Contains(file.Findings, finding => finding.Rule.Id == "rdata-syntax");
        Assert.Null(file.Contents);
    }
}
