using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint.Policies;
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

    // Takes much memory: each thread has one, whatever it measures with it.
    [ThreadStatic]
    private static AnswerSizer? _sizer;

    private static AnswerSizer Sizer => _sizer ??= new AnswerSizer();

    /// <summary>What does not fit of a zone's answers, additional records left aside.</summary>
    /// <param name="contents">The zone as it was read.</param>
    /// <param name="zone">The same zone, compiled.</param>
    /// <param name="isPart">Whether <paramref name="contents"/> is but a part of the zone: those RRsets alone are measured.</param>
    public IReadOnlyList<Finding> CheckAnswers(ZoneContents contents, Zone zone, bool isPart = false)
    {
        var findings = new List<Finding>();
        ZoneSet? alone = null;
        bool anyRmx = isPart;
        foreach (RrSetView rrSet in contents.RrSets.Views)
        {
            anyRmx |= rrSet.Type == types.RmxType;
            // Compression only makes it shorter: most RRsets need no closer look.
            if (UpperBound(rrSet) <= Answerer.PlainUdpSize)
                continue;
            alone ??= ZoneSet.Empty.With([zone], []);
            if (CheckAnswer(contents, alone, rrSet.ToRrSet()) is { } finding)
                findings.Add(finding);
        }
        foreach (RrSet alias in anyRmx ? contents.RrSets.Where(rrSet => rrSet.Type == RrType.Cname) : [])
        {
            alone ??= ZoneSet.Empty.With([zone], []);
            if (CheckAlias(contents, alone, alias) is { } finding)
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
    /// <param name="reported">RRsets that are reported otherwise; null for none.</param>
    public Finding? CheckAdditional(ZoneSet zones, string file, Name zone, Name owner, SourceMark mark, IReadOnlySet<DroppedRrSet>? reported = null)
    {
        AnswerSize? size = Sizer.Measure(zones, Shortest(owner), types.RmxType, Answerer.PlainUdpSize);
        if (size is null || size.Answer > Answerer.PlainUdpSize)
            return null;
        DroppedRrSet[] left = [.. size.Dropped.Where(rrSet => reported is null || !reported.Contains(rrSet))];
        if (left.Length == 0)
            return null;
        string dropped = string.Join(", ", left.Select(rrSet => $"{rrSet.Owner} {types.NameOf(rrSet.Type)}"));
        string message = $"with all that it refers to the RMX answer of {owner} takes {size.Full} octets; in 512 there is no room for {dropped}: "
            + $"a receiver without EDNS asks {left.Length} more {(left.Length == 1 ? "query" : "queries")}";
        return new Finding(SizeRules.AdditionalDropped, Severity.Info, file, mark, message, zone, owner);
    }

    /// <summary>Measures the answer for an RRset; at a wildcard for the shortest question. Null when no zone that could be read has the name.</summary>
    /// <param name="zones">All zones that are served.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="type">The type code.</param>
    /// <param name="budget">The octets that additional RRsets have to fit in, OPT not counted.</param>
    public static AnswerSize? Measure(ZoneSet zones, Name owner, ushort type, int budget) => Sizer.Measure(zones, Shortest(owner), type, budget);

    /// <summary>How long a referral is for the shortest and for the longest name that is referred, glue that it needs included; null when there is none.</summary>
    /// <param name="alone">The zone that refers, without the zones below it.</param>
    /// <param name="cut">The cut.</param>
    internal static (int Least, int Most)? MeasureReferral(ZoneSet alone, Name cut) =>
        Sizer.Measure(alone, cut, RrType.A, MaxMessage) is { } least && Sizer.Measure(alone, LongestBelow(cut), RrType.A, MaxMessage) is { } most
            ? (least.Answer, most.Answer) : null;

    /// <summary>The owners of RMX RRsets that refer to others, and where they stand.</summary>
    public IReadOnlyList<(Name Owner, SourceMark Mark)> References(ZoneContents contents)
    {
        var found = new List<(Name, SourceMark)>();
        foreach (RrSetView rrSet in contents.RrSets.Views)
        {
            if (BringsAdditional(rrSet))
                found.Add((Name.FromWire(rrSet.Owner)!, rrSet.Mark));
        }
        return found;
    }

    /// <summary>Whether an RMX RRset refers to others at all.</summary>
    internal bool BringsAdditional(RrSetView rrSet) => rrSet.Type == types.RmxType && AdditionalLists.Refers(types, rrSet);

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

    /// <summary>An RMX answer that fits at its owner and no longer with an alias in front of it.</summary>
    private Finding? CheckAlias(ZoneContents contents, ZoneSet alone, RrSet alias)
    {
        AnswerSize? least = Sizer.Measure(alone, Shortest(alias.Owner), types.RmxType, MaxMessage);
        AnswerSize? most = Sizer.Measure(alone, Longest(alias.Owner), types.RmxType, MaxMessage);
        if (least is not { IsFound: true } || most is null || most.Answer <= Answerer.PlainUdpSize
            || Sizer.Measure(alone, least.End, types.RmxType, MaxMessage) is not { Answer: <= Answerer.PlainUdpSize })
            return null;
        bool always = least.Answer > Answerer.PlainUdpSize;
        int octets = always ? least.Answer : most.Answer;
        string message = $"through the alias {alias.Owner} the RMX answer of {least.End} takes {octets} octets, {octets - Answerer.PlainUdpSize} more than the {Answerer.PlainUdpSize} "
            + $"of a UDP answer without EDNS{(always ? "" : ", if the name asked for is long")}";
        return new Finding(SizeRules.AnswerOver512, always ? Severity.Error : Severity.Warning, contents.File, alias.Mark, message, contents.Origin, alias.Owner) { Subject = "CNAME" };
    }

    private static int? Measure(ZoneSet zones, Name name, RrSet rrSet)
    {
        AnswerSize? size = Sizer.Measure(zones, name, rrSet.Type, MaxMessage);
        return size is null ? null : size.IsComplete ? size.Answer : UpperBound(new RrSetView(rrSet));
    }

    private Finding Make(
        ZoneContents contents, RrSet rrSet, Rule rule, Severity severity, int octets, int limit, string of)
    {
        string message = $"the answer for {rrSet.Owner} {types.NameOf(rrSet.Type)} takes {octets} octets, {octets - limit} more than the {limit} of {of}";
        if (rrSet.Type == types.RmxType)
            message += $"; {WhatFits(rrSet, octets - limit)}; what takes most: {LargestEntries(rrSet)}";
        return new Finding(rule, severity, contents.File, rrSet.Mark, message, contents.Origin, rrSet.Owner) { Subject = types.NameOf(rrSet.Type) };
    }

    /// <summary>How many entries there would be room for, counted from the first.</summary>
    private static string WhatFits(RrSet rrSet, int over)
    {
        IReadOnlyList<PlacedEntry> entries = RmxPolicy.InOrder(rrSet);
        int fit = entries.Count;
        for (int left = over; left > 0 && fit > 0; fit--)
            left -= new RmxRecord([entries[fit - 1].Entry]).Encode().Length;
        return fit == 0 ? "none of its entries would fit" : $"the first {fit} of its {entries.Count} entries would fit";
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

    /// <summary>The most octets that an answer can have, whatever is compressed.</summary>
    internal static int UpperBound(RrSetView rrSet)
    {
        int name = NameOctets.IsWildcard(rrSet.Owner) ? NameOctets.MaxLength : rrSet.Owner.Length;
        long octets = HeaderAndQuestion + name;
        foreach (ReadOnlySpan<byte> rdata in rrSet)
            octets += ZoneLayout.RrHeader + rdata.Length;
        return (int)Math.Min(octets, int.MaxValue - Opt);
    }

    private static Name Shortest(Name owner) => owner.IsWildcard ? owner.Parent!.Prepend([0]) ?? owner : owner;

    private static Name Longest(Name owner)
    {
        if (!owner.IsWildcard)
            return owner;
        return LongestBelow(owner.Parent!);
    }

    private static Name LongestBelow(Name longest)
    {
        for (int room = NameOctets.MaxLength - longest.Wire.Length; room > 0; room = NameOctets.MaxLength - longest.Wire.Length)
        {
            // A label takes two octets at least: none may leave room for one.
            int label = Math.Min(NameOctets.MaxLabel, room - 1);
            longest = longest.Prepend(new byte[label + 2 == room ? label - 1 : label])!;
        }
        return longest;
    }
}
