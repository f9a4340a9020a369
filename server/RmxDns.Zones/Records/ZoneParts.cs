using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>
/// A large file cut at keys of the top level into parts that are read at the same time, each by a reader of its own. All of it has to be
/// plain (<see cref="PlainScanner"/>), with the header in the first part and no owner in two; otherwise nothing of this counts
/// and the file is read from one end to the other.
/// </summary>
internal sealed class ZoneParts(SourceText source, YamlLimits limits, int threads)
{
    // Below that there is little to win.
    private const int LeastParts = 4;

    /// <summary>Reads the file; false when it has to be read otherwise.</summary>
    /// <param name="first">The reader of the first part, which takes up what the others read.</param>
    /// <param name="findings">Its findings, and then all of them.</param>
    /// <param name="next">Makes the reader of another part, for its findings.</param>
    /// <param name="passed">Told how many characters are read.</param>
    public bool TryRead(ZoneReader first, FindingList findings, Func<FindingList, ZoneReader> next, Action<int> passed)
    {
        if (threads < 2 || source.Length / LeastParts < limits.PartCharacters || limits.PlainPair == 0)
            return false;
        IReadOnlyList<Part> parts = Cut();
        if (!TryRead(parts[0], first) || first.MustReadAgain)
            return false;
        var read = new PartRead[parts.Count];
        read[0] = new PartRead(first, findings);
        int characters = parts[0].End;
        var gate = new Lock();
        ParallelLoopResult result = Parallel.For(1, parts.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, (i, loop) =>
        {
            FindingList own = findings.Beside();
            ZoneReader reader = next(own);
            if (!TryRead(parts[i], reader) || reader.Header.Seen.Count > 0)
                loop.Stop();
            read[i] = new PartRead(reader, own);
            lock (gate)
                passed(characters += parts[i].End - parts[i].Start);
        });
        if (!result.IsCompleted || HasTwice(read))
            return false;
        foreach (PartRead part in read.Skip(1))
        {
            first.TakeUp(part.RrSets, part.Context);
            findings.AddAll(part.Findings);
        }
        return true;
    }

    private List<Part> Cut()
    {
        var parts = new List<Part>();
        for (int start = 0, line = 1; start < source.Length;)
        {
            int end = Math.Min(source.Length, start + limits.PartCharacters);
            int next = line + source.LineFeeds(start, end - start);
            if (!source.TryFindKey(ref end, ref next))
                end = source.Length;
            parts.Add(new Part(start, line, end));
            (start, line) = (end, next);
        }
        return parts;
    }

    private bool TryRead(Part part, ZoneReader reader) =>
        new PlainPairs(source, new AnchorTable(), limits, part.Start, part.Line, part.End).Read(reader.Accept);

    /// <summary>Whether two parts may have an owner in common.</summary>
    private static bool HasTwice(PartRead[] parts)
    {
        ulong[] hashes = [.. parts.SelectMany(part => part.Owners)];
        Array.Sort(hashes);
        for (int i = 1; i < hashes.Length; i++)
        {
            if (hashes[i] == hashes[i - 1])
                return true;
        }
        return false;
    }

    /// <summary>A part: from one key of the top level to another.</summary>
    private readonly record struct Part(int Start, int Line, int End);

    /// <summary>What came of a part; of its owners hashes of 64 bits, since the names in one table take much memory.</summary>
    private sealed class PartRead(ZoneReader reader, FindingList findings)
    {
        private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

        public RrSetList RrSets { get; } = reader.RrSets;

        public ZoneContext Context { get; } = reader.Context;

        public FindingList Findings { get; } = findings;

        public ulong[] Owners { get; } = [.. reader.Owners.Select(HashOf)];

        private static ulong HashOf(Name name)
        {
            ulong hash = Seed;
            foreach (byte octet in name.Wire)
            {
                hash = (hash ^ NameOctets.Fold(octet)) * 0x9E37_79B9_7F4A_7C15;
                hash ^= hash >> 29;
            }
            return hash;
        }
    }
}
