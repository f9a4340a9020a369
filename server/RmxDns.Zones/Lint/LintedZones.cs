using System.Collections.Concurrent;
using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>What all linted zones together say about a name and type.</summary>
public enum LookupStatus
{
    /// <summary>The RRset is there.</summary>
    Found,

    /// <summary>The name exists without the type.</summary>
    NoData,

    /// <summary>There is no such name.</summary>
    NxDomain,

    /// <summary>The name lies in none of the zones.</summary>
    Outside,

    /// <summary>The name lies at or below a zone cut, or in a zone that could not be read: nobody here knows.</summary>
    Unknown,

    /// <summary>The name is an alias.</summary>
    Alias,

    /// <summary>The name lies below a DNAME.</summary>
    Redirected,
}

/// <summary>The answer to a lookup.</summary>
/// <param name="Status">What was found.</param>
/// <param name="Rdata">RDATA of each record: of the RRset, of the CNAME, or of the DNAME.</param>
/// <param name="Zone">The apex of the zone that said so; null where there is none.</param>
/// <param name="Node">The name that holds the records: the wildcard, where one stands for the name.</param>
public sealed record LookupAnswer(LookupStatus Status, IReadOnlyList<byte[]> Rdata, Name? Zone, Name? Node);

/// <summary>
/// The zones that are linted together with those given as context, asked as the server would ask them: references are followed by
/// the code that answers queries. Safe for several threads.
/// </summary>
public sealed class LintedZones
{
    // A kilobyte, and lookups by the dozen for each zone.
    [ThreadStatic]
    private static HashedName? _hashed;

    private readonly Lazy<HashSet<Name>> _lists;
    private readonly Lazy<Dictionary<Name, LintedZone>> _readable;
    private readonly Dictionary<Name, ZoneGaps> _gaps;

    // Thousands of records may refer to one list of thousands of prefixes.
    private readonly ConcurrentDictionary<Name, EntryReach> _reaches = [];

    private LintedZones(ZoneSet served, IReadOnlyList<LintedZone> zones, ushort rmxType, IReadOnlyDictionary<Name, ZoneGaps>? gaps = null)
    {
        Served = served;
        _gaps = gaps is null ? [] : new Dictionary<Name, ZoneGaps>(gaps);
        foreach (LintedZone zone in zones.Where(zone => (zone.Gaps.Any || _gaps.ContainsKey(zone.Origin)) && ReferenceEquals(served.Find(zone.Origin), zone.Compiled)))
            _gaps[zone.Origin] = zone.Gaps;
        _lists = new(() => FindLists(zones, rmxType));
        _readable = new(() => zones.Where(zone => ReferenceEquals(served.Find(zone.Origin), zone.Compiled)).ToDictionary(zone => zone.Origin));
    }

    /// <summary>The zones as they are served together.</summary>
    public ZoneSet Served { get; }

    /// <summary>The owners of APL RRsets that an RMX record of the zones refers to.</summary>
    internal IReadOnlySet<Name> ReferencedLists => _lists.Value;

    /// <summary>Brings zones together.</summary>
    /// <param name="files">The files that are linted, at most one of each zone readable.</param>
    /// <param name="zones">The zones that they hold; null for each that could not be read.</param>
    /// <param name="beside">Files whose zones references may lead into as well.</param>
    /// <param name="types">The record types.</param>
    public static LintedZones Of(IReadOnlyList<ZoneFile> files, IReadOnlyList<LintedZone?> zones, IReadOnlyList<ZoneFile> beside, TypeTable types)
    {
        var served = new Dictionary<Name, Zone>();
        var readable = new List<LintedZone>(zones.OfType<LintedZone>());
        for (int i = 0; i < zones.Count; i++)
        {
            if (files[i].Origin is { } origin)
                _ = served.TryAdd(origin, zones[i]?.Compiled ?? Zone.Unavailable(origin));
        }
        foreach (ZoneFile file in beside)
        {
            if (file.Origin is not { } origin || served.ContainsKey(origin))
                continue;
            var zone = LintedZone.Of(file, types);
            served.Add(origin, zone?.Compiled ?? Zone.Unavailable(origin));
            if (zone is not null)
                readable.Add(zone);
        }
        return new LintedZones(ZoneSet.Empty.With(served.Values, []), readable, types.RmxType);
    }

    /// <summary>Zones to lint among others that are served beside them.</summary>
    /// <param name="served">All of them, as they are served.</param>
    /// <param name="zones">Those to lint; lists count as referred to where these refer to them.</param>
    /// <param name="types">The record types.</param>
    public static LintedZones Of(ZoneSet served, IReadOnlyList<LintedZone> zones, TypeTable types) => new(served, zones, types.RmxType);

    /// <summary>The same zones with another one in the place of that of its apex; only its own records count as referring to lists.</summary>
    internal LintedZones With(LintedZone zone, TypeTable types) => new(Served.With([zone.Compiled], []), [zone], types.RmxType, _gaps);

