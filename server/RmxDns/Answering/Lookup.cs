using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>What a zone says about a name and type (RFC 1034 §4.3.2 step 3).</summary>
internal enum LookupKind : byte
{
    /// <summary>The name lies in no hosted zone.</summary>
    NotHosted,

    /// <summary>The zone is configured and could not be loaded.</summary>
    Unavailable,

    /// <summary>The RRset, or for ANY the node.</summary>
    Answer,

    /// <summary>The name exists without the type (RFC 2308 §2.2).</summary>
    NoData,

    /// <summary>The name does not exist (RFC 2308 §2.1).</summary>
    NxDomain,

    /// <summary>The name lies at or below a zone cut.</summary>
    Referral,

    /// <summary>A CNAME stands for the name.</summary>
    Alias,

    /// <summary>A DNAME stands above the name.</summary>
    Redirection,
}

/// <summary>The outcome of a lookup and where it was found.</summary>
/// <param name="Kind">The outcome.</param>
/// <param name="Zone">The zone; null when <see cref="LookupKind.NotHosted"/>.</param>
/// <param name="Node">The node: exact, wildcard, cut, or the one with the DNAME.</param>
/// <param name="RrSet">The RRset: the answer's, NS at a cut, CNAME, DNAME; 0 for ANY and where there is none.</param>
/// <param name="EnclosesOthers">Whether other hosted zones lie below the zone.</param>
internal readonly record struct LookupResult(
    LookupKind Kind, Zone? Zone = null, int Node = 0, int RrSet = 0, bool EnclosesOthers = false);

/// <summary>
/// One pass of RFC 1034 §4.3.2 steps 2 and 3 with the wildcards of RFC 4592, the DNAMEs of RFC 6672 and the empty
/// non-terminals of RFC 8020. A name that exists costs one look at the zone's table.
/// </summary>
internal static class Lookup
{
    /// <summary>Finds the zone, then what it says.</summary>
    public static LookupResult Find(ZoneSet zones, HashedName name, ushort type)
    {
        Zone? zone = zones.FindZone(name, parentSide: type == RrType.Ds, out bool enclosesOthers);
        if (zone is null)
            return default;
        if (!zone.IsAvailable)
            return new LookupResult(LookupKind.Unavailable, zone);
        return Find(zone, name, type) with { EnclosesOthers = enclosesOthers };
    }

    /// <summary>What a zone says about a name at or below its apex.</summary>
    public static LookupResult Find(Zone zone, HashedName name, ushort type)
    {
        int node = zone.Find(name, 0);
        if (node != 0)
            return AtNode(zone, node, type);
        // The closest encloser (RFC 4592 §3.3.1): names below a cut are not in the table, so a cut is found as such.
        int skip = Math.Max(1, name.LabelCount - zone.MaxLabels);
        while ((node = zone.Find(name, skip)) == 0)
            skip++;
        NodeFlags flags = zone.Flags(node);
        if ((flags & NodeFlags.Cut) != 0)
            return new LookupResult(LookupKind.Referral, zone, node, zone.FindRrSet(node, RrType.Ns));
        if ((flags & NodeFlags.Redirection) != 0)
            return new LookupResult(LookupKind.Redirection, zone, node, zone.FindRrSet(node, RrType.Dname));
        if ((flags & NodeFlags.WildcardChild) != 0)
            return AtNode(zone, zone.FindWildcardChild(name, skip), type);
        return new LookupResult(LookupKind.NxDomain, zone, node);
    }

    private static LookupResult AtNode(Zone zone, int node, ushort type)
    {
        NodeFlags flags = zone.Flags(node);
        if ((flags & NodeFlags.Cut) != 0 && type != RrType.Ds)
            return new LookupResult(LookupKind.Referral, zone, node, zone.FindRrSet(node, RrType.Ns));
        if (type == RrType.Any)
            return new LookupResult(zone.RrSetCountOf(node) == 0 ? LookupKind.NoData : LookupKind.Answer, zone, node);
        int rrSet = zone.FindRrSet(node, type);
        if (rrSet != 0)
            return new LookupResult(LookupKind.Answer, zone, node, rrSet);
        if ((flags & NodeFlags.Alias) != 0)
            return new LookupResult(LookupKind.Alias, zone, node, zone.FindRrSet(node, RrType.Cname));
        return new LookupResult(LookupKind.NoData, zone, node);
    }
}
