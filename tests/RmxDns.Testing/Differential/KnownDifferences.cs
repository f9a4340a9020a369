using RmxDns.Testing.Peers;
using RmxDns.Testing.Zones;
using RmxDns.Wire;

namespace RmxDns.Testing.Differential;

/// <summary>A difference of a peer that is known and decided.</summary>
/// <param name="Peer">The peer's program.</param>
/// <param name="Id">A name for reports.</param>
/// <param name="What">What the peer does.</param>
/// <param name="Decides">The clause by which this server does otherwise.</param>
/// <param name="Explains">Whether a comparison that is not equal is this difference and nothing else.</param>
public sealed record KnownDifference(string Peer, string Id, string What, string Decides, Func<Comparison, bool> Explains);

/// <summary>Every known difference of a peer, as narrow as it can be told; the report counts how often each was met.</summary>
public static class KnownDifferences
{
    private const int ServFail = (int)Rcode.ServFail;
    private const int FormErr = (int)Rcode.FormErr;
    private const int NoError = (int)Rcode.NoError;
    private const int YxDomain = (int)Rcode.YxDomain;

    // Octets that leave no room for an SOA within 512.
    private const int NearlyFull = 400;

    /// <summary>The rules.</summary>
    public static readonly IReadOnlyList<KnownDifference> All =
    [
        new(PowerDns.ProgramName, "powerdns-odd-name", "SERVFAIL for a QNAME with octets it does not expect in a name",
            "RFC 2181 §11: any octet string is a label", c => c.Their.Rcode == ServFail && HasOddOctets(c.Query.Name)),
        new(PowerDns.ProgramName, "powerdns-loop", "SERVFAIL for an alias that leads back",
            "RFC 1034 §3.6.2: software should not fail when presented with chains or loops",
            c => c.Their.Rcode == ServFail && c.Path.Met(Outcome.Loop)),
        new(PowerDns.ProgramName, "powerdns-follows-qtype-cname", "follows an alias although CNAME was asked for",
            "RFC 1034 §4.3.2 step 3a: an alias is followed unless QTYPE matches CNAME",
            c => c.Query.Query.Type == RrType.Cname && c.OurWhole.Authority.Length == 0 && (IsPart(c.OurWhole.Answer, c.TheirWhole.Answer)
                || (c.Their.Rcode == ServFail && c.Finder.Find(c.Query.Name, RrType.A).Met(Outcome.Loop)))),
        new(Bind.ProgramName, "bind-loop", "SERVFAIL after the largest number of restarts", "RFC 1034 §3.6.2, as above",
            c => c.Their.Rcode == ServFail && c.Path.Met(Outcome.Loop)),
        new(Bind.ProgramName, "bind-stops-at-zone", "does not follow an alias into another zone of its own",
            "RFC 1034 §4.3.2 step 3a: go back to step 1", StopsAtZone),
        new(Knot.ProgramName, "knot-stops-at-zone", "does not follow an alias into another zone of its own",
            "RFC 1034 §4.3.2 step 3a: go back to step 1", StopsAtZone),
        new(Knot.ProgramName, "knot-stays-in-zone", "takes an alias that leads into a zone below, which the first does not delegate, for a name of the first",
            "RFC 1034 §4.3.2 step 3a, as above", StaysInZone),
        new(Bind.ProgramName, "bind-ds-of-child", "answers DS at an apex from the child zone after an alias", "RFC 4035 §3.1.4.1: the parent answers", DsOfChild),
        new(Knot.ProgramName, "knot-ds-of-child", "answers DS at an apex from the child zone after an alias", "RFC 4035 §3.1.4.1, as above", DsOfChild),
        new(Nsd.ProgramName, "nsd-dname-once", "applies a DNAME that leads below itself once", "RFC 6672 §3.2 step 3c: go back to step 1", EndsEarly),
        new(Knot.ProgramName, "knot-few-links", "ends a DNAME that leads below itself after five links", "RFC 6672 §3.2 step 3c, as above", EndsEarly),
        new(Knot.ProgramName, "knot-truncated-rcode", "RCODE of the first link in a truncated answer", "RFC 6604 §2: the RCODE is that of the last",
            c => c.Our.Truncated && c.Their.Truncated && (c.Path.Steps.Count > 1 || c.Path.Met(Outcome.YxDomain)) && c.Their.Rcode == NoError),
        new(Knot.ProgramName, "knot-formerr", "FORMERR for a query that it has answered over the other transport",
            "RFC 1035 §4.1.1: only a request that cannot be read", c => c.Their.Rcode == FormErr),
        new(Knot.ProgramName, "knot-after-yxdomain", "goes on with the name that was too long", "RFC 6672 §3.2 step 3c: set YXDOMAIN and exit",
            c => c.Path.Met(Outcome.YxDomain) && c.Our.Rcode == YxDomain),
        new(Knot.ProgramName, "knot-soa-without-tc", "leaves the SOA of a negative answer out and TC clear", "RFC 2308 §3: it must be there",
            c => c.OurWhole.Authority.Length > 0 && c.Theirs is { IsTruncated: false, Authority.Count: 0, Length: > NearlyFull }
                && (c.Our.Truncated || c.Our.Answer == c.Their.Answer)),
        new(Nsd.ProgramName, "nsd-shared-tree", "takes names of one zone to exist in another",
            "RFC 1034 §4.3.2 step 3: the search goes through the zone found in step 2", c => c.Path.Steps.Any(s => ExistsElsewhere(c.Finder, s))),
        new(Nsd.ProgramName, "nsd-glue-without-tc", "leaves required glue out and TC clear", "RFC 9471 §3.1", LacksGlue),
        new(Bind.ProgramName, "bind-glue-without-tc", "leaves required glue out and TC clear", "RFC 9471 §3.1", LacksGlue),
        new(PowerDns.ProgramName, "powerdns-points-into-rdata", "saves octets by pointers into RDATA of newer types",
            "RFC 3597 §4: only names in RDATA of RFC 1035's types", PointsIntoRdata),
        new(Bind.ProgramName, "bind-points-into-rdata", "saves octets by pointers into the RDATA of a DNAME",
            "RFC 3597 §4, as above", PointsIntoRdata),
        .. new[] { Nsd.ProgramName, Knot.ProgramName, Bind.ProgramName, PowerDns.ProgramName }.Select(peer =>
            new KnownDifference(peer, $"{peer}-larger", "truncates what fits in a smaller encoding",
                "RFC 1035 §4.1.4: names may be compressed; over TCP it answers the same", c => c.Their.Truncated && !c.Our.Truncated && c.TheirWhole == c.Our)),
    ];

