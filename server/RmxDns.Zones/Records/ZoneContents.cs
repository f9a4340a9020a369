using RmxDns.Wire;
using RmxDns.Zones.Faults;

namespace RmxDns.Zones.Records;

/// <summary>
/// All RRsets of one zone, ready to be checked and compiled: the SOA and NS that settings supply and the
/// TXT alternative of RMX are among them.
/// </summary>
public sealed class ZoneContents(Name origin, string file, IReadOnlyList<RrSet> rrSets)
{
    /// <summary>The apex.</summary>
    public Name Origin { get; } = origin;

    /// <summary>The file that the zone was read from, as findings name it.</summary>
    public string File { get; } = file;

    /// <summary>The RRsets, one for each owner and type, in the order of the file.</summary>
    public RrSetList RrSets { get; } = Completed(rrSets as RrSetList ?? new RrSetList(rrSets));

    /// <summary>The faults that records ask for; none unless the zone was read for a test authority (<see cref="LoadSettings.TestAuthority"/>).</summary>
    public IReadOnlyList<PlacedFault> Faults { get; init; } = [];

    /// <summary>A copy whose SOA has another serial; the marks of everything stay.</summary>
    public ZoneContents WithSerial(uint serial) =>
        new(Origin, File, RrSets.WithSoa(soa => WithSerial(soa, serial))) { Faults = Faults };

    /// <summary>The same zone with an object for each RRset that stays the same one.</summary>
    internal ZoneContents Unpacked() => RrSets.IsPacked ? new ZoneContents(Origin, File, [.. RrSets]) { Faults = Faults } : this;

    private static RrSetList Completed(RrSetList rrSets)
    {
        rrSets.Complete();
        return rrSets;
    }

    private static RrSet WithSerial(RrSet soa, uint serial)
    {
        SourceRecord record = soa.Records[0];
        return new RrSet(soa.Owner, soa.Type, soa.Ttl, soa.Mark, [record with { Rdata = SoaDefaults.WithSerial(record.Rdata, serial) }]) { Places = soa.Places };
    }
}
