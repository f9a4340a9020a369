using System.Text;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Peers;
using RmxDns.Wire;

namespace RmxDns.Testing.Zones;

/// <summary>An RRset of a zone made for tests.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Type">The type code.</param>
/// <param name="Ttl">Seconds.</param>
/// <param name="Values">RDATA as master-file text with absolute names, or in the generic form of RFC 3597 §5.</param>
public sealed record GeneratedSet(Name Owner, ushort Type, uint Ttl, IReadOnlyList<string> Values)
{
    /// <summary>The names that the values of an NS, CNAME, DNAME, MX or SRV RRset refer to.</summary>
    public IEnumerable<Name> Targets => Type is RrType.Ns or RrType.Cname or RrType.Dname or RrType.Mx or RrType.Srv
        ? Values.Select(v => Name.Parse(v[(v.LastIndexOf(' ') + 1)..])) : [];
}

/// <summary>A zone made for tests, one model for every server: written as a master file and as YAML.</summary>
public sealed class GeneratedZone(Name apex)
{
    private readonly Dictionary<Name, Dictionary<ushort, GeneratedSet>> _nodes = [];
    private readonly HashSet<Name> _existing = [];

    /// <summary>The apex.</summary>
    public Name Apex { get; } = apex;

    /// <summary>All RRsets.</summary>
    public IEnumerable<GeneratedSet> Sets => _nodes.Values.SelectMany(n => n.Values);

    /// <summary>The names that own RRsets.</summary>
    public IReadOnlyCollection<Name> Owners => _nodes.Keys;

    /// <summary>The RRset, or null.</summary>
    public GeneratedSet? this[Name owner, ushort type] => _nodes.GetValueOrDefault(owner)?.GetValueOrDefault(type);

    /// <summary>Whether the name owns RRsets.</summary>
    public bool Owns(Name name) => _nodes.ContainsKey(name);

    /// <summary>Whether the name owns RRsets or has names below it (RFC 4592 §2.2.2).</summary>
    public bool Exists(Name name) => _existing.Contains(name);

    /// <summary>Adds an RRset; one of its owner and type that is there already is kept instead.</summary>
    public void Add(GeneratedSet set)
    {
        if (!_nodes.TryGetValue(set.Owner, out Dictionary<ushort, GeneratedSet>? node))
            _nodes[set.Owner] = node = [];
        node.TryAdd(set.Type, set);
        for (Name? name = set.Owner; name is not null && name.IsAtOrBelow(Apex); name = name.Parent)
            _existing.Add(name);
    }

    /// <summary>The closest cut at or above the name and below the apex; null for none.</summary>
    public Name? CutAbove(Name name) => Ancestor(name, RrType.Ns, n => !n.Equals(Apex));

    /// <summary>The closest DNAME strictly above the name; null for none.</summary>
    public Name? DnameAbove(Name name) => Ancestor(name, RrType.Dname, n => !n.Equals(name));

    private Name? Ancestor(Name name, ushort type, Func<Name, bool> counts)
    {
        Name? highest = null;
        for (Name? n = name; n is not null && n.IsAtOrBelow(Apex); n = n.Parent)
        {
            if (counts(n) && this[n, type] is not null)
                highest = n;
        }
        return highest;
    }

    /// <summary>As a master file for the peers.</summary>
    public PeerZone ToPeerZone()
    {
        var text = new StringBuilder();
        // named takes what follows the apex's NS for glue, and then a DS there for one at the apex: the apex comes last.
        foreach (GeneratedSet set in Sets.OrderBy(s => s.Type == RrType.Soa ? 0 : s.Owner.Equals(Apex) ? 2 : 1))
        {
            foreach (string value in set.Values)
                text.Append($"{Presentation.Of(set.Owner.Wire)} {set.Ttl} IN {TypeName.Of(set.Type)} {value}\n");
        }
        return new PeerZone(Presentation.Of(Apex.Wire), text.ToString());
    }

    /// <summary>As a zone file of this project.</summary>
    public string ToYaml()
    {
        var text = new StringBuilder($"$origin: '{Presentation.Of(Apex.Wire)}'\n");
        foreach ((Name owner, Dictionary<ushort, GeneratedSet> node) in _nodes)
        {
            text.Append($"'{Presentation.Of(owner.Wire)}':\n");
            foreach (GeneratedSet set in node.Values)
            {
                text.Append($"  - type: {TypeName.Of(set.Type)}\n    ttl: {set.Ttl}\n    values:\n");
                foreach (string value in set.Values)
                    text.Append($"      - '{value.Replace("'", "''", StringComparison.Ordinal)}'\n");
            }
        }
        return text.ToString();
    }
}
