using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>An RRset that did not fit.</summary>
/// <param name="Owner">Its owner.</param>
/// <param name="Type">Its type code.</param>
public readonly record struct DroppedRrSet(Name Owner, ushort Type);

/// <summary>How long a response is, in octets, with header and question, without OPT.</summary>
/// <param name="Answer">Without additional records.</param>
/// <param name="Full">With all of them.</param>
/// <param name="Dropped">The additional RRsets that are left out within the budget, in order; all of them when the answer alone is over it.</param>
/// <param name="IsComplete">False when not even 65,535 octets were enough.</param>
public sealed record AnswerSize(int Answer, int Full, IReadOnlyList<DroppedRrSet> Dropped, bool IsComplete)
{
    /// <summary>The name that the aliases on the way lead to; the question's where there are none.</summary>
    public required Name End { get; init; }

    /// <summary>Whether the RRset that was asked for is in the answer.</summary>
    public required bool IsFound { get; init; }
}

/// <summary>
/// Measures responses by making them with the server's own code, so that what a report says is what is sent.
/// For reports, not for queries: it allocates. For a name below a cut or one that does not exist the server may send some octets more:
/// it keeps such answers ready for every name, and lets none of them point into the question's first labels.
/// </summary>
public sealed class AnswerSizer
{
    private readonly AnswerScratch _scratch = new();
    private readonly byte[] _message = new byte[ushort.MaxValue];

    /// <summary>Measures the response to a question; null when the name lies in no zone that is available.</summary>
    /// <param name="zones">What is served.</param>
    /// <param name="name">The question's name.</param>
    /// <param name="type">The question's type; not ANY.</param>
    /// <param name="budget">The octets that additional RRsets have to fit in, OPT not counted.</param>
    public AnswerSize? Measure(ZoneSet zones, Name name, ushort type, int budget)
    {
        _scratch.Name.Set(name.Wire);
        LookupResult first = Lookup.Find(zones, _scratch.Name, type);
        if (first.Kind is LookupKind.NotHosted or LookupKind.Unavailable)
            return null;
        Outcome full = Assemble(zones, first, name, type, ushort.MaxValue, out ResponseWriter all);
        Name end = Name.FromWire(_scratch.ChainName(_scratch.ChainLength - 1))!;
        bool found = all.Holds(end.Wire, type);
        bool complete = !full.Truncated && !full.Trimmed;
        if (full.Length <= budget)
            return new AnswerSize(full.AnswerLength, full.Length, [], complete) { End = end, IsFound = found };
        Assemble(zones, first, name, type, budget, out ResponseWriter writer);
        var dropped = new List<DroppedRrSet>();
        foreach (DroppedRrSet listed in Listed(zones, name))
        {
            if (!writer.Holds(listed.Owner.Wire, listed.Type) && !dropped.Contains(listed))
                dropped.Add(listed);
        }
        return new AnswerSize(full.AnswerLength, full.Length, dropped, complete) { End = end, IsFound = found };
    }

    private Outcome Assemble(
        ZoneSet zones, in LookupResult found, Name name, ushort type, int limit, out ResponseWriter writer)
    {
        name.Wire.CopyTo(_message.AsSpan(Header.Length));
        writer = new ResponseWriter(_message, limit, name.Wire.Length + 4, _scratch.Compression);
        return AnswerAssembler.Assemble(zones, _scratch, found, name.Wire, type, allOfAny: true, ref writer);
    }

    /// <summary>What the RRsets of the answer bring along, whether it fitted or not.</summary>
    private IEnumerable<DroppedRrSet> Listed(ZoneSet zones, Name name)
    {
        for (int i = 0; i < _scratch.PartCount; i++)
        {
            AnswerPart part = _scratch.Parts[i];
            Name owner = part.ChainIndex < 0 ? name : Name.FromWire(_scratch.ChainName(part.ChainIndex))!;
            int count = AdditionalSection.CountOf(part);
            for (int entry = 0; entry < count; entry++)
            {
                if (AdditionalSection.Describe(zones, _scratch, part, owner, entry) is { } listed)
                    yield return listed;
            }
        }
    }
}
