using RmxDns.Wire;

namespace RmxDns.Testing.Zones;

/// <summary>What a query meets on its way, by the branches of RFC 1034 §4.3.2 as amended by RFC 4592 and RFC 6672.</summary>
public enum Outcome
{
    /// <summary>No hosted zone: REFUSED.</summary>
    NotHosted,

    /// <summary>Step 3a, the type is there.</summary>
    Exact,

    /// <summary>Step 3a, the name owns RRsets, none of the type.</summary>
    NoData,

    /// <summary>The name only has names below it (RFC 4592 §2.2.2).</summary>
    EmptyNonTerminal,

    /// <summary>Step 3a, an alias.</summary>
    Cname,

    /// <summary>Step 3b, a cut at the name or above it.</summary>
    Referral,

    /// <summary>A cut whose name servers need glue.</summary>
    RequiredGlue,

    /// <summary>DS at a cut, which the parent answers (RFC 4035 §3.1.4.1).</summary>
    DsAtCut,

    /// <summary>Step 3c, no such name and no wildcard.</summary>
    NxDomain,

    /// <summary>Step 3c, a wildcard with the type.</summary>
    Wildcard,

    /// <summary>Step 3c, a wildcard without the type.</summary>
    WildcardNoData,

    /// <summary>Step 3c, a wildcard with an alias.</summary>
    WildcardCname,

    /// <summary>The wildcard itself is an empty non-terminal.</summary>
    WildcardEmpty,

    /// <summary>A DNAME above the name (RFC 6672 §3.2).</summary>
    Dname,

    /// <summary>A substitution that gives a name over 255 octets.</summary>
    YxDomain,

    /// <summary>Two or more aliases or redirections were followed.</summary>
    Chain,

    /// <summary>Some name came up twice.</summary>
    Loop,

    /// <summary>An alias led to another hosted zone.</summary>
    AcrossZones,

    /// <summary>An alias led out of the hosted zones.</summary>
    LeavesServer,

    /// <summary>TC in the response.</summary>
    Truncated,
}

/// <summary>Tells the outcomes of a query from the model alone: slow, plain, for coverage and to tell cases apart, no oracle.</summary>
public sealed class OutcomeFinder(IReadOnlyList<GeneratedZone> zones)
{
    private const int MostLinks = 40;

    private readonly Dictionary<Name, GeneratedZone> _zones = zones.ToDictionary(z => z.Apex);

    /// <summary>Every outcome met, the following of aliases included.</summary>
    public HashSet<Outcome> Of(Name name, ushort type)
    {
        var met = new HashSet<Outcome>();
        var seen = new HashSet<Name>();
        GeneratedZone? last = null;
        Name? next = name;
        for (int link = 0; next is not null && link < MostLinks; link++)
        {
            if (!seen.Add(next))
            {
                met.Add(Outcome.Loop);
                break;
            }
            GeneratedZone? zone = ZoneOf(next, type);
            if (link >= 2)
                met.Add(Outcome.Chain);
            if (zone is null)
                met.Add(link == 0 ? Outcome.NotHosted : Outcome.LeavesServer);
            else if (last is not null && last != zone)
                met.Add(Outcome.AcrossZones);
            last = zone;
            next = zone is null ? null : Step(zone, next, type, met);
        }
        return met;
    }

    /// <summary>The zone that answers: the longest suffix, for DS the one above its apex if that is hosted.</summary>
    public GeneratedZone? ZoneOf(Name name, ushort type)
    {
        GeneratedZone? atApex = null;
        for (Name? n = name; n is not null; n = n.Parent)
        {
            if (!_zones.TryGetValue(n, out GeneratedZone? zone))
                continue;
            if (type != RrType.Ds || !n.Equals(name))
                return zone;
            atApex = zone;
        }
        return atApex;
    }

    private static Name? Step(GeneratedZone zone, Name name, ushort type, HashSet<Outcome> met)
    {
        Name? cut = zone.CutAbove(name), dname = zone.DnameAbove(name);
        if (cut is not null && (dname is null || cut.LabelCount < dname.LabelCount))
        {
            met.Add(cut.Equals(name) && type == RrType.Ds ? Outcome.DsAtCut : Outcome.Referral);
            if (zone[cut, RrType.Ns]!.Targets.Any(t => t.IsAtOrBelow(cut)))
                met.Add(Outcome.RequiredGlue);
            return null;
        }
        if (dname is not null)
            return Substitute(name, dname, zone[dname, RrType.Dname]!.Targets.First(), met);
        if (zone.Exists(name))
            return AtNode(zone, name, type, met);
        Name encloser = name;
        while (!zone.Exists(encloser))
            encloser = encloser.Parent!;
        Name? wildcard = encloser.Prepend("*"u8);
        if (wildcard is null || !zone.Exists(wildcard))
            return None(met, Outcome.NxDomain);
        if (!zone.Owns(wildcard))
            return None(met, Outcome.WildcardEmpty);
        if (zone[wildcard, type] is not null)
            return None(met, Outcome.Wildcard);
        if (zone[wildcard, RrType.Cname] is not GeneratedSet alias)
            return None(met, Outcome.WildcardNoData);
        met.Add(Outcome.WildcardCname);
        return alias.Targets.First();
    }

    private static Name? AtNode(GeneratedZone zone, Name name, ushort type, HashSet<Outcome> met)
    {
        if (!zone.Owns(name))
            return None(met, Outcome.EmptyNonTerminal);
        if (zone[name, type] is not null)
            return None(met, Outcome.Exact);
        if (zone[name, RrType.Cname] is not GeneratedSet alias)
            return None(met, Outcome.NoData);
        met.Add(Outcome.Cname);
        return alias.Targets.First();
    }

    private static Name? Substitute(Name name, Name owner, Name target, HashSet<Outcome> met)
    {
        met.Add(Outcome.Dname);
        byte[] wire = [.. name.Wire[..^owner.Wire.Length], .. target.Wire];
        if (wire.Length > NameOctets.MaxLength)
            return None(met, Outcome.YxDomain);
        return Name.FromWire(wire);
    }

    private static Name? None(HashSet<Outcome> met, Outcome outcome)
    {
        met.Add(outcome);
        return null;
    }
}
