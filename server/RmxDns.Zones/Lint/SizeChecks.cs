using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>
/// The sizes of answers, measured by making them with the server's own code. A wildcard is asked with the shortest and the
/// longest name that it can be asked with.
/// </summary>
/// <param name="types">The record types.</param>
/// <param name="ednsSize">The largest answer over UDP to a client with EDNS, OPT included.</param>
public sealed class SizeChecks(TypeTable types, int ednsSize)
{
    private const int MaxMessage = ushort.MaxValue;
    private const int Opt = 11;
    private const int HeaderAndQuestion = 16;
    private const int EntriesNamed = 3;

    // Takes memory, and few zones need it.
    private readonly Lazy<AnswerSizer> _sizer = new(() => new AnswerSizer());

    /// <summary>What does not fit of a zone's answers, additional records left aside.</summary>
    /// <param name="contents">The zone as it was read.</param>
    /// <param name="zone">The same zone, compiled.</param>
    public IReadOnlyList<Finding> CheckAnswers(ZoneContents contents, Zone zone)
    {
        var findings = new List<Finding>();
        ZoneSet? alone = null;
        foreach (RrSet rrSet in contents.RrSets)
        {
            // Compression only makes it shorter: most RRsets need no closer look.
            if (UpperBound(rrSet) <= Answerer.PlainUdpSize)
                continue;
            alone ??= ZoneSet.Empty.With([zone], []);
            if (CheckAnswer(contents, alone, rrSet) is { } finding)
                findings.Add(finding);
        }
        return findings;
    }

    /// <summary>Which additional RRsets of an RMX answer do not fit in 512 octets; null when all do.</summary>
    /// <param name="zones">All zones that are served.</param>
    /// <param name="file">The file that holds the record.</param>
    /// <param name="zone">Its zone.</param>
    /// <param name="owner">Its owner.</param>
    /// <param name="mark">Where it stands.</param>
    public Finding? CheckAdditional(ZoneSet zones, string file, Name zone, Name owner, SourceMark mark)
    {
        AnswerSize? size = _sizer.Value.Measure(zones, Shortest(owner), types.RmxType, Answerer.PlainUdpSize);
        if (size is null || size.Answer > Answerer.PlainUdpSize || size.Dropped.Count == 0)
            return null;
        string dropped = string.Join(", ", size.Dropped.Select(rrSet => $"{rrSet.Owner} {types.NameOf(rrSet.Type)}"));
        string message = $"with all that it refers to the RMX answer of {owner} takes {size.Full} octets; in 512 there is no room for {dropped}: "
            + $"a receiver without EDNS asks {size.Dropped.Count} more {(size.Dropped.Count == 1 ? "query" : "queries")}";
        return new Finding(SizeRules.AdditionalDropped, Severity.Info, file, mark, message, zone, owner);
    }

    /// <summary>Measures the answer for an RRset; at a wildcard for the shortest question. Null when no zone that could be read has the name.</summary>
    /// <param name="zones">All zones that are served.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="type">The type code.</param>
    /// <param name="budget">The octets that additional RRsets have to fit in, OPT not counted.</param>
    public AnswerSize? Measure(ZoneSet zones, Name owner, ushort type, int budget) => _sizer.Value.Measure(zones, Shortest(owner), type, budget);

    /// <summary>Whether an RMX RRset refers to others at all.</summary>
    public bool BringsAdditional(RrSet rrSet) =>
        rrSet.Type == types.RmxType && rrSet.Records.Any(record => types[rrSet.Type].References(record.Rdata).Count > 0);

    private Finding? CheckAnswer(ZoneContents contents, ZoneSet alone, RrSet rrSet)
    {
        int? shortest = Measure(alone, Shortest(rrSet.Owner), rrSet), longest = Measure(alone, Longest(rrSet.Owner), rrSet);
        if (shortest is not { } least || longest is not { } most)
            return null;
        if (most + Opt > MaxMessage)
            return Make(contents, rrSet, SizeRules.AnswerOver65535, Severity.Error, most + Opt, MaxMessage, "any message can carry");
        if (rrSet.Type == types.RmxType && most > Answerer.PlainUdpSize)
        {
            bool always = least > Answerer.PlainUdpSize;
            return Make(
                contents, rrSet, SizeRules.AnswerOver512, always ? Severity.Error : Severity.Warning, always ? least : most,
                Answerer.PlainUdpSize, always ? "a UDP answer without EDNS" : "a UDP answer without EDNS, if the name asked for is long");
        }
        int budget = ednsSize - Opt;
        return least > budget ? Make(contents, rrSet, SizeRules.AnswerOverEdns, Severity.Warning, least, budget, "a UDP answer with EDNS") : null;
    }

    private int? Measure(ZoneSet zones, Name name, RrSet rrSet)
    {
        AnswerSize? size = _sizer.Value.Measure(zones, name, rrSet.Type, MaxMessage);
        return size is null ? null : size.IsComplete ? size.Answer : UpperBound(rrSet);
    }

    private Finding Make(
        ZoneContents contents, RrSet rrSet, Rule rule, Severity severity, int octets, int limit, string of)
    {
        string message = $"the answer for {rrSet.Owner} {types.NameOf(rrSet.Type)} takes {octets} octets, {octets - limit} more than the {limit} of {of}";
        if (rrSet.Type == types.RmxType)
            message += $"; what takes most: {LargestEntries(rrSet)}";
        return new Finding(rule, severity, contents.File, rrSet.Mark, message, contents.Origin, rrSet.Owner);
    }

    private static string LargestEntries(RrSet rrSet)
    {
        var entries = new List<(string Text, int Octets)>();
        foreach (SourceRecord record in rrSet.Records)
        {
            RmxWire.TryDecode(record.Rdata, out RmxRecord rmx, out _);
            entries.AddRange(rmx.Entries.Select(entry => (RmxText.Format(entry), new RmxRecord([entry]).Encode().Length)));
        }
        return string.Join(", ", entries.OrderByDescending(entry => entry.Octets).Take(EntriesNamed)
            .Select(entry => $"{(entry.Text.Length > 60 ? entry.Text[..60] + "…" : entry.Text)} ({entry.Octets} octets)"));
    }

    private static int UpperBound(RrSet rrSet)
    {
        int name = rrSet.Owner.IsWildcard ? NameOctets.MaxLength : rrSet.Owner.Wire.Length;
        long octets = HeaderAndQuestion + name;
        foreach (SourceRecord record in rrSet.Records)
            octets += ZoneLayout.RrHeader + record.Rdata.Length;
        return (int)Math.Min(octets, int.MaxValue - Opt);
    }

    private static Name Shortest(Name owner) => owner.IsWildcard ? owner.Parent!.Prepend([0]) ?? owner : owner;

    private static Name Longest(Name owner)
    {
        if (!owner.IsWildcard)
            return owner;
        Name longest = owner.Parent!;
        for (int room = NameOctets.MaxLength - longest.Wire.Length; room > 0; room = NameOctets.MaxLength - longest.Wire.Length)
        {
            // A label takes two octets at least: none may leave room for one.
            int label = Math.Min(NameOctets.MaxLabel, room - 1);
            longest = longest.Prepend(new byte[label + 2 == room ? label - 1 : label])!;
        }
        return longest;
    }
}
