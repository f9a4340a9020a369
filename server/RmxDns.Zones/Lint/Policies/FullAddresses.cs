using RmxDns.Rmx;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>
/// The RMX records of full addresses in one zone: those below a label <c>_rmx</c> (draft-danisch-dns-rr-smtp-03 §4.2), by the domain
/// that they belong to. Immutable.
/// </summary>
internal sealed class FullAddresses
{
    private readonly Dictionary<Name, List<RrSet>> _byDomain = [];

    public FullAddresses(LintedZone zone, ushort rmxType)
    {
        foreach (RrSet rrSet in zone.OfType(rmxType))
        {
            if (InfixAbove(rrSet.Owner) is not { } infix)
                continue;
            Name domain = infix.Parent!;
            if (!_byDomain.TryGetValue(domain, out List<RrSet>? records))
                _byDomain.Add(domain, records = []);
            records.Add(rrSet);
        }
    }

    /// <summary>The domains that have such records.</summary>
    public IEnumerable<Name> Domains => _byDomain.Keys;

    /// <summary>The records of a domain's addresses, in the order of the file.</summary>
    public IReadOnlyList<RrSet> Of(Name domain) => _byDomain.TryGetValue(domain, out List<RrSet>? records) ? records : [];

    /// <summary>The name <c>_rmx.</c> + domain that an owner lies below; null for an owner that is no full address's.</summary>
    public static Name? InfixAbove(Name owner)
    {
        for (ReadOnlySpan<byte> at = NameOctets.Parent(owner.Wire); at[0] != 0; at = NameOctets.Parent(at))
        {
            if (NameOctets.EqualsIgnoreCase(at.Slice(1, at[0]), "_rmx"u8))
                return Name.FromWire(at);
        }
        return null;
    }

    /// <summary>The domain that a check began with when it comes to a record of this owner.</summary>
    public static Name DomainOf(Name owner) => InfixAbove(owner)?.Parent ?? owner;

    /// <summary>Whether some mail address has its record at this owner; a wildcard stands for any label.</summary>
    public static bool IsMapped(Name owner)
    {
        Name? one = owner.IsWildcard ? owner.Parent!.Prepend("a"u8) : owner;
        return one is null || RmxAddress.FromName(one) is not null;
    }
}
