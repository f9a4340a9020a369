using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Compile;

/// <summary>
/// The addresses of name servers at and below cuts that the referrals of a served zone bring along (RFC 9471). Nothing else of what
/// cuts hide is part of a compiled zone, or changes an answer.
/// </summary>
internal sealed class ServedGlue
{
    private readonly Zone _zone;
    private readonly HashedName _name = new();

    // An RRset at offset 0 was looked for in vain.
    private readonly Dictionary<(Name Owner, ushort Type), (int NameOffset, int RrSet)> _rrSets = [];
    private int _present;

    /// <param name="zone">The zone.</param>
    /// <param name="cuts">All nodes of cuts in it.</param>
    public ServedGlue(Zone zone, IEnumerable<int> cuts)
    {
        _zone = zone;
        foreach (int cut in cuts)
        {
            int list = zone.RrSet(zone.FindRrSet(cut, RrType.Ns)).AdditionalList;
            if (list != 0)
                Add(new StoredAdditionalList(zone.Block, list));
        }
    }

    /// <summary>Whether a version of the zone with the same cuts has the same glue.</summary>
    /// <param name="hidden">All that cuts hide in it, each RRset once.</param>
    public bool IsStill(IEnumerable<RrSet> hidden)
    {
        int left = _present;
        foreach (RrSet rrSet in hidden)
        {
            if (!_rrSets.TryGetValue((rrSet.Owner, rrSet.Type), out (int NameOffset, int RrSet) served))
                continue;
            if (served.RrSet == 0 || !_zone.NameAt(served.NameOffset).SequenceEqual(rrSet.Owner.Wire)
                || !ZoneDifference.AreEqual(_zone.RrSet(served.RrSet), new RrSetView(rrSet)))
                return false;
            left--;
        }
        return left == 0;
    }

    private void Add(StoredAdditionalList list)
    {
        for (int i = 0; i < list.Count; i++)
        {
            StoredAdditional entry = list[i];
            ushort type = entry.Elsewhere ? entry.Type : _zone.RrSet(entry.RrSetOffset).Type;
            Name owner = Name.FromWire(_zone.NameAt(entry.NameOffset))!;
            if (IsHidden(owner) && _rrSets.TryAdd((owner, type), (entry.NameOffset, entry.Elsewhere ? 0 : entry.RrSetOffset)) && !entry.Elsewhere)
                _present++;
        }
    }

    private bool IsHidden(Name name)
    {
        _name.Set(name.Wire);
        return name.IsAtOrBelow(_zone.Apex) && ZoneDifference.IsDelegated(_zone, _name);
    }
}
