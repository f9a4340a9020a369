using RmxDns.Wire;

namespace RmxDns.Testing.Zones;

/// <summary>
/// Makes families of zones from a seed: a parent, often a child and a grandchild zone, delegated or not, full of what is hard
/// to answer right: wildcards, empty non-terminals, cuts with every kind of glue, aliases and redirections across zones and in
/// loops, odd labels, names of 255 octets, answers near the limits. Every zone is one that all peers load.
/// </summary>
public sealed class ZoneGenerator
{
    private readonly Random _random;
    private readonly LabelSource _labels;
    private readonly ValueSource _values;
    private readonly List<Name> _known = [];

    /// <summary>The same seed gives the same zones.</summary>
    public ZoneGenerator(int seed)
    {
        _random = new Random(seed);
        _labels = new LabelSource(_random);
        _values = new ValueSource(_random);
    }

    /// <summary>At least that many zones, in whole families; their aliases lead to each other as well.</summary>
    public IReadOnlyList<GeneratedZone> Zones(int count)
    {
        var zones = new List<GeneratedZone>();
        for (int family = 0; zones.Count < count; family++)
            zones.AddRange(Family(_labels.Recased(Name.Parse($"f{family}.test."))));
        return zones;
    }

    private List<GeneratedZone> Family(Name top)
    {
        var zones = new List<GeneratedZone> { Empty(top) };
        for (int depth = _random.Next(3); depth > 0; depth--)
        {
            Name apex = _labels.PlainBelow(zones[^1].Apex);
            if (_random.Next(3) == 0)
                apex = _labels.PlainBelow(apex);
            zones.Add(Empty(apex));
        }
        for (int i = 0; i < zones.Count; i++)
        {
            if (i + 1 < zones.Count && _random.Next(5) != 0)
                Cut(zones[i], zones[i + 1].Apex);
            Fill(zones[i], zones.Skip(i + 1).Select(z => z.Apex).ToList(), mayRedirect: zones.Count == 1);
        }
        foreach (GeneratedZone zone in zones)
            _known.AddRange(zone.Owners);
        return zones;
    }

    private GeneratedZone Empty(Name apex)
    {
        var zone = new GeneratedZone(apex);
        zone.Add(_values.Soa(apex));
        GeneratedSet servers = _values.Referring(apex, RrType.Ns, Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Host(zone)));
        zone.Add(servers);
        foreach (Name server in servers.Targets.Where(s => s.IsAtOrBelow(apex)))
            zone.Add(_values.Address(server, RrType.A));
        _known.Add(apex);
        return zone;
    }

    // NSD refuses a DNAME with names of another of its zones below it, so none is put above a child zone.
    private void Fill(GeneratedZone zone, List<Name> children, bool mayRedirect)
    {
        if (mayRedirect && _random.Next(5) == 0 && zone.Owners.Count == 1)
        {
            zone.Add(_values.Referring(zone.Apex, RrType.Dname, Target(zone)));
            return;
        }
        for (int i = _random.Next(6, 20); i > 0; i--)
        {
            if (NewName(zone) is Name name && !children.Exists(name.IsAtOrBelow))
                Give(zone, name, mayRedirect: !children.Exists(c => c.IsAtOrBelow(name)));
        }
    }

    /// <summary>A name in the zone that owns nothing and is below no cut and no DNAME; one in four leaves an empty non-terminal.</summary>
    private Name? NewName(GeneratedZone zone)
    {
        Name? name = Pick(zone.Owners);
        for (int i = _random.Next(4) == 0 ? 2 : 1; i > 0 && name is not null; i--)
            name = _random.Next(5) == 0 ? name.Prepend("*"u8) : _labels.Below(name);
        if (_random.Next(30) == 0)
            name = _labels.Long(zone.Apex);
        return name is null || zone.Owns(name) || zone.CutAbove(name) is not null || zone.DnameAbove(name) is not null ? null : name;
    }

    private void Give(GeneratedZone zone, Name name, bool mayRedirect)
    {
        int kind = _random.Next(100);
        if (kind < 22)
            zone.Add(_values.Referring(name, RrType.Cname, _random.Next(8) == 0 ? Back(zone, name) : Target(zone)));
        else if (kind < 42 && mayRedirect && !name.IsWildcard && !zone.Exists(name))
            Redirect(zone, name);
        else if (kind < 60 && !name.IsWildcard && !zone.Exists(name))
            Cut(zone, name);
        else
            Data(zone, name);
        _known.Add(name);
    }

    private void Data(GeneratedZone zone, Name name)
    {
        for (int i = _random.Next(1, 4); i > 0; i--)
            zone.Add(_values.Data(name, _values.DataType(), () => Target(zone)));
    }

    private void Redirect(GeneratedZone zone, Name name)
    {
        if (_random.Next(3) == 0)
            Data(zone, name);
        Name target = _random.Next(4) == 0 ? _labels.Long(Pick(_known)) : _random.Next(10) == 0 ? _labels.Below(name) ?? name : Target(zone);
        zone.Add(_values.Referring(name, RrType.Dname, target));
    }

    /// <summary>A cut: name servers inside it with glue, below a sibling cut, elsewhere in the zone, in other zones, unknown.</summary>
    private void Cut(GeneratedZone zone, Name name)
    {
        var servers = new List<Name>();
        int count = _random.Next(12) == 0 ? 13 : _random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            Name? server = _random.Next(3) == 0 ? Host(zone) : name.Prepend("ns0"u8)?.Prepend([(byte)('a' + i)]);
            servers.Add(_random.Next(8) == 0 ? name : server ?? name);
        }
        zone.Add(_values.Referring(name, RrType.Ns, servers));
        foreach (Name server in servers.Where(s => s.IsAtOrBelow(name)))
        {
            zone.Add(_values.Address(server, RrType.A));
            if (_random.Next(2) == 0)
                zone.Add(_values.Address(server, RrType.Aaaa));
        }
        if (_random.Next(3) == 0)
            zone.Add(_values.Ds(name));
    }

    /// <summary>A host to refer to as a name server: most often one that has or may get addresses.</summary>
    private Name Host(GeneratedZone zone) => _random.Next(6) switch
    {
        0 => Name.Parse("ns.elsewhere.example."),
        1 when _known.Count > 0 => Pick(_known),
        2 => zone.Apex,
        _ => zone.Apex.Prepend("ns"u8)!,
    };

    /// <summary>What an alias leads to or data refers to: something there, something near it, something unknown.</summary>
    private Name Target(GeneratedZone zone)
    {
        Name name = _random.Next(3) == 0 ? Pick(_known) : Pick(zone.Owners);
        return _random.Next(10) switch
        {
            0 or 1 => Name.Parse("host.elsewhere.example."),
            2 => _labels.Below(name) ?? name,
            3 => _labels.Recased(name),
            _ => name,
        };
    }

    /// <summary>Where an alias leads in a circle: to itself or to another alias of the zone.</summary>
    private Name Back(GeneratedZone zone, Name name)
    {
        Name[] aliases = [name, .. zone.Sets.Where(set => set.Type == RrType.Cname && !set.Owner.IsWildcard).Select(set => set.Owner)];
        return aliases[_random.Next(aliases.Length)];
    }

    private Name Pick(IReadOnlyCollection<Name> names) => names.ElementAt(_random.Next(names.Count));
}
