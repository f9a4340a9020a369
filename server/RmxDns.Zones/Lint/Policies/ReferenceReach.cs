using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>
/// What the entries of an RMX record reach, as far as the linted zones say: aliases are followed as a resolver follows them, and what
/// lies outside of the zones, or at or below a cut, is unknown.
/// </summary>
/// <param name="zones">The zones.</param>
/// <param name="zone">The zone that holds the record; null when its full addresses are not to be looked at.</param>
/// <param name="owner">The owner of the record.</param>
/// <param name="rmxType">The type code of RMX.</param>
internal sealed class ReferenceReach(LintedZones zones, LintedZone? zone, Name owner, ushort rmxType)
{
    // Of a longer record in the place of full nothing closer is known.
    private const int MostEntriesInside = 100;

    private readonly Dictionary<(RmxCode, Name?), EntryReach> _known = [];
    private readonly Name _domain = FullAddresses.DomainOf(owner);

    /// <summary>The addresses of an entry that refers to something.</summary>
    public EntryReach Resolve(RmxEntry entry)
    {
        if (!_known.TryGetValue((entry.Code, entry.Name), out EntryReach? reach))
            _known.Add((entry.Code, entry.Name), reach = Find(entry));
        return reach;
    }

    private EntryReach Find(RmxEntry entry) => entry.Code switch
    {
        RmxCode.Host => AddressesOf(entry.Name!),
        RmxCode.Apl => zones.ReachOfList(entry.Name!, PrefixesOf),
        RmxCode.Mx => ExchangesOf(_domain),
        RmxCode.Ipmap => MapOf(entry.Name is { IsRoot: false } map ? map : _domain),
        RmxCode.Full => FullOf(_domain),
        _ => EntryReach.Unknown,
    };

    private EntryReach AddressesOf(Name host)
    {
        EntryReach reach = EntryReach.Nothing;
        foreach (ushort type in (ReadOnlySpan<ushort>)[RrType.A, RrType.Aaaa])
        {
            LookupAnswer answer = zones.Resolve(host, type);
            EntryReach own = answer.Status switch
            {
                LookupStatus.Found => EntryReach.Exactly(AddressSet.Of(answer.Rdata.Select(rdata => AddressPrefix.FromOctets(rdata, rdata.Length * 8)).OfType<AddressPrefix>())),
                LookupStatus.NoData or LookupStatus.NxDomain => EntryReach.Nothing,
                _ => new EntryReach(AddressSet.Empty, AddressSet.Of(AddressPrefix.FromOctets(new byte[type == RrType.A ? 4 : 16], 0)!)),
            };
            reach = reach.Union(own);
        }
        return reach;
    }

    private EntryReach PrefixesOf(Name list)
    {
        LookupAnswer answer = zones.Resolve(list, RrType.Apl);
        return answer.Status switch
        {
            LookupStatus.Found => AplMap.Of(answer.Rdata) is { } map ? EntryReach.Exactly(map.Granted) : EntryReach.Malformed,
            LookupStatus.NoData or LookupStatus.NxDomain => EntryReach.Nothing,
            _ => EntryReach.Unknown,
        };
    }

    private EntryReach ExchangesOf(Name domain)
    {
        LookupAnswer answer = zones.Resolve(domain, RrType.Mx);
        if (answer.Status is LookupStatus.NoData or LookupStatus.NxDomain)
            return EntryReach.Nothing;
        if (answer.Status != LookupStatus.Found)
            return EntryReach.Unknown;
        IReadOnlyList<Name> exchanges = Exchanges.Of(answer.Rdata);
        if (exchanges.Count > RmxChecker.MostExchanges)
            return EntryReach.Malformed;
        return exchanges.Aggregate(EntryReach.Nothing, (reach, exchange) => reach.Union(AddressesOf(exchange)));
    }

    /// <summary>Of a map that is not there nothing matches; what is in one that is there is not gone through.</summary>
    private EntryReach MapOf(Name map) => zones.Find(map, RrType.A).Status == LookupStatus.NxDomain ? EntryReach.Nothing : EntryReach.Unknown;

    private EntryReach FullOf(Name domain)
    {
        if (zone is null || domain.IsWildcard || domain.Prepend("_rmx"u8) is not { } infix)
            return EntryReach.Unknown;
        LookupAnswer below = zones.Find(infix, rmxType);
        if (below.Status == LookupStatus.NxDomain)
            return EntryReach.Nothing;
        if (below.Status is LookupStatus.Outside or LookupStatus.Unknown or LookupStatus.Redirected || !zone.Origin.Equals(below.Zone) || zone.Gaps.MayLackBelow(infix))
            return EntryReach.Unknown;
        int lookups = 0;
        var possible = new List<AddressSet>();
        foreach (RrSet record in zone.FullAddresses(rmxType).Of(domain))
        {
            IReadOnlyList<RmxEntry> entries = PublishedRecord.FromRmx([.. record.Records.Select(one => one.Rdata)]).Entries;
            var inside = new ReferenceReach(zones, null, record.Owner, rmxType);
            possible.AddRange(entries.Take(MostEntriesInside).Select(entry => (entry.NeedsLookup ? inside.Resolve(entry) : MatchStep.Literal(entry)).Possible));
            if (entries.Count > MostEntriesInside)
                possible.Add(AddressSet.All);
            lookups = Math.Max(lookups, entries.Count(entry => entry.NeedsLookup));
        }
        return new EntryReach(AddressSet.Empty, AddressSet.UnionOf(possible)) { LookupsInside = lookups };
    }
}
