using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>Turns RMX entries into an SPF policy that says the same, with <c>-all</c> for those that no entry names.</summary>
public static class RmxToSpf
{
    private static readonly RdataType Apl = new TypeTable()[RrType.Apl];

    /// <summary>Turns entries into a policy.</summary>
    /// <param name="entries">The entries, in order.</param>
    /// <param name="lookup">Looks up APL.</param>
    /// <returns>The policy's text, and what it does not say.</returns>
    public static (string Policy, IReadOnlyList<SpfLoss> Losses) Convert(IReadOnlyList<RmxEntry> entries, SpfLookup lookup)
    {
        var terms = new List<string> { SpfPolicy.Version };
        var losses = new List<SpfLoss>();
        foreach (RmxEntry entry in entries)
        {
            if (entry.Code == RmxCode.Unused)
                break;
            if (entry.Code == RmxCode.Apl)
                AddApl(entry, lookup, terms, losses);
            else if (TermOf(entry) is not { } term)
                losses.Add(new SpfLoss(RmxText.Format(entry), "SPF has nothing of the kind"));
            else if (!MayStand(entry))
                losses.Add(new SpfLoss(RmxText.Format(entry), "SPF has no form for this name: it takes two labels or more, the last one letters, and no escapes"));
            else
                terms.Add(Sign(entry) + term);
        }
        bool grantsAll = terms is [.., "ip4:0.0.0.0/0", "ip6:::/0"];
        if (grantsAll)
            terms.RemoveRange(terms.Count - 2, 2);
        terms.Add(grantsAll ? "+all" : "-all");
        return (string.Join(' ', terms), losses);
    }

    private static string? TermOf(RmxEntry entry) => entry.Code switch
    {
        RmxCode.Ipv4 => $"ip4:{entry.Prefix}",
        RmxCode.Ipv6 => $"ip6:{entry.Prefix}",
        RmxCode.Host => $"a:{Relative(entry.Name!)}",
        RmxCode.Mx => "mx",
        RmxCode.Domain => entry.Name!.IsRoot ? "ptr" : $"ptr:{Relative(entry.Name)}",
        RmxCode.Ipmap => $"exists:%{{ir}}.{(entry.Name!.IsRoot ? "%{d}" : Relative(entry.Name))}",
        _ => null,
    };

    /// <summary>An APL's addresses: of the first prefix that holds an address counts whether it is negated.</summary>
    private static void AddApl(RmxEntry entry, SpfLookup lookup, List<string> terms, List<SpfLoss> losses)
    {
        LookupAnswer answer = lookup(entry.Name!, RrType.Apl);
        if (answer.Status == LookupStatus.Failed || answer.Rdata.Count > 1)
        {
            losses.Add(new SpfLoss(RmxText.Format(entry), answer.Rdata.Count > 1 ? "several APL records have no order" : $"the APL of {entry.Name} cannot be looked up here"));
            return;
        }
        AddressSet named = AddressSet.Empty, matched = AddressSet.Empty;
        foreach (byte[] rdata in answer.Rdata)
        {
            foreach (string item in Apl.Format(rdata).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                bool negated = item.StartsWith('!');
                if (!AddressPrefix.TryParse(item.AsSpan(item.IndexOf(':', StringComparison.Ordinal) + 1), out AddressPrefix? prefix))
                    continue;
                AddressSet addresses = AddressSet.Of(prefix!).Except(named);
                named = named.Union(addresses);
                matched = negated ? matched : matched.Union(addresses);
            }
        }
        terms.AddRange(matched.ToPrefixes().Select(prefix => $"{Sign(entry)}{(prefix.Network.Length == 4 ? "ip4" : "ip6")}:{prefix}"));
    }

    /// <summary>Whether the name that an entry may have can stand in a domain-spec (RFC 7208 §7.1), where a backslash is itself and % starts a macro.</summary>
    private static bool MayStand(RmxEntry entry)
    {
        if (entry.Name is not { IsRoot: false } name)
            return true;
        // Behind the macro of a map one label is enough.
        string text = entry.Code == RmxCode.Ipmap ? $"x.{Relative(name)}" : Relative(name);
        return !text.AsSpan().ContainsAny(@"\%/") && DomainSpec.FaultOf(text) is null;
    }

    private static string Sign(RmxEntry entry) => entry.Negated ? "-" : "";

    private static string Relative(Name name) => name.ToString().TrimEnd('.');
}
