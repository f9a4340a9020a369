using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>A zone with another serial is the same zone otherwise.</summary>
public class ZoneContentsTests
{
    [Fact]
    public void Only_the_serial_changes()
    {
        ZoneContents zone = new ZoneFileLoader(new TypeTable(), new LoadSettings())
            .LoadText("example.com.yaml", "'': {type: NS, value: ns}\nns: {type: A, value: 192.0.2.1}\n").Contents!;
        ZoneContents copy = zone.WithSerial(0xFFFF_FFFE);
        Assert.Equal("ns.example.com. hostmaster.example.com. 4294967294 7200 900 1209600 3600", Soa(copy));
        Assert.Equal("ns.example.com. hostmaster.example.com. 0 7200 900 1209600 3600", Soa(zone));
        Assert.Equal(zone.RrSets.Where(rrSet => rrSet.Type != RrType.Soa), copy.RrSets.Where(rrSet => rrSet.Type != RrType.Soa));
        Assert.Equal(zone.Origin, copy.Origin);
        Assert.Equal(zone.File, copy.File);
    }

    private static string Soa(ZoneContents zone) =>
        new TypeTable()[RrType.Soa].Format(Assert.Single(zone.RrSets, rrSet => rrSet.Type == RrType.Soa).Records[0].Rdata);
}
