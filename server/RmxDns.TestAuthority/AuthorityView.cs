using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Faults;

namespace RmxDns.TestAuthority;

/// <summary>The zones that are served at one address, and their faults.</summary>
/// <param name="served">The zones.</param>
/// <param name="faults">The faults of each zone, also of others, by its apex.</param>
internal sealed class AuthorityView(ZoneSet served, IReadOnlyDictionary<Name, IReadOnlyList<PlacedFault>> faults)
{
    private readonly Dictionary<Name, ILookup<Name, PlacedFault>> _faults = served.Zones
        .Where(zone => faults.ContainsKey(zone.Apex))
        .ToDictionary(zone => zone.Apex, zone => faults[zone.Apex].ToLookup(fault => fault.Owner));

    /// <summary>The zones.</summary>
    public ZoneSet Served { get; } = served;

    /// <summary>Whether every zone here refuses connections at its apex, so that nobody has to listen for them.</summary>
    public bool RefusesStreams => Served.Zones.Any() && Served.Zones.All(zone => _faults.TryGetValue(zone.Apex, out ILookup<Name, PlacedFault>? ofZone)
        && ofZone[zone.Apex].Any(placed => placed.Fault.Word(FaultKey.Stream) == FaultKey.Refused));

    /// <summary>The zone that a name lies in; null when none is served.</summary>
    public Zone? ZoneOf(Name name)
    {
        for (Name? at = name; at is not null; at = at.Parent)
        {
            if (Served.Find(at) is { } zone)
                return zone;
        }
        return null;
    }

    /// <summary>
    /// The faults that a query meets in its zone: that of the record asked for, at the name itself or by a wildcard, and the closest one
    /// of the name itself or a name above it.
    /// </summary>
    public (PlacedFault? OfRecord, PlacedFault? OfName) Find(Name name, ushort type)
    {
        if (ZoneOf(name) is not { } zone || !_faults.TryGetValue(zone.Apex, out ILookup<Name, PlacedFault>? ofZone))
            return default;
        PlacedFault? record = Of(ofZone[name], type), whole = null;
        for (Name? at = name; at is not null; at = at.Parent)
        {
            whole ??= ofZone[at].FirstOrDefault(fault => fault.RrSet is null);
            if (!at.Equals(name) && at.Prepend("*"u8) is { } wildcard)
                record ??= Of(ofZone[wildcard], type);
        }
        return (record, whole);
    }

    private static PlacedFault? Of(IEnumerable<PlacedFault> faults, ushort type) => faults.FirstOrDefault(fault => fault.AskedType == type);
}
