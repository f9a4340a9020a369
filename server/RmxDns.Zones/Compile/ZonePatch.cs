using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Compile;

/// <summary>
/// A large zone in which a few names have changed: what is compiled of the others is kept, and only those are compiled, behind it. What
/// the changed names had before stays in the block unused, until it is a quarter of it and the zone is compiled whole.
/// </summary>
public static class ZonePatch
{
    private const int LeastNames = 2_000;
    private const int LargestShare = 16;

    /// <summary>Makes a served zone into what its file says now; null when it has to be compiled whole.</summary>
    /// <param name="old">The zone as it is served.</param>
    /// <param name="contents">All RRsets of the new version.</param>
    /// <param name="types">What RDATA of each type holds; the same that <paramref name="old"/> was compiled with.</param>
    /// <param name="scratch">Memory for the work.</param>
    public static Zone? TryApply(Zone old, ZoneContents contents, TypeTable types, CompilerScratch scratch) =>
        old.NameCount < LeastNames ? null : TryApply(old, contents, types, scratch, old.NameCount / LargestShare);

    internal static Zone? TryApply(Zone old, ZoneContents contents, TypeTable types, CompilerScratch scratch, int most) =>
        Find(old, contents, types, most) is { } difference ? Apply(old, difference, contents, types, scratch) : null;

    /// <summary>What has to be compiled where only a part of the new version was read (<see cref="ZoneDifference.Between"/>); null when a patch cannot do it.</summary>
    internal static ZoneDifference? Find(Zone old, ZoneContents contents, TypeTable types, int most, IReadOnlyCollection<int>? open = null) =>
        !old.IsAvailable || !old.Apex.Wire.SequenceEqual(contents.Origin.Wire) || old.Numbers.Unused > old.Block.Length / 4
            ? null : ZoneDifference.Between(old, contents, types, most, open);

    /// <summary>The same for a part of the new version, whose share of names decides.</summary>
    internal static ZoneDifference? Find(Zone old, ZoneContents contents, TypeTable types, IReadOnlyCollection<int> open) =>
        Find(old, contents, types, old.NameCount / LargestShare, open);

    /// <summary>Compiles what <paramref name="difference"/> says.</summary>
    internal static Zone Apply(Zone old, ZoneDifference difference, ZoneContents contents, TypeTable types, CompilerScratch scratch)
    {
        var anew = new List<RrSet>();
        foreach (RrSetView rrSet in contents.RrSets.Views)
        {
            if (difference.IsAnew(rrSet.Owner))
                anew.Add(rrSet.ToRrSet());
        }
        var tree = new OwnerTree(new ZoneContents(contents.Origin, contents.File, anew), withAncestors: false);
        for (int owner = 0; owner < tree.Count; owner++)
        {
            int node = difference.Anew[Name.FromWire(tree.NameOf(owner))!];
            if (node != 0)
                tree.AddFlags(owner, old.Flags(node) & NodeFlags.WildcardChild);
        }
        var block = new ZoneBlockWriter(old, difference.Dropped);
        foreach (Name name in difference.Empty)
            _ = block.AddNode(name.Wire, NodeFlags.None, []);
        return ZoneCompiler.Write(tree, block, contents.Origin, types, scratch);
    }
}
