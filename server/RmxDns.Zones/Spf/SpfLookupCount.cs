using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>How many lookups a check of a policy takes in the worst case (RFC 7208 §4.6.4).</summary>
internal static class SpfLookupCount
{
    private const int Deepest = 20;

    /// <summary>The count, policies that cannot be looked up taken as needing none themselves.</summary>
    public static int AtLeast(SpfPolicy policy, Name domain, SpfLookup lookup) => Count(policy, domain, lookup, Deepest);

    private static int Count(SpfPolicy policy, Name domain, SpfLookup lookup, int depth)
    {
        int count = 0;
        IEnumerable<SpfTerm> terms = policy.Redirect is { } redirect ? policy.Mechanisms.Append(redirect) : policy.Mechanisms;
        foreach (SpfTerm term in terms.Where(term => term.NeedsLookup))
        {
            count++;
            // Policies that include each other are over the limit long before the depth is.
            if (term.Kind is SpfKind.Include or SpfKind.Redirect && depth > 0 && count <= SpfPolicy.MostLookups
                && SpfMapper.TargetOf(term, domain) is { } target && PublishedSpf.Find(target, lookup, out _) is { } inner)
                count += Count(inner, target, lookup, depth - 1);
        }
        return count;
    }
}
