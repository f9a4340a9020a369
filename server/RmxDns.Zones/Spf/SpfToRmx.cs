using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>Something of a policy that an RMX record cannot say, or not in the same way.</summary>
/// <param name="Term">The term as written.</param>
/// <param name="Message">What is lost.</param>
public sealed record SpfLoss(string Term, string Message);

/// <summary>What came of turning a policy into an RMX record.</summary>
/// <param name="Entries">The entries in text form, in order.</param>
/// <param name="Losses">What they do not say; none when every address keeps its verdict.</param>
public sealed record SpfConversion(IReadOnlyList<string> Entries, IReadOnlyList<SpfLoss> Losses);

/// <summary>
/// Turns an SPF policy into the entries of an RMX record: pass becomes a grant, fail a denial, and what no term decides stays
/// undecided, which is what <c>-all</c> at the end means to a receiver of RMX. Terms stay terms where RMX has the like, so that
/// addresses can change without the record; what it has not is resolved to networks, or told as a loss.
/// </summary>
public sealed class SpfToRmx
{
    /// <summary>The entry that denies every address.</summary>
    internal const string Unused = "unused:";

    private const string ReversedAddress = "%{ir}.";
    private const int Deepest = 20;
    private const int MostPolicies = 100;

    private readonly SpfLookup _lookup;
    private readonly Name _domain;
    private readonly List<string> _entries = [];
    private readonly List<SpfLoss> _losses = [];
    private int _depth;
    private int _entered;
    private bool _isError;

    private SpfToRmx(Name domain, SpfLookup lookup) => (_domain, _lookup) = (domain, lookup);

    /// <summary>Turns a policy into entries.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="domain">The domain that publishes it.</param>
    /// <param name="lookup">Looks up what terms refer to.</param>
    public static SpfConversion Convert(SpfPolicy policy, Name domain, SpfLookup lookup)
    {
        var conversion = new SpfToRmx(domain, lookup);
        conversion.AddPolicy(policy, domain, null);
        int referring = conversion._entries.Count(NeedsLookup);
        if (referring > Rmx.Receiving.RmxChecker.MostLookups)
            conversion.Lose("", $"{referring} entries need a lookup, and a receiver of RMX stops at {Rmx.Receiving.RmxChecker.MostLookups}");
        if (!conversion._isError)
            conversion.LoseErrors(policy);
        return new SpfConversion(conversion._entries, conversion._losses);
    }

    /// <summary>An error of SPF (RFC 7208 §2.6.7) is not carried over: the entries decide where a check of the policy gives up.</summary>
    private void LoseErrors(SpfPolicy policy)
    {
        var map = SpfMap.Of(policy, _domain, _lookup);
        AddressSet failing = map[SpfOutcome.PermError];
        // Behind what nobody knows the map says no more, but lookups are counted all the same.
        bool mayFail = !map.Unknown.IsEmpty && SpfLookupCount.AtLeast(policy, _domain, _lookup) > SpfPolicy.MostLookups;
        if (failing.IsEmpty && !mayFail)
            return;
        string where = failing.IsEmpty ? "" : $" at {failing.First}{(failing.Ipv4Count + failing.Ipv6Count > 1 ? " and others" : "")}";
        Lose("", $"a check of this policy ends as an error{where} (over {SpfPolicy.MostLookups} lookups, over {SpfHosts.MostExchanges} exchanges, or a policy that cannot be read), and the entries decide there");
    }

    /// <summary>The entries of a policy; within an include the outer term's sign is that of all.</summary>
    private void AddPolicy(SpfPolicy policy, Name domain, string? sign)
    {
        foreach (SpfTerm explanation in policy.Terms.Where(term => term.Kind == SpfKind.Explanation && sign is null))
            Lose(explanation.Text, "RMX has no explanation for refused senders");
        foreach (SpfTerm term in policy.Mechanisms)
        {
            if (term.Kind == SpfKind.All)
            {
                AddAll(term, sign);
                return;
            }
            if (sign is null && term.Qualifier is SpfOutcome.SoftFail or SpfOutcome.Neutral)
                Lose(term.Text, "RMX grants or denies; what is softfail or neutral here is decided by the entries behind it, or not at all");
            else
                Add(term, domain, sign ?? (term.Qualifier == SpfOutcome.Fail ? "!" : ""));
        }
        if (policy.Redirect is { } redirect)
            Redirect(redirect, domain, sign);
        else if (sign is null)
            Lose("", "without all the policy ends neutral; an address that no entry of RMX names is not authorized");
    }

    private void AddAll(SpfTerm all, string? sign)
    {
        if (all.Qualifier == SpfOutcome.Pass)
            _entries.AddRange([$"{sign}ipv4:0.0.0.0/0", $"{sign}ipv6:::/0"]);
        else if (sign is null && all.Qualifier != SpfOutcome.Fail)
            Lose(all.Text, "RMX knows no softfail or neutral; an address that no entry names is not authorized");
        else if (sign is null && _entries.Count == 0 && _losses.Count == 0)
            _entries.Add(Unused);
    }

    private void Add(SpfTerm term, Name domain, string sign)
    {
        switch (term.Kind)
        {
            case SpfKind.Ip4 or SpfKind.Ip6:
                _entries.Add($"{sign}{(term.Kind == SpfKind.Ip4 ? "ipv4" : "ipv6")}:{term.Network}");
                break;
            case SpfKind.Include:
                Include(term, domain, sign);
                break;
            case SpfKind.Exists:
                AddExists(term, domain, sign);
                break;
            default:
                AddNamed(term, domain, sign);
                break;
        }
    }

