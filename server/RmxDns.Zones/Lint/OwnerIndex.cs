using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>
/// The RRsets of the few types that rules are about, and what stands beside them. Names without such types cost nothing, so that a
/// zone of a million addresses is checked in one walk.
/// </summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<ushort, List<RrSet>> _byType = new()
    {
        [RrType.Ns] = [],
        [RrType.Soa] = [],
        [RrType.Cname] = [],
        [RrType.Dname] = [],
        [RrType.Ds] = [],
    };

    private readonly Dictionary<Name, List<RrSet>> _aliasOwners = [];

    public OwnerIndex(ZoneContents zone)
    {
        foreach (RrSetView view in zone.RrSets.Views)
        {
            if (!_byType.TryGetValue(view.Type, out List<RrSet>? list))
                continue;
            RrSet rrSet = view.ToRrSet();
            list.Add(rrSet);
            if (rrSet.Type is RrType.Cname or RrType.Dname)
                _ = _aliasOwners.TryAdd(rrSet.Owner, []);
        }
        if (_aliasOwners.Count == 0)
            return;
        foreach (RrSet rrSet in zone.RrSets)
        {
            if (_aliasOwners.TryGetValue(rrSet.Owner, out List<RrSet>? beside))
                beside.Add(rrSet);
        }
    }

    /// <summary>The RRsets of NS, SOA, CNAME, DNAME or DS.</summary>
    public IReadOnlyList<RrSet> OfType(ushort type) => _byType[type];

    /// <summary>The first RRset of a type that <paramref name="conflicts"/>, at the owner of a CNAME or DNAME; null when there is none.</summary>
    public RrSet? Beside(RrSet alias, Predicate<ushort> conflicts) =>
        _aliasOwners[alias.Owner].Find(rrSet => rrSet.Type != alias.Type && conflicts(rrSet.Type));
}
