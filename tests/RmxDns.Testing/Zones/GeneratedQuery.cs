using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Testing.Zones;

/// <summary>A query for generated zones.</summary>
/// <param name="Name">The QNAME, in whatever case.</param>
/// <param name="Query">The query.</param>
/// <param name="OverTcp">Whether it is sent over TCP.</param>
public sealed record GeneratedQuery(Name Name, DnsQuery Query, bool OverTcp)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Presentation.Of(Name.Wire)} TYPE{Query.Type} {(OverTcp ? "tcp" : "udp")} edns {Query.EdnsSize?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}";
}

/// <summary>Makes queries for zones from a seed: for what is there, beside, above and below it, with every kind of transport.</summary>
public sealed class QueryGenerator
{
    private static readonly ushort[] Types =
    [
        RrType.A, RrType.A, RrType.Aaaa, RrType.Txt, RrType.Mx, RrType.Srv, RrType.Ns, RrType.Soa, RrType.Cname, RrType.Dname,
        RrType.Ds, RrType.Ds, RrType.Ptr, RrType.Apl, RrType.DefaultRmx, 65400, 65401,
    ];

    private readonly Random _random;
    private readonly LabelSource _labels;

    /// <summary>The same seed and zones give the same queries.</summary>
    public QueryGenerator(int seed)
    {
        _random = new Random(seed);
        _labels = new LabelSource(_random);
    }

    /// <summary>That many queries about the zones.</summary>
    public IReadOnlyList<GeneratedQuery> Queries(IReadOnlyList<GeneratedZone> zones, int count)
    {
        var queries = new List<GeneratedQuery>(count);
        for (int i = 0; i < count; i++)
        {
            GeneratedZone zone = zones[_random.Next(zones.Count)];
            GeneratedSet set = zone.Sets.ElementAt(_random.Next(zone.Sets.Count()));
            ushort type = _random.Next(2) == 0 ? set.Type : Types[_random.Next(Types.Length)];
            if (type == RrType.Cname && _random.Next(4) != 0)
                type = RrType.A;
            if (set.Type == RrType.Ns && !set.Owner.Equals(zone.Apex) && _random.Next(4) == 0)
                type = RrType.Ds;
            Name name = Around(zone, set);
            int transport = _random.Next(10);
            ushort? size = transport switch { < 6 => null, < 8 => 4096, 8 => (ushort)_random.Next(0, 1300), _ => 1232 };
            var query = new DnsQuery(name.Wire.ToArray(), type) { EdnsSize = size };
            queries.Add(new GeneratedQuery(name, query, _random.Next(20) == 0));
        }
        return queries;
    }

    private Name Around(GeneratedZone zone, GeneratedSet set)
    {
        Name name = set.Owner;
        if (name.IsWildcard && _random.Next(4) != 0)
            return _labels.Below(name.Parent!) ?? name;
        if (set.Type == RrType.Dname && _random.Next(4) == 0)
            return _labels.Long(name);
        switch (_random.Next(20))
        {
            case < 7:
                break;
            case < 11:
                name = _labels.Below(name) ?? name;
                break;
            case < 13:
                name = _labels.Below(_labels.Below(name) ?? name) ?? name;
                break;
            case < 16 when name.Parent is Name parent && !name.Equals(zone.Apex):
                name = _random.Next(2) == 0 ? parent : _labels.Below(parent) ?? parent;
                break;
            case 16:
                name = _labels.Long(name);
                break;
            case 17:
                name = name.Prepend("*"u8) ?? name;
                break;
            case 18 when _random.Next(3) == 0:
                name = Name.Parse("not.hosted.example.");
                break;
            default:
                name = set.Targets.FirstOrDefault() ?? name;
                break;
        }
        return _random.Next(4) == 0 ? _labels.Recased(name) : name;
    }
}