    private void AddNamed(SpfTerm term, Name domain, string sign)
    {
        if (SpfMapper.TargetOf(term, domain) is not { } target)
            Lose(term.Text, "the name depends on who sends, and RMX has no macros");
        else if (term.Kind == SpfKind.Ptr)
            _entries.Add($"{sign}domain:{(target.Equals(_domain) ? "" : target)}");
        else if (term is { Kind: SpfKind.A, IsExact: true })
            _entries.Add($"{sign}host:{target}");
        else if (term is { Kind: SpfKind.Mx, IsExact: true } && target.Equals(_domain))
            _entries.Add($"{sign}mx:");
        else
            AddHosts(term, target, sign);
    }

    /// <summary>Another domain's exchanges by name, and networks around hosts as they are now.</summary>
    private void AddHosts(SpfTerm term, Name target, string sign)
    {
        IReadOnlyList<Name>? hosts = term.Kind == SpfKind.A ? [target] : SpfHosts.ExchangesOf(target, _lookup);
        if (hosts is null)
            Lose(term.Text, $"the exchanges of {target} cannot be looked up here");
        else if (term.IsExact)
            _entries.AddRange(hosts.Select(host => $"{sign}host:{host}"));
        else if (SpfHosts.NetworksOf(term, hosts, _lookup) is { } networks)
            AddNetworks(AddressSet.Of(networks), sign);
        else
            Lose(term.Text, $"the addresses of {target} cannot be looked up here");
    }

    private void AddExists(SpfTerm term, Name domain, string sign)
    {
        string spec = term.Domain!;
        string rest = spec.StartsWith(ReversedAddress, StringComparison.OrdinalIgnoreCase) ? spec[ReversedAddress.Length..] : "%";
        if (rest.Equals("%{d}", StringComparison.OrdinalIgnoreCase))
            rest = domain.ToString();
        if (rest.Contains('%', StringComparison.Ordinal) || !Name.TryParse(rest, Name.Root, out Name name, out _))
            Lose(term.Text, "of exists, RMX has exists:%{ir}.NAME alone, which is ipmap");
        else
            _entries.Add($"{sign}ipmap:{(name.Equals(_domain) ? "" : name)}");
    }

    /// <summary>
    /// A policy that only names who passes is written out; of one that also takes some out again, the addresses that pass are.
    /// </summary>
    private void Include(SpfTerm term, Name domain, string sign)
    {
        if (Enter(term, domain, out Name target) is not { } policy)
            return;
        if (OnlyPasses(policy, Deepest))
        {
            _depth++;
            AddPolicy(policy, target, sign);
            _depth--;
            return;
        }
        SpfMap map = SpfMap.Of(policy, target, _lookup);
        if (map.Unknown.IsEmpty && map[SpfOutcome.PermError].IsEmpty)
            AddNetworks(map[SpfOutcome.Pass], sign);
        else
            Lose(term.Text, $"the policy of {target} takes addresses out again, and not all of it can be resolved here");
    }

    private void Redirect(SpfTerm term, Name domain, string? sign)
    {
        if (Enter(term, domain, out Name target) is not { } policy)
            return;
        _depth++;
        AddPolicy(policy, target, sign);
        _depth--;
    }

    private SpfPolicy? Enter(SpfTerm term, Name domain, out Name target)
    {
        target = domain;
        bool known = true;
        if (SpfMapper.TargetOf(term, domain) is not { } name)
            Lose(term.Text, "the name depends on who sends, and RMX has no macros");
        else if (_depth == Deepest || ++_entered > MostPolicies)
            Lose(term.Text, "the policies lead to each other without an end");
        else if (PublishedSpf.Find(target = name, _lookup, out known) is { } policy)
            return policy;
        else
        {
            _isError |= known;
            Lose(term.Text, known ? $"{name} has no policy that can be read, which makes this one an error" : $"the policy of {name} cannot be looked up here");
        }
        return null;
    }

    /// <summary>Whether every address that a policy names passes, so that its terms can stand in another's place.</summary>
    private bool OnlyPasses(SpfPolicy policy, int depth)
    {
        if (depth == 0 || policy.Mechanisms.Any(term => term.Kind != SpfKind.All && term.Qualifier != SpfOutcome.Pass))
            return false;
        return policy.Redirect is not { } redirect
            || (SpfMapper.TargetOf(redirect, _domain) is { } target && PublishedSpf.Find(target, _lookup, out _) is { } inner && OnlyPasses(inner, depth - 1));
    }

    private void AddNetworks(AddressSet addresses, string sign)
    {
        foreach (AddressPrefix prefix in addresses.ToPrefixes())
            _entries.Add($"{sign}{(prefix.Network.Length == 4 ? "ipv4" : "ipv6")}:{prefix}");
    }

    private void Lose(string term, string message) => _losses.Add(new SpfLoss(term, message));

    /// <summary>Whether a receiver looks something up for an entry of a conversion.</summary>
    internal static bool NeedsLookup(string entry) => !entry.TrimStart('!').StartsWith("ipv", StringComparison.Ordinal) && entry != Unused;
}
