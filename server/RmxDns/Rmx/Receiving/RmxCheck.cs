using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>One check under way: the record, its entries in order, the records of full addresses in the place of <c>full</c>.</summary>
internal sealed class RmxCheck(RmxLookup lookup, RmxCheckSettings settings, RmxClient client, Name domain, CancellationToken cancellation)
{
    private readonly EntryMatcher _matcher = new(lookup, client, domain, cancellation);
    private readonly List<RmxStep> _trace = [];
    private int _lookups;

    public async ValueTask<RmxResult> RunAsync()
    {
        (LookupStatus status, PublishedRecord? record) = await FetchAsync(domain);
        return status switch
        {
            LookupStatus.Failed => End(RmxVerdict.TempFail),
            LookupStatus.NoData => End(RmxVerdict.NoRmx),
            _ => await ProcessAsync(record!, isFull: false) ?? End(RmxVerdict.NotInRmx),
        };
    }

    /// <summary>The RMX records of a name, or the TXT records that stand in for them (draft-danisch-dns-rr-smtp §7.1).</summary>
    private async ValueTask<(LookupStatus Status, PublishedRecord? Record)> FetchAsync(Name owner)
    {
        LookupAnswer answer = await lookup(owner, settings.RmxType, cancellation);
        Note($"RMX of {owner}: {Describe(answer)}");
        if (answer.Status == LookupStatus.Found)
            return (answer.Status, PublishedRecord.FromRmx(answer.Rdata));
        if (answer.Status == LookupStatus.Failed || owner.Prepend("_rmx"u8) is not { } alternative)
            return (answer.Status, null);
        answer = await lookup(alternative, RrType.Txt, cancellation);
        Note($"TXT of {alternative}: {Describe(answer)}");
        return (answer.Status, answer.Status == LookupStatus.Found ? PublishedRecord.FromTxt(answer.Rdata) : null);
    }

    /// <summary>Goes through the entries; null when none decides.</summary>
    private async ValueTask<RmxResult?> ProcessAsync(PublishedRecord record, bool isFull)
    {
        foreach (RmxEntry entry in record.Entries)
        {
            if (entry.Code == RmxCode.Full && isFull)
                return End(RmxVerdict.BadData, entry, "stands in the record of a full address");
            if (entry.NeedsLookup && ++_lookups > RmxChecker.MostLookups)
                return End(RmxVerdict.BadData, entry, $"would be lookup entry {_lookups}; a check has at most {RmxChecker.MostLookups}");
            RmxResult? result = entry.Code == RmxCode.Full ? await ProcessFullAsync(entry) : await ProcessEntryAsync(entry, record);
            if (result is not null)
                return result;
        }
        return record.Fault is null ? null : End(RmxVerdict.BadData, null, record.Fault);
    }

    private async ValueTask<RmxResult?> ProcessFullAsync(RmxEntry entry)
    {
        if (client.Sender?.ToName() is not { } name)
        {
            Note("does not match: the sender has no name of a full address", entry);
            return null;
        }
        Note($"leads to {name}", entry);
        (LookupStatus status, PublishedRecord? record) = await FetchAsync(name);
        return status switch
        {
            LookupStatus.Failed => End(RmxVerdict.TempFail),
            LookupStatus.NoData => null,
            _ => await ProcessAsync(record!, isFull: true),
        };
    }

    private async ValueTask<RmxResult?> ProcessEntryAsync(RmxEntry entry, PublishedRecord record)
    {
        EntryMatch match = await _matcher.MatchAsync(entry);
        Note(match.Note, entry);
        return match.Outcome switch
        {
            EntryOutcome.NoMatch => null,
            EntryOutcome.TempFail => End(RmxVerdict.TempFail),
            EntryOutcome.BadData => End(RmxVerdict.BadData),
            _ when entry.Negated || entry.Code == RmxCode.Unused => Decide(RmxVerdict.Denied, entry, isLoose: false),
            _ when IsLoose(record, entry) => Decide(settings.LooseVerdict, entry, isLoose: true),
            _ => Decide(RmxVerdict.Granted, entry, isLoose: false),
        };
    }

    /// <summary>Whether the prefixes of a record, and of the list that made it grant, are more than the receiver allows.</summary>
    private bool IsLoose(PublishedRecord record, RmxEntry granting)
    {
        if (settings.MostAddresses is not { } most)
            return false;
        IEnumerable<AddressPrefix> prefixes = record.Entries.Where(entry => !entry.Negated).Select(entry => entry.Prefix).OfType<AddressPrefix>();
        if (granting.Code == RmxCode.Apl)
            prefixes = prefixes.Concat(_matcher.List.Where(item => !item.Negated).Select(item => item.Prefix));
        UInt128 count = AddressTally.Count(prefixes);
        if (count > most)
            Note($"the record authorizes {count} addresses, and at most {most} are allowed");
        return count > most;
    }

    private static string Describe(LookupAnswer answer) => answer.Status switch
    {
        LookupStatus.Found => answer.Rdata.Count == 1 ? "1 record" : $"{answer.Rdata.Count} records",
        LookupStatus.NoData => "none",
        _ => "failed: " + answer.Reason,
    };

    private void Note(string note, RmxEntry? entry = null) => _trace.Add(new RmxStep(entry, note));

    private RmxResult End(RmxVerdict verdict, RmxEntry? entry, string note)
    {
        Note(note, entry);
        return End(verdict);
    }

    private RmxResult End(RmxVerdict verdict) => new(verdict, null, domain, false, _trace);

    private RmxResult Decide(RmxVerdict verdict, RmxEntry entry, bool isLoose) => new(verdict, entry, domain, isLoose, _trace);
}
