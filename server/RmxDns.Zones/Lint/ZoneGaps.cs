using RmxDns.Wire;
using RmxDns.Zones.Compile;

namespace RmxDns.Zones.Lint;

/// <summary>
/// What of a zone file could not be read, as far as names go: a rule that speaks of what is not there asks here first whether it may
/// just not have been seen. Immutable.
/// </summary>
public sealed class ZoneGaps
{
    private readonly Name _origin;
    private readonly bool _anywhere;
    private readonly bool _partial;
    private readonly HashSet<Name> _owners = new(NameComparer.Instance);
    private readonly HashSet<Name>.AlternateLookup<ReadOnlySpan<byte>> _byOctets;
    private readonly HashSet<Name> _above = new(NameComparer.Instance);

    private ZoneGaps(Name origin, IEnumerable<Name?> owners, bool partial)
    {
        (_origin, _partial, _byOctets) = (origin, partial, _owners.GetAlternateLookup<ReadOnlySpan<byte>>());
        foreach (Name? owner in owners)
        {
            Any = true;
            if (owner is null || !owner.IsAtOrBelow(origin))
            {
                _anywhere = true;
                continue;
            }
            // A wildcard stands for every name beside it.
            Name at = owner.IsWildcard ? owner.Parent! : owner;
            _anywhere |= owner.IsWildcard && at.Equals(origin);
            _ = _owners.Add(at);
            for (Name? above = owner; above is not null && above.IsAtOrBelow(origin) && _above.Add(above); above = above.Parent)
            {
            }
        }
    }

    /// <summary>A file that was read whole.</summary>
    public static ZoneGaps None { get; } = new(Name.Root, [], false);

    /// <summary>Whether anything could not be read.</summary>
    public bool Any { get; }

    /// <summary>What the findings of reading say: each that refuses the zone stands for a record of its owner, or of any name when it names none.</summary>
    /// <param name="origin">The zone.</param>
    /// <param name="findings">What was found while the file was read, before its records were held against each other.</param>
    /// <param name="partial">Whether records of one RRset are read one by one, so that those of an owner with a fault may be some of them only.</param>
    internal static ZoneGaps Of(Name origin, IEnumerable<Finding> findings, bool partial)
    {
        var gaps = new ZoneGaps(origin, findings.Where(finding => finding.Rule.RefusesZone).Select(finding => finding.Owner), partial);
        return gaps.Any ? gaps : None;
    }

    /// <summary>Whether a record may be missing that would be at a name, stand for it as a wildcard, or cut it off.</summary>
    public bool MayLack(Name name)
    {
        if (!Any || _anywhere)
            return Any;
        for (ReadOnlySpan<byte> at = name.Wire; at.Length > _origin.Wire.Length; at = NameOctets.Parent(at))
        {
            if (_byOctets.Contains(at))
                return true;
        }
        return name.Equals(_origin) && _owners.Contains(name);
    }

    /// <summary>The same of a name or any name below it.</summary>
    public bool MayLackBelow(Name name) => Any && (MayLack(name) || _above.Contains(name));

    /// <summary>Whether an answer is less than certain, since what was not read could make it another.</summary>
    /// <param name="name">The name that was looked up.</param>
    /// <param name="status">What was found.</param>
    /// <param name="node">The name that holds the records; null where there are none.</param>
    internal bool Blurs(Name name, LookupStatus status, Name? node) => Any && status switch
    {
        LookupStatus.NoData => MayLack(name),
        LookupStatus.NxDomain => MayLackBelow(name),
        LookupStatus.Found or LookupStatus.Alias => (_partial || !name.Equals(node)) && MayLack(name),
        LookupStatus.Redirected => MayLack(name),
        _ => false,
    };
}
