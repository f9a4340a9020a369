using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Blocks;

/// <summary>
/// The blocks of a zone file beside the zone that was compiled from it, so that a reload reads only those that have changed
/// (<see cref="ZoneFileLoader.LoadText(string, ReadOnlyMemory{byte}, ServedBlocks?)"/>). Not thread-safe.
/// </summary>
public sealed class ServedBlocks
{
    // With more than that to read in any case a reload reads all.
    private const int LargestShare = 16;

    private readonly HashedName _name = new();
    private readonly int[] _owners;
    private readonly bool[] _mustRead;

    // Null where the names of the zone still lie in the order of the file: then they are found when they are asked for.
    private int[][]? _nodes;

    private ServedBlocks(FileBlocks file, Zone zone, uint defaultTtl)
    {
        (File, Zone, DefaultTtl) = (file, zone, defaultTtl);
        (_owners, _mustRead) = (new int[file.Count], new bool[file.Count]);
    }

    /// <summary>The zone.</summary>
    public Zone Zone { get; }

    /// <summary>The blocks of its file.</summary>
    internal FileBlocks File { get; }

    /// <summary>The TTL of records without one, in seconds.</summary>
    internal uint DefaultTtl { get; }

    /// <summary>How many blocks there are.</summary>
    internal int Count => File.Count;

    /// <summary>
    /// Notes the blocks of a file that was loaded and compiled; null when a reload has to read all of it, since names in one block matter
    /// to others: delegations, DNAME, or too many blocks with something to find or to refer to.
    /// </summary>
    /// <param name="file">The file as it was read.</param>
    /// <param name="zone">The zone that was compiled from it.</param>
    /// <param name="types">The record types.</param>
    /// <param name="built">What was found when it was compiled.</param>
    /// <param name="references">Places of the RMX RRsets that refer to others.</param>
    public static ServedBlocks? Of(ZoneFile file, Zone zone, TypeTable types, IEnumerable<Finding> built, IEnumerable<SourceMark> references)
    {
        if (file.Blocks is not { } blocks)
            return null;
        var served = new ServedBlocks(blocks, zone, file.DefaultTtl);
        // What a compilation of a part has added lies behind the rest.
        bool inOrder = file.Change is null && zone.Numbers.Unused == 0;
        served._nodes = inOrder ? null : new int[blocks.Count][];
        if (!served.TryNote(file.Contents!, types))
            return null;
        served._mustRead[0] = true;
        foreach (SourceMark mark in file.Findings.Concat(built).Select(finding => finding.Mark).Concat(references))
            served._mustRead[blocks.At(mark.Line)] = true;
        if (file.Change is { } change)
            served.TakeOver(change);
        long most = 0;
        for (int i = 0; i < blocks.Count; i++)
            most += served._mustRead[i] ? blocks[i].Length : 0;
        return most > blocks.Octets / LargestShare ? null : served;
    }

    /// <summary>The node of the apex.</summary>
    internal int Apex => NodeOf(Zone.Apex.Wire);

    /// <summary>Whether a block is read at each reload, whether it has changed or not: there is something in it that depends on others.</summary>
    internal bool MustRead(int block) => _mustRead[block];

    /// <summary>The nodes of the names that stand in a block, the apex left out; <see cref="FindNodes"/> comes first.</summary>
    internal ReadOnlySpan<int> NodesOf(int block) => _nodes![block];

    /// <summary>Finds the nodes of all names; false when that cannot be done.</summary>
    internal bool FindNodes()
    {
        if (_nodes is not null)
            return true;
        int[] all = new int[Zone.NameCount];
        int count = 0;
        for (int slot = 0; slot < Zone.Slots.Length; slot++)
        {
            int node = Zone.NodeAt(slot);
            if (node != 0)
                all[count++] = node;
        }
        Array.Sort(all);
        int apex = Apex;
        count = 0;
        foreach (int node in all)
        {
            if (node != apex && Zone.RrSetCountOf(node) > 0)
                all[count++] = node;
        }
        if (count != _owners.Sum())
            return false;
        _nodes = new int[Count][];
        for (int block = 0, start = 0; block < Count; start += _owners[block++])
            _nodes[block] = all[start..(start + _owners[block])];
        return true;
    }

    /// <summary>The RRsets that stand in a block, without their places.</summary>
    internal List<RrSet> RrSetsOf(int block)
    {
        var rrSets = new List<RrSet>();
        foreach (int node in NodesOf(block))
        {
            Name owner = Name.FromWire(Zone.NameOf(node))!;
            for (int row = 0; row < Zone.RrSetCountOf(node); row++)
                rrSets.Add(StoredRecords.ToRrSet(owner, Zone.RrSet(Zone.RrSetAt(node, row))));
        }
        return rrSets;
    }

    /// <summary>Counts the owners of each block that was read; false when the zone is not one to read in part.</summary>
    private bool TryNote(ZoneContents contents, TypeTable types)
    {
        int block = 0;
        ReadOnlySpan<byte> last = [];
        var nodes = new List<int>();
        foreach (RrSetView rrSet in contents.RrSets.Views)
        {
            if (NameOctets.EqualsIgnoreCase(rrSet.Owner, Zone.Apex.Wire))
            {
                _mustRead[File.At(rrSet.Mark.Line)] = true;
                continue;
            }
            if (rrSet.Type is RrType.Ns or RrType.Dname)
                return false;
            for (; block + 1 < Count && rrSet.Mark.Line >= File[block + 1].Line; nodes.Clear())
                Keep(nodes, block++);
            // The size of an answer through an alias is its target's, and what a record brings along other names'. RMX is told apart by the caller.
            _mustRead[block] |= rrSet.Type == RrType.Cname || (rrSet.Type != types.RmxType && AdditionalLists.BringsAdditional(types, rrSet.Type));
            if (NameOctets.EqualsIgnoreCase(rrSet.Owner, last))
                continue;
            last = rrSet.Owner;
            _owners[block]++;
            if (_nodes is not null)
                nodes.Add(NodeOf(rrSet.Owner));
        }
        for (; block < Count; nodes.Clear())
            Keep(nodes, block++);
        return true;
    }

    private void Keep(List<int> nodes, int block)
    {
        if (_nodes is not null)
            _nodes[block] = [.. nodes];
    }

    private void TakeOver(ZoneChange change)
    {
        for (int block = 0; block < Count; block++)
        {
            int same = change.Match.Same(block);
            if (same < 0)
                continue;
            _owners[block] = change.Before._owners[same];
            _nodes![block] = change.Before._nodes![same];
        }
    }

    private int NodeOf(ReadOnlySpan<byte> name)
    {
        _name.Set(name);
        return Zone.Find(_name, 0);
    }
}