    /// <summary>The zone right above another; null when it is not at hand, or could not be read.</summary>
    internal LintedZone? Above(Name origin)
    {
        for (Name? at = origin.Parent; at is not null; at = at.Parent)
        {
            if (Served.Find(at) is not null)
                return _readable.Value.GetValueOrDefault(at);
        }
        return null;
    }

    /// <summary>Looks up one name and type, without following aliases. What could be otherwise if all of a file had been read is unknown.</summary>
    public LookupAnswer Find(Name name, ushort type)
    {
        LookupAnswer answer = FindRead(name, type);
        return _gaps.Count > 0 && answer.Zone is not null && _gaps.TryGetValue(answer.Zone, out ZoneGaps? gaps) && gaps.Blurs(name, answer.Status, answer.Node)
            ? new LookupAnswer(LookupStatus.Unknown, [], answer.Zone, null)
            : answer;
    }

    /// <summary>Whether a zone answers with an RRset of its own, as far as it was read: neither a cut nor a DNAME nor a zone below it hides it.</summary>
    internal bool Serves(LintedZone zone, Name owner, ushort type) =>
        FindRead(owner, type) is { Status: LookupStatus.Found } found && zone.Origin.Equals(found.Zone);

    private LookupAnswer FindRead(Name name, ushort type)
    {
        HashedName hashed = _hashed ??= new HashedName();
        hashed.Set(name.Wire);
        LookupResult found = Lookup.Find(Served, hashed, type);
        LookupStatus status = found.Kind switch
        {
            LookupKind.NotHosted => LookupStatus.Outside,
            LookupKind.Answer => LookupStatus.Found,
            LookupKind.NoData => LookupStatus.NoData,
            LookupKind.NxDomain => LookupStatus.NxDomain,
            LookupKind.Alias => LookupStatus.Alias,
            LookupKind.Redirection => LookupStatus.Redirected,
            _ => LookupStatus.Unknown,
        };
        bool holds = status is LookupStatus.Found or LookupStatus.Alias or LookupStatus.Redirected;
        Name? node = holds ? Name.FromWire(found.Zone!.NameOf(found.Node)) : null;
        return new LookupAnswer(status, holds ? StoredRecords.Rdata(found.Zone!.RrSet(found.RrSet)) : [], found.Zone?.Apex, node);
    }

    /// <summary>
    /// Looks up one name and type as a resolver does that has these zones alone: aliases and redirections are followed. A chain that
    /// does not end is unknown.
    /// </summary>
    public LookupAnswer Resolve(Name name, ushort type)
    {
        const int MostLinks = 16;
        LookupAnswer answer = Find(name, type);
        for (int links = 0; links < MostLinks; links++)
        {
            Name? next = answer.Status switch
            {
                LookupStatus.Alias => Name.FromWire(answer.Rdata[0]),
                LookupStatus.Redirected => Name.FromWire([.. name.Wire[..^answer.Node!.Wire.Length], .. answer.Rdata[0]]),
                _ => null,
            };
            if (next is null)
                return answer.Status is LookupStatus.Redirected ? answer with { Status = LookupStatus.Unknown } : answer;
            name = next;
            answer = Find(name, type);
        }
        return answer.Status is LookupStatus.Alias or LookupStatus.Redirected ? answer with { Status = LookupStatus.Unknown } : answer;
    }

    /// <summary>The addresses of a list, worked out once for all records that refer to it.</summary>
    internal EntryReach ReachOfList(Name list, Func<Name, EntryReach> find) => _reaches.GetOrAdd(list, find);

    /// <summary>The same as a receiver's lookup ends: what nobody here knows has failed.</summary>
    public Rmx.Receiving.LookupAnswer ResolveForReceiver(Name name, ushort type)
    {
        LookupAnswer answer = Resolve(name, type);
        return answer.Status switch
        {
            LookupStatus.Found => Rmx.Receiving.LookupAnswer.Found(answer.Rdata),
            LookupStatus.NoData or LookupStatus.NxDomain => Rmx.Receiving.LookupAnswer.NoData,
            _ => Rmx.Receiving.LookupAnswer.Failed($"{name} lies in none of these zones"),
        };
    }

    private HashSet<Name> FindLists(IReadOnlyList<LintedZone> zones, ushort rmxType)
    {
        var lists = new HashSet<Name>();
        foreach (SourceRecord record in zones.SelectMany(zone => zone.OfType(rmxType)).SelectMany(rrSet => rrSet.Records))
        {
            _ = RmxWire.TryDecode(record.Rdata, out RmxRecord rmx, out _);
            foreach (RmxEntry entry in rmx.Entries)
            {
                if (entry.Code == RmxCode.Apl && Resolve(entry.Name!, RrType.Apl).Node is { } owner)
                    _ = lists.Add(owner);
            }
        }
        return lists;
    }
}
