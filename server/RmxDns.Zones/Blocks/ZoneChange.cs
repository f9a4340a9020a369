using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Blocks;

/// <summary>What a zone file says otherwise than before, where only the blocks were read that have changed.</summary>
public sealed class ZoneChange
{
    private readonly FileBlocks _now;
    private readonly ZoneDifference _difference;

    internal ZoneChange(ServedBlocks before, FileBlocks now, BlockMatch match, ZoneDifference difference)
    {
        (Before, _now, Match, _difference) = (before, now, match, difference);
    }

    /// <summary>Octets of the file that were read.</summary>
    public int OctetsRead => Match.OctetsToRead;

    /// <summary>Octets of the file.</summary>
    public int Octets => _now.Octets;

    /// <summary>The version before.</summary>
    internal ServedBlocks Before { get; }

    /// <summary>The blocks that need not be read.</summary>
    internal BlockMatch Match { get; }

    /// <summary>Compiles what has changed into the zone of the version before.</summary>
    /// <param name="contents">What was read (<see cref="ZoneFile.Contents"/>), the serial in its SOA chosen.</param>
    /// <param name="types">What RDATA of each type holds.</param>
    /// <param name="scratch">Memory for the work.</param>
    public Zone Compile(ZoneContents contents, TypeTable types, CompilerScratch scratch) =>
        ZonePatch.Apply(Before.Zone, _difference, contents, types, scratch);

    /// <summary>All RRsets of the zone in the order of the file; those that were not read have no places.</summary>
    /// <param name="contents">What was read.</param>
    public IEnumerable<RrSet> AllRrSets(ZoneContents contents)
    {
        int block = 0;
        foreach (RrSet rrSet in contents.RrSets)
        {
            for (int own = _now.At(rrSet.Mark.Line); block < own; block++)
            {
                foreach (RrSet unread in Unread(block))
                    yield return unread;
            }
            yield return rrSet;
        }
        for (; block < _now.Count; block++)
        {
            foreach (RrSet unread in Unread(block))
                yield return unread;
        }
    }

    private List<RrSet> Unread(int block) => Match.Same(block) is >= 0 and int same ? Before.RrSetsOf(same) : [];
}