    /// <summary>The rule that explains why a comparison is not equal; null for none.</summary>
    public static KnownDifference? Find(Comparison comparison) =>
        All.FirstOrDefault(d => d.Peer == comparison.Peer && comparison.Theirs is not null && d.Explains(comparison));

    private static bool StopsAtZone(Comparison c) =>
        c.Path.Met(Outcome.AcrossZones) && c.TheirWhole is { Rcode: NoError, Authoritative: true, Authority: "", Answer.Length: > 0 }
        && IsPart(c.TheirWhole.Answer, c.OurWhole.Answer);

    private static bool StaysInZone(Comparison c) =>
        c.Their.Authoritative && c.TheirWhole.Answer.Length > 0 && c.Path.Steps.Zip(c.Path.Steps.Skip(1)).Any(link =>
            link.First.Zone is GeneratedZone first && link.Second.Zone is GeneratedZone second && second != first
            && second.Apex.IsAtOrBelow(first.Apex) && first.CutAbove(link.Second.Name) is null);

    /// <summary>After an alias to an apex; the parent's side may go on from there with another alias.</summary>
    private static bool DsOfChild(Comparison c) =>
        c.Query.Query.Type == RrType.Ds && c.Their.Authoritative && IsPart(c.TheirWhole.Answer, c.OurWhole.Answer)
        && c.Path.Steps.Skip(1).Any(step => c.Finder.Zones.Any(zone => zone != step.Zone && zone.Apex.Equals(step.Name)));

    private static bool PointsIntoRdata(Comparison c) =>
        c.Our.Truncated && c.Theirs is { CompressionFaults.Count: > 0 } && c.OurWhole == c.Their;

    private static bool EndsEarly(Comparison c) =>
        c.Path.Met(Outcome.Dname) && c.Path.Met(Outcome.Loop) && c.TheirWhole.Authority.Length == 0
        && IsPart(c.TheirWhole.Answer, c.OurWhole.Answer);

    /// <summary>Whether all lines of one section are in another.</summary>
    private static bool IsPart(string section, string of) => section.Split('\n').All(of.Split('\n').Contains);

    private static bool LacksGlue(Comparison c)
    {
        if (!c.Path.Met(Outcome.RequiredGlue) || c.Their.Truncated || c.Our.Rcode != c.Their.Rcode || c.Our.Authoritative != c.Their.Authoritative)
            return false;
        if (c.Our.Truncated)
            return true;
        return c.Our.Answer == c.Their.Answer && c.Our.Authority == c.Their.Authority
            && (c.Their.Glue.Length == 0 || IsPart(c.Their.Glue, c.Our.Glue));
    }

    private static bool ExistsElsewhere(PathFinder finder, PathStep step)
    {
        for (Name? name = step.Name; name is not null && step.Zone is not null && name.IsAtOrBelow(step.Zone.Apex); name = name.Parent)
        {
            if (!step.Zone.Exists(name) && finder.Zones.Any(z => z != step.Zone && (z.Exists(name) || z.Apex.IsAtOrBelow(name))))
                return true;
        }
        return false;
    }

    /// <summary>Whether the name has an octet that PowerDNS does not take in a QNAME.</summary>
    private static bool HasOddOctets(Name name)
    {
        for (int at = 0; name.Wire[at] != 0; at += name.Wire[at] + 1)
        {
            foreach (byte octet in name.Wire.Slice(at + 1, name.Wire[at]))
            {
                if (!char.IsAsciiLetterOrDigit((char)octet) && !"-_*./@ \\:".Contains((char)octet, StringComparison.Ordinal))
                    return true;
            }
        }
        return false;
    }
}
