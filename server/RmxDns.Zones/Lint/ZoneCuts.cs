using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>The delegations of a zone, and what it holds at and below them (RFC 1034 §4.2.1). A zone without any costs one look.</summary>
public sealed class ZoneCuts
{
    private readonly Dictionary<Name, RrSet> _cuts = new(NameComparer.Instance);
    private readonly Dictionary<Name, RrSet>.AlternateLookup<ReadOnlySpan<byte>> _byOctets;
    private readonly Name _origin;
    private readonly Lazy<IReadOnlyList<RrSet>> _occluded;
    private readonly Lazy<HashSet<(Name, ushort)>> _addresses;

    internal ZoneCuts(LintedZone zone)
    {
        _origin = zone.Origin;
        _byOctets = _cuts.GetAlternateLookup<ReadOnlySpan<byte>>();
        foreach (RrSet ns in zone.OfType(RrType.Ns))
        {
            if (!ns.Owner.Equals(_origin))
                _ = _cuts.TryAdd(ns.Owner, ns);
        }
        _occluded = new(() => Any ? [.. zone.Contents.RrSets.Where(rrSet => Above(rrSet.Owner) is not null)] : []);
        _addresses = new(() => [.. Occluded.Where(rrSet => rrSet.Type is RrType.A or RrType.Aaaa).Select(rrSet => (rrSet.Owner, rrSet.Type))]);
    }

    /// <summary>Whether the zone delegates anything.</summary>
    public bool Any => _cuts.Count > 0;

    /// <summary>The NS RRset of the highest cut that a name of the zone lies at or below; null when there is none.</summary>
    public RrSet? Above(Name name)
    {
        RrSet? highest = null;
        for (ReadOnlySpan<byte> at = name.Wire; Any && at.Length > _origin.Wire.Length; at = NameOctets.Parent(at))
        {
            if (_byOctets.TryGetValue(at, out RrSet? cut))
                highest = cut;
        }
        return highest;
    }

    /// <summary>All RRsets at and below cuts, those of the delegations themselves among them.</summary>
    public IReadOnlyList<RrSet> Occluded => _occluded.Value;

    /// <summary>Whether the zone holds an address of a name at or below a cut.</summary>
    public bool HoldsAddress(Name name, ushort type) => _addresses.Value.Contains((name, type));
}
