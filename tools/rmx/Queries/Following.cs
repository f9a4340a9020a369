using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Tool.Queries;

/// <summary>
/// What a domain publishes, as a receiver finds it (docs/rmx-record.md, "Receiving"): RMX, or TXT at <c>_rmx.</c>, everything that
/// the entries refer to, and what they decide of every address. A failed lookup leaves open what depends on it.
/// </summary>
internal sealed class Following
{
    private readonly Lookups _lookups;
    private readonly Name _domain;
    private readonly List<string> _notes = [];

    private Following(Lookups lookups, Name domain) => (_lookups, _domain) = (lookups, domain);

    /// <summary>The entries in front of anything malformed, in the order in which a receiver goes through them; none when there is no record.</summary>
    public IReadOnlyList<RmxEntry> Entries { get; private set; } = [];

    /// <summary>The type that the record was found as: <c>RMX</c>, <c>TXT</c>, or null.</summary>
    public string? Source { get; private set; }

    /// <summary>What the entries decide; null when there is no record.</summary>
    public VerdictMap? Map { get; private set; }

    /// <summary>What is to be said beyond the sets, in order.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Follows the record of a domain.</summary>
    public static Following Of(Name domain, Lookups lookups, TypeTable types)
    {
        var following = new Following(lookups, domain);
        if (following.Fetch(types.RmxType) is not { } record)
            return following;
        following.Entries = record.Entries;
        if (record.Fault is not null)
            following._notes.Add(record.Fault);
        following.Map = VerdictMap.Of(MatchStep.Of(record.Entries, record.Fault is not null, following.Resolve));
        return following;
    }

    private PublishedRecord? Fetch(ushort rmxType)
    {
        LookupAnswer answer = _lookups.Find(_domain, rmxType);
        Source = "RMX";
        if (answer.Status == LookupStatus.Found)
            return PublishedRecord.FromRmx(answer.Rdata);
        if (answer.Status == LookupStatus.NoData && _domain.Prepend("_rmx"u8) is { } alternative)
        {
            Source = "TXT";
            answer = _lookups.Find(alternative, RrType.Txt);
            if (answer.Status == LookupStatus.Found)
                return PublishedRecord.FromTxt(answer.Rdata);
        }
        Source = null;
        _notes.Add(answer.Status == LookupStatus.Failed ? $"a receiver says TempFail: {answer.Reason}" : "no record: a receiver says NoRMX");
        return null;
    }

    private EntryReach Resolve(RmxEntry entry)
    {
        switch (entry.Code)
        {
            case RmxCode.Host:
                return Addresses(entry, [entry.Name!]);
            case RmxCode.Apl:
                return OfList(entry);
            case RmxCode.Mx:
                return OfExchanges(entry);
            case RmxCode.Full:
                return Open(entry, "the record of the sender's full address decides");
            default:
                Name name = entry.Name is { IsRoot: false } given ? given : _domain;
                return Open(entry, entry.Code == RmxCode.Domain
                    ? $"matches a client whose confirmed reverse name is {name} or below it"
                    : $"matches a client whose address has an A record below {name}");
        }
    }

    private EntryReach OfList(RmxEntry entry)
    {
        LookupAnswer answer = _lookups.Find(entry.Name!, RrType.Apl);
        return answer.Status switch
        {
            LookupStatus.Failed => Open(entry, $"APL of {entry.Name}: {answer.Reason}; a receiver says TempFail"),
            LookupStatus.NoData => EntryReach.Nothing,
            _ => AplMap.Of(answer.Rdata) is { } map ? EntryReach.Exactly(map.Granted) : Bad(entry, $"the APL of {entry.Name} is malformed"),
        };
    }

    private EntryReach OfExchanges(RmxEntry entry)
    {
        LookupAnswer answer = _lookups.Find(_domain, RrType.Mx);
        if (answer.Status == LookupStatus.Failed)
            return Open(entry, $"MX of {_domain}: {answer.Reason}; a receiver says TempFail");
        var exchanges = new List<Name>();
        foreach (byte[] rdata in answer.Rdata.OrderBy(rdata => rdata, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))))
        {
            if (rdata.Length < 3 || Name.FromWire(rdata.AsSpan(2)) is not { } exchange)
                return Bad(entry, $"an MX of {_domain} is malformed");
            if (!exchange.IsRoot && !exchanges.Contains(exchange))
                exchanges.Add(exchange);
        }
        return exchanges.Count > RmxChecker.MostExchanges
            ? Bad(entry, $"{_domain} has more than {RmxChecker.MostExchanges} exchanges")
            : Addresses(entry, exchanges);
    }

    private EntryReach Addresses(RmxEntry entry, IReadOnlyList<Name> hosts)
    {
        var prefixes = new List<AddressPrefix>();
        foreach (Name host in hosts)
        {
            foreach ((ushort type, int length) in ((ushort, int)[])[(RrType.A, 4), (RrType.Aaaa, 16)])
            {
                LookupAnswer answer = _lookups.Find(host, type);
                if (answer.Status == LookupStatus.Failed)
                    return Open(entry, $"addresses of {host}: {answer.Reason}; a receiver says TempFail");
                if (answer.Rdata.Any(rdata => rdata.Length != length))
                    return Bad(entry, $"an address of {host} is malformed");
                prefixes.AddRange(answer.Rdata.Select(rdata => AddressPrefix.FromOctets(rdata, length * 8)!));
            }
        }
        return EntryReach.Exactly(AddressSet.Of(prefixes));
    }

    private EntryReach Open(RmxEntry entry, string why)
    {
        _notes.Add($"{RmxText.Format(entry)} {why}");
        return EntryReach.Unknown;
    }

    private EntryReach Bad(RmxEntry entry, string why)
    {
        _notes.Add($"{RmxText.Format(entry)} ends a check: {why}; a receiver says BadData");
        return EntryReach.Malformed;
    }
}
