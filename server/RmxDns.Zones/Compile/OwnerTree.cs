using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Compile;

/// <summary>A name that exists in the zone, with its RRsets; none for an empty non-terminal (RFC 8020).</summary>
internal sealed class Owner(Name name)
{
    // Most names have one RRset, and a list for it would take more memory than all else here.
    private RrSet? _first;
    private List<RrSet>? _others;

    public Name Name { get; } = name;

    /// <summary>How many RRsets it has.</summary>
    public int Count => _first is null ? 0 : 1 + (_others?.Count ?? 0);

    /// <summary>An RRset, in the order of the file.</summary>
    public RrSet this[int index] => index == 0 ? _first! : _others![index - 1];

    public NodeFlags Flags { get; set; }

    /// <summary>Whether a cut or a DNAME above hides it: it is never an answer, at most glue.</summary>
    public bool Occluded { get; set; }

    public void Add(RrSet rrSet)
    {
        if (_first is null)
            _first = rrSet;
        else
            (_others ??= []).Add(rrSet);
    }

    public RrSet? Find(ushort type)
    {
        for (int i = 0; i < Count; i++)
        {
            if (this[i].Type == type)
                return this[i];
        }
        return null;
    }
}

/// <summary>
/// The names of a zone: owners and the empty non-terminals between them and the apex, with cuts, aliases, redirections,
/// wildcards and what is occluded found once (RFC 1034 §4.2.1, RFC 4592 §2.2, RFC 6672 §2.4).
/// </summary>
internal sealed class OwnerTree
{
    private readonly Dictionary<Name, Owner> _owners;
    private readonly Dictionary<Name, Owner>.AlternateLookup<ReadOnlySpan<byte>> _byOctets;
    private readonly List<Owner> _inOrder;
    private readonly Name _apex;
    private bool _anyHides;

    /// <param name="contents">The RRsets.</param>
    /// <param name="withAncestors">Whether names between owners and the apex are part of the tree; otherwise they are known to be there.</param>
    public OwnerTree(ZoneContents contents, bool withAncestors)
    {
        _apex = contents.Origin;
        _owners = new(contents.RrSets.Count, NameComparer.Instance);
        _inOrder = new(contents.RrSets.Count);
        _byOctets = _owners.GetAlternateLookup<ReadOnlySpan<byte>>();
        Add(new Owner(_apex));
        foreach (RrSet rrSet in contents.RrSets)
            Add(rrSet);
        if (_anyHides)
            MarkOccluded();
        int given = withAncestors ? _inOrder.Count : 0;
        for (int i = 0; i < given; i++)
        {
            if (!_inOrder[i].Occluded)
                AddAncestors(_inOrder[i]);
        }
    }

    /// <summary>All names, the apex first, then in the order of the file, then the empty non-terminals.</summary>
    public IReadOnlyList<Owner> Owners => _inOrder;

    /// <summary>The owner with this name; null when there is none.</summary>
    public Owner? Find(ReadOnlySpan<byte> name) => _byOctets.TryGetValue(name, out Owner? owner) ? owner : null;

    /// <summary>The cut that a name of the zone lies at or below; null when it is authoritative.</summary>
    public Owner? CutAbove(ReadOnlySpan<byte> name)
    {
        Owner? highest = null;
        for (ReadOnlySpan<byte> at = name; at.Length > _apex.Wire.Length; at = NameOctets.Parent(at))
        {
            if (Find(at) is { } owner && owner.Flags.HasFlag(NodeFlags.Cut))
                highest = owner;
        }
        return highest;
    }

    private void Add(RrSet rrSet)
    {
        if (!_owners.TryGetValue(rrSet.Owner, out Owner? owner))
            Add(owner = new Owner(rrSet.Owner));
        owner.Add(rrSet);
        NodeFlags flag = rrSet.Type switch
        {
            RrType.Ns when owner.Name.Wire.Length > _apex.Wire.Length => NodeFlags.Cut,
            RrType.Cname => NodeFlags.Alias,
            RrType.Dname => NodeFlags.Redirection,
            _ => NodeFlags.None,
        };
        owner.Flags |= flag;
        _anyHides |= flag is NodeFlags.Cut or NodeFlags.Redirection;
    }

    private void Add(Owner owner)
    {
        _owners.Add(owner.Name, owner);
        _inOrder.Add(owner);
    }

    private void MarkOccluded()
    {
        foreach (Owner owner in _inOrder)
        {
            ReadOnlySpan<byte> above = owner.Name.Wire;
            while (above.Length > _apex.Wire.Length && !owner.Occluded)
            {
                above = NameOctets.Parent(above);
                owner.Occluded = Find(above) is { } ancestor && (ancestor.Flags & (NodeFlags.Cut | NodeFlags.Redirection)) != 0;
            }
        }
    }

    private void AddAncestors(Owner owner)
    {
        while (owner.Name.Wire.Length > _apex.Wire.Length)
        {
            ReadOnlySpan<byte> above = NameOctets.Parent(owner.Name.Wire);
            Owner? parent = Find(above);
            bool existed = parent is not null;
            if (parent is null)
                Add(parent = new Owner(owner.Name.Parent!));
            if (owner.Name.IsWildcard)
                parent.Flags |= NodeFlags.WildcardChild;
            if (existed)
                return;
            owner = parent;
        }
    }
}
