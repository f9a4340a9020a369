using RmxDns.Wire;

namespace RmxDns.Testing.Zones;

/// <summary>A name that a query came to, and the zone that it was looked up in; null for none hosted.</summary>
public sealed record PathStep(Name Name, GeneratedZone? Zone);

/// <summary>The way of a query through the zones.</summary>
/// <param name="Outcomes">Every outcome met, the following of aliases included.</param>
/// <param name="Steps">Every name looked up, in order.</param>
public sealed record QueryPath(IReadOnlySet<Outcome> Outcomes, IReadOnlyList<PathStep> Steps)
{
    /// <summary>Whether that outcome was met.</summary>
    public bool Met(Outcome outcome) => Outcomes.Contains(outcome);
}

/// <summary>Tells the way of a query from the model alone: slow, plain, for coverage and to tell cases apart, no oracle.</summary>
public sealed class PathFinder(IReadOnlyList<GeneratedZone> zones)
{
    private const int MostLinks = 40;

    private readonly Dictionary<Name, GeneratedZone> _zones = zones.ToDictionary(z => z.Apex);

    /// <summary>The zones.</summary>
    public IReadOnlyCollection<GeneratedZone> Zones => _zones.Values;

    /// <summary>The way of a query for that name and type.</summary>
    public QueryPath Find(Name name, ushort type)
    {
        var walk = new Walk();
        var steps = new List<PathStep>();
        Name? next = name;
        while (next is not null && steps.Count < MostLinks)
        {
            GeneratedZone? zone = ZoneOf(next, type);
            if (steps.Exists(s => s.Name.Equals(next)))
            {
                walk.Met.Add(Outcome.Loop);
                break;
            }
            if (steps.Count >= 2)
                walk.Met.Add(Outcome.Chain);
            if (zone is null)
                walk.Met.Add(steps.Count == 0 ? Outcome.NotHosted : Outcome.LeavesServer);
            else if (steps.Count > 0 && steps[^1].Zone != zone)
                walk.Met.Add(Outcome.AcrossZones);
            steps.Add(new PathStep(next, zone));
            next = zone is null ? null : walk.Step(zone, next, type);
        }
        return new QueryPath(walk.Met, steps);
    }

    /// <summary>The zone that answers: the longest suffix, for DS the one above its apex if that is hosted.</summary>
    private GeneratedZone? ZoneOf(Name name, ushort type)
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

    private sealed class Walk
    {
        private readonly HashSet<Name> _dnames = [];

        public HashSet<Outcome> Met { get; } = [];

        /// <summary>Looks the name up in the zone; where an alias leads, or null.</summary>
        public Name? Step(GeneratedZone zone, Name name, ushort type)
        {
            Name? cut = zone.CutAbove(name), dname = zone.DnameAbove(name);
            if (cut is not null && (dname is null || cut.LabelCount < dname.LabelCount))
            {
                Met.Add(cut.Equals(name) && type == RrType.Ds ? Outcome.DsAtCut : Outcome.Referral);
                if (zone[cut, RrType.Ns]!.Targets.Any(t => t.IsAtOrBelow(cut)))
                    Met.Add(Outcome.RequiredGlue);
                return null;
            }
            if (dname is not null)
                return Substitute(name, dname, zone[dname, RrType.Dname]!.Targets.First());
            return zone.Exists(name) ? AtNode(zone, name, type) : AtWildcard(zone, name, type);
        }

        private Name? AtNode(GeneratedZone zone, Name name, ushort type)
        {
            if (!zone.Owns(name))
                return End(Outcome.EmptyNonTerminal);
            if (zone[name, type] is not null)
                return End(Outcome.Exact);
            if (zone[name, RrType.Cname] is not GeneratedSet alias)
                return End(Outcome.NoData);
            Met.Add(Outcome.Cname);
            return alias.Targets.First();
        }

        private Name? AtWildcard(GeneratedZone zone, Name name, ushort type)
        {
            Name encloser = name;
            while (!zone.Exists(encloser))
                encloser = encloser.Parent!;
            Name? wildcard = encloser.Prepend("*"u8);
            if (wildcard is null || !zone.Exists(wildcard))
                return End(Outcome.NxDomain);
            if (!zone.Owns(wildcard))
                return End(Outcome.WildcardEmpty);
            if (zone[wildcard, type] is not null)
                return End(Outcome.Wildcard);
            if (zone[wildcard, RrType.Cname] is not GeneratedSet alias)
                return End(Outcome.WildcardNoData);
            Met.Add(Outcome.WildcardCname);
            return alias.Targets.First();
        }

        private Name? Substitute(Name name, Name owner, Name target)
        {
            Met.Add(Outcome.Dname);
            if (!_dnames.Add(owner))
                Met.Add(Outcome.Loop);
            byte[] wire = [.. name.Wire[..^owner.Wire.Length], .. target.Wire];
            return wire.Length > NameOctets.MaxLength ? End(Outcome.YxDomain) : Name.FromWire(wire);
        }

        private Name? End(Outcome outcome)
        {
            Met.Add(outcome);
            return null;
        }
    }
}
