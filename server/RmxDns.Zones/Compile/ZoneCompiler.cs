using System.Buffers.Binary;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Compile;

/// <summary>
/// Turns the RRsets of a zone into what is served: nodes with flags, RRsets as octets, lists of additional RRsets, and
/// templates of whole answers. The zone must have passed the rules that refuse a zone.
/// </summary>
public static class ZoneCompiler
{
    /// <summary>Compiles one zone, on its own: what lies in other zones is looked up when an answer is made.</summary>
    /// <param name="contents">The RRsets, SOA and NS at the apex among them.</param>
    /// <param name="types">What RDATA of each type holds.</param>
    /// <param name="scratch">Memory for the work; its own when null.</param>
    /// <exception cref="InvalidOperationException">There is no SOA at the apex.</exception>
    public static Zone Compile(ZoneContents contents, TypeTable types, CompilerScratch? scratch = null)
    {
        var tree = new OwnerTree(contents, withAncestors: true);
        return Write(tree, new ZoneBlockWriter(OctetsOf(tree), tree.Count), contents.Origin, types, scratch ?? new CompilerScratch());
    }

    /// <summary>Compiles the owners of a tree, the apex first, into a block that may hold others.</summary>
    internal static Zone Write(OwnerTree tree, ZoneBlockWriter block, Name apex, TypeTable types, CompilerScratch scratch)
    {
        int soa = tree.Find(0, RrType.Soa);
        if (soa < 0)
            throw new InvalidOperationException($"{apex} has no SOA");
        uint negativeTtl = tree.RrSets.View(soa).Ttl;
        byte[] soaRdata = tree.RrSets[soa].Records[0].Rdata;
        ReadOnlySpan<byte> times = soaRdata.AsSpan(soaRdata.Length - 20);
        uint serial = BinaryPrimitives.ReadUInt32BigEndian(times);
        negativeTtl = Math.Min(negativeTtl, BinaryPrimitives.ReadUInt32BigEndian(times[16..]));
        int negativeSoa = block.AddRrSet(RrType.Soa, ShapeOf(types[RrType.Soa]));
        block.AddRecord(negativeTtl, soaRdata);
        List<PlacedRrSet> placed = WriteNodes(tree, block, types);
        Zone draft = block.ToZone(apex, serial, negativeSoa, final: false);
        new AdditionalLists(tree, draft, block, types).Write(placed);
        draft = block.ToZone(apex, serial, negativeSoa, final: false);
        new TemplateWriter(tree, draft, block, scratch).Write(placed, negativeSoa);
        return block.ToZone(apex, serial, negativeSoa, final: true);
    }

    private static List<PlacedRrSet> WriteNodes(OwnerTree tree, ZoneBlockWriter block, TypeTable types)
    {
        var placed = new List<PlacedRrSet>();
        var offsets = new List<int>();
        for (int owner = 0; owner < tree.Count; owner++)
        {
            if (tree.IsOccluded(owner))
                continue;
            offsets.Clear();
            int first = placed.Count;
            NodeFlags flags = tree.FlagsOf(owner);
            ReadOnlySpan<byte> name = tree.NameOf(owner);
            for (int at = tree.FirstOf(owner); at >= 0; at = tree.NextOf(owner, at))
            {
                RrSetView rrSet = tree.RrSets.View(at);
                if (flags.HasFlag(NodeFlags.Cut) && !BelongsToParentSide(rrSet.Type))
                    continue;
                RdataType type = types[rrSet.Type];
                int offset = block.AddRrSet(rrSet.Type, ShapeOf(type));
                foreach (ReadOnlySpan<byte> rdata in rrSet)
                    block.AddRecord(rrSet.Ttl, rdata);
                offsets.Add(offset);
                if (type.CompressibleNames.Count > 0 || AdditionalLists.Refers(types, rrSet) || name.Length == 1)
                    placed.Add(new PlacedRrSet(owner, at, offset, 0));
            }
            int node = block.AddNode(name, flags, offsets);
            for (int at = first; at < placed.Count; at++)
                placed[at] = placed[at] with { Node = node };
        }
        return placed;
    }

    /// <summary>How many octets nodes and RRsets take; lists of additional RRsets and templates come on top.</summary>
    private static int OctetsOf(OwnerTree tree)
    {
        long octets = 0;
        for (int owner = 0; owner < tree.Count; owner++)
        {
            if (tree.IsOccluded(owner))
                continue;
            octets += ZoneLayout.NodeHeader + tree.NameOf(owner).Length;
            for (int at = tree.FirstOf(owner); at >= 0; at = tree.NextOf(owner, at))
            {
                RrSetView rrSet = tree.RrSets.View(at);
                octets += ZoneLayout.DirectoryRow + ZoneLayout.RrSetHeader;
                foreach (ReadOnlySpan<byte> rdata in rrSet)
                    octets += ZoneLayout.RrHeader + rdata.Length;
            }
        }
        return (int)Math.Min(octets, Array.MaxLength);
    }

    private static CompressionShape ShapeOf(RdataType type) =>
        new(type.CompressibleNames.Prefix, type.CompressibleNames.Count);

    /// <summary>At a cut only these are the parent's to answer with (RFC 4035 §2.6); all else there is glue or occluded.</summary>
    internal static bool BelongsToParentSide(ushort type) => type is RrType.Ns or RrType.Ds or RrType.Nsec or RrType.Rrsig;
}

/// <summary>An RRset that takes more than its octets to answer with, and where it lies.</summary>
/// <param name="Owner">Its owner in the tree.</param>
/// <param name="RrSet">The RRset in the tree.</param>
/// <param name="Offset">Its offset in the block.</param>
/// <param name="Node">The offset of its node.</param>
internal readonly record struct PlacedRrSet(int Owner, int RrSet, int Offset, int Node);
