using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>Looks up an RRset as a resolver does: aliases are followed. Where nobody here knows, the lookup failed.</summary>
public delegate LookupAnswer SpfLookup(Name name, ushort type);

/// <summary>
/// What a policy says of every address there is (RFC 7208 §4.6): a set for each outcome, apart from each other, and those that
/// depend on what could not be looked up, on who sends, or on PTR. Immutable.
/// </summary>
public sealed class SpfMap
{
    private readonly Dictionary<SpfOutcome, AddressSet> _sets = [];

    internal SpfMap()
    {
    }

    /// <summary>The addresses of which nobody here knows.</summary>
    public AddressSet Unknown { get; private set; } = AddressSet.Empty;

    /// <summary>The addresses with an outcome.</summary>
    public AddressSet this[SpfOutcome outcome] => _sets.GetValueOrDefault(outcome, AddressSet.Empty);

    /// <summary>The map of a domain's policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="domain">The domain, which terms without one are about.</param>
    /// <param name="lookup">Looks up what terms refer to.</param>
    public static SpfMap Of(SpfPolicy policy, Name domain, SpfLookup lookup) => new SpfMapper(lookup).Map(policy, domain, AddressSet.All);

    internal void Add(SpfOutcome outcome, AddressSet addresses) => _sets[outcome] = this[outcome].Union(addresses);

    internal void AddUnknown(AddressSet addresses) => Unknown = Unknown.Union(addresses);
}

/// <summary>One evaluation under way; lookups are counted over includes and redirections, as a receiver counts them.</summary>
internal sealed class SpfMapper(SpfLookup lookup)
{
    private const int Deepest = 20;

    private int _lookups;
    private int _depth;

    /// <summary>Evaluates a policy for those addresses that come to it.</summary>
    public SpfMap Map(SpfPolicy policy, Name domain, AddressSet addresses)
    {
        var map = new SpfMap();
        AddressSet open = addresses;
        foreach (SpfTerm term in policy.Mechanisms)
        {
            if (open.IsEmpty)
                return map;
            if (term.NeedsLookup && ++_lookups > SpfPolicy.MostLookups)
            {
                map.Add(SpfOutcome.PermError, open);
                return map;
            }
            open = Apply(map, term, domain, open);
        }
        if (policy.Redirect is { } redirect)
            Follow(map, redirect, domain, open);
        else
            map.Add(SpfOutcome.Neutral, open);
        return map;
    }

    /// <summary>Takes what a mechanism decides out of what is open.</summary>
    private AddressSet Apply(SpfMap map, SpfTerm term, Name domain, AddressSet open)
    {
        if (term.Kind == SpfKind.Include)
            return Include(map, term, domain, open);
        EntryReach reach = ReachOf(term, domain);
        if (reach.IsMalformed)
        {
            map.Add(SpfOutcome.PermError, open);
            return AddressSet.Empty;
        }
        map.Add(term.Qualifier, open.Intersect(reach.Certain));
        map.AddUnknown(open.Intersect(reach.Possible).Except(reach.Certain));
        return open.Except(reach.Possible);
    }

    /// <summary>A pass within matches, any other outcome does not, an error is one here too (RFC 7208 §5.2).</summary>
    private AddressSet Include(SpfMap map, SpfTerm term, Name domain, AddressSet open)
    {
        SpfMap? inside = Enter(term, domain, open, out bool known);
        if (inside is null)
        {
            if (known)
                map.Add(SpfOutcome.PermError, open);
            else
                map.AddUnknown(open);
            return AddressSet.Empty;
        }
        map.Add(term.Qualifier, inside[SpfOutcome.Pass]);
        map.Add(SpfOutcome.PermError, inside[SpfOutcome.PermError]);
        map.AddUnknown(inside.Unknown);
        return open.Except(inside[SpfOutcome.Pass]).Except(inside[SpfOutcome.PermError]).Except(inside.Unknown);
    }

    private void Follow(SpfMap map, SpfTerm redirect, Name domain, AddressSet open)
    {
        bool known = true;
        SpfMap? target = ++_lookups > SpfPolicy.MostLookups ? null : Enter(redirect, domain, open, out known);
        if (target is null && known)
            map.Add(SpfOutcome.PermError, open);
        else if (target is null)
            map.AddUnknown(open);
        else
        {
            foreach (SpfOutcome outcome in Enum.GetValues<SpfOutcome>())
                map.Add(outcome, target[outcome]);
            map.AddUnknown(target.Unknown);
        }
    }

    /// <summary>The policy of another domain; null when there is none, which is <paramref name="known"/> or not.</summary>
    private SpfMap? Enter(SpfTerm term, Name domain, AddressSet open, out bool known)
    {
        known = true;
        if (_depth == Deepest || TargetOf(term, domain) is not { } target)
        {
            known = !term.HasMacro;
            return null;
        }
        if (PublishedSpf.Find(target, lookup, out known) is not { } policy)
            return null;
        _depth++;
        SpfMap map = Map(policy, target, open);
        _depth--;
        return map;
    }

    private EntryReach ReachOf(SpfTerm term, Name domain)
    {
        if (term.Kind == SpfKind.All)
            return EntryReach.Everything;
        if (term.Network is { } network)
            return EntryReach.Exactly(AddressSet.Of(network));
        if (term.Kind is not (SpfKind.A or SpfKind.Mx) || TargetOf(term, domain) is not { } target)
            return EntryReach.Unknown;
        IReadOnlyList<Name>? hosts = term.Kind == SpfKind.A ? [target] : SpfHosts.ExchangesOf(target, lookup);
        if (hosts is { Count: > SpfHosts.MostExchanges })
            return EntryReach.Malformed;
        return hosts is not null && SpfHosts.NetworksOf(term, hosts, lookup) is { } networks
            ? EntryReach.Exactly(AddressSet.Of(networks)) : EntryReach.Unknown;
    }

    /// <summary>The name that a term is about; null when it depends on who sends.</summary>
    internal static Name? TargetOf(SpfTerm term, Name domain)
    {
        if (term.Domain is not { } text)
            return domain;
        return !term.HasMacro && Name.TryParse(text, Name.Root, out Name name, out _) ? name : null;
    }
}
