using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>What <c>a</c> and <c>mx</c> come to in DNS.</summary>
internal static class SpfHosts
{
    /// <summary>The most exchanges behind one <c>mx</c> (RFC 7208 §4.6.4).</summary>
    public const int MostExchanges = 10;

    /// <summary>The exchanges of a domain, without that of a null MX (RFC 7505); null when they cannot be looked up.</summary>
    public static IReadOnlyList<Name>? ExchangesOf(Name domain, SpfLookup lookup)
    {
        LookupAnswer answer = lookup(domain, RrType.Mx);
        if (answer.Status == LookupStatus.Failed)
            return null;
        return [.. answer.Rdata.OrderBy(rdata => (rdata[0] << 8) | rdata[1]).Select(rdata => Name.FromWire(rdata.AsSpan(2))).OfType<Name>().Where(name => !name.IsRoot)];
    }

    /// <summary>The addresses of hosts, widened to the prefix lengths of a term; null when one cannot be looked up.</summary>
    public static IReadOnlyList<AddressPrefix>? NetworksOf(SpfTerm term, IReadOnlyList<Name> hosts, SpfLookup lookup)
    {
        var networks = new List<AddressPrefix>();
        foreach (Name host in hosts)
        {
            foreach ((ushort type, int length) in ((ushort, int)[])[(RrType.A, term.Ip4Length), (RrType.Aaaa, term.Ip6Length)])
            {
                LookupAnswer answer = lookup(host, type);
                if (answer.Status == LookupStatus.Failed)
                    return null;
                networks.AddRange(answer.Rdata.Select(rdata => AddressPrefix.FromOctets(rdata, length)).OfType<AddressPrefix>());
            }
        }
        return networks;
    }
}

/// <summary>Finds the policy that a domain publishes.</summary>
public static class PublishedSpf
{
    /// <summary>The policy; null when there is none, more than one, or one that is none (RFC 7208 §4.5, §4.6), or nobody knows.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="lookup">Looks up TXT.</param>
    /// <param name="known">False when the lookup failed.</param>
    public static SpfPolicy? Find(Name domain, SpfLookup lookup, out bool known)
    {
        LookupAnswer answer = lookup(domain, RrType.Txt);
        known = answer.Status != LookupStatus.Failed;
        string[] texts = [.. answer.Rdata.Select(rdata => JoinedText.Of(rdata)).OfType<string>().Where(SpfPolicy.IsPolicy)];
        return texts.Length == 1 ? SpfPolicy.Parse(texts[0], out _) : null;
    }
}
