using RmxDns.Snapshot;
using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Blocks;

/// <summary>Which blocks of a changed file have to be read, and which names of the zone stood in those that are gone or read anew.</summary>
internal sealed class BlockMatch
{
    // Above that reading all of it takes not much longer, on all cores.
    private const int LargestShare = 8;

    private readonly FileBlocks _now;
    private readonly int[] _same;
    private readonly Zone _zone;

    private BlockMatch(FileBlocks now, int[] same, Zone zone)
    {
        (_now, _same, _zone) = (now, same, zone);
    }

    /// <summary>Octets of the blocks to read.</summary>
    public int OctetsToRead { get; private set; }

    /// <summary>The nodes of all names that stood in blocks that are gone or read anew, and that of the apex.</summary>
    public List<int> Open { get; } = [];

    /// <summary>The block of the version before that a block is equal to, and that need not be read; -1 for one to read.</summary>
    public int Same(int block) => _same[block];

    /// <summary>Holds a file against the version before; null when little of it is the same.</summary>
    public static BlockMatch? Of(FileBlocks now, ServedBlocks before)
    {
        var left = new Dictionary<UInt128, int>();
        for (int block = 1; block < before.Count; block++)
        {
            if (!before.MustRead(block))
                _ = left.TryAdd(before.File[block].Hash, block);
        }
        var match = new BlockMatch(now, new int[now.Count], before.Zone);
        var gone = new HashSet<int>(Enumerable.Range(0, before.Count));
        for (int block = 0; block < now.Count; block++)
        {
            // The first holds the header. Of two that are equal one is read, since it has all of its owners for the second time.
            int old = -1;
            bool same = block > 0 && left.Remove(now[block].Hash, out old);
            match._same[block] = same ? old : -1;
            match.OctetsToRead += same ? 0 : now[block].Length;
            if (same)
                _ = gone.Remove(old);
        }
        if (match.OctetsToRead > now.Octets / LargestShare || !before.FindNodes())
            return null;
        match.Open.Add(before.Apex);
        foreach (int block in gone)
            match.Open.AddRange(before.NodesOf(block));
        return match;
    }

    /// <summary>
    /// Whether a name came or went that the answers of a wildcard are measured with (<see cref="Lint.SizeChecks"/>): those have octets of
    /// zero in them.
    /// </summary>
    public bool MayMoveSizes(ZoneContents contents)
    {
        foreach (RrSet rrSet in contents.RrSets)
        {
            if (HasZero(rrSet.Owner.Wire))
                return true;
        }
        foreach (int node in Open)
        {
            if (HasZero(_zone.NameOf(node)))
                return true;
        }
        return false;
    }

    /// <summary>Reads the blocks that are to be read; false when one is not plain, so that what it says depends on what is beside it.</summary>
    /// <param name="octets">The file.</param>
    /// <param name="limits">What is plain.</param>
    /// <param name="reader">Reads them all.</param>
    public bool TryRead(ReadOnlyMemory<byte> octets, YamlLimits limits, ZoneReader reader)
    {
        for (int i = 0; i < _now.Count; i++)
        {
            if (_same[i] >= 0)
                continue;
            FileBlock block = _now[i];
            var text = SourceText.Decode(octets.Slice(block.Start, block.Length));
            if (text.Faults.Count > 0
                || !new PlainPairs(text, new AnchorTable(), limits, 0, block.Line, text.Length).Read(reader.Accept))
                return false;
        }
        return true;
    }

    /// <summary>Whether there is a zero in front of the root's.</summary>
    private static bool HasZero(ReadOnlySpan<byte> name) => name.IndexOf((byte)0) < name.Length - 1;
}
