using System.Buffers.Binary;
using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Wire;

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
/// <param name="zones">The zones; those that could not be read are unavailable ones.</param>
public sealed class LintedZones(ZoneSet zones)
{
    /// <summary>The zones as they are served together.</summary>
    public ZoneSet Served { get; } = zones;

    /// <summary>Looks up one name and type, without following aliases.</summary>
    public LookupAnswer Find(Name name, ushort type)
    {
        var hashed = new HashedName();
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
        return new LookupAnswer(status, holds ? Rdata(found.Zone!.RrSet(found.RrSet)) : [], found.Zone?.Apex, node);
    }

    private static List<byte[]> Rdata(StoredRrSet rrSet)
    {
        var records = new List<byte[]>(rrSet.Count);
        ReadOnlySpan<byte> rrs = rrSet.Rrs;
        while (!rrs.IsEmpty)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rrs[10..]);
            records.Add(rrs.Slice(ZoneLayout.RrHeader, length).ToArray());
            rrs = rrs[(ZoneLayout.RrHeader + length)..];
        }
        return records;
    }
}
