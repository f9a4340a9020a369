using System.Globalization;
using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>
/// The networks of a record as one list that other domains can refer to. Every address keeps its verdict: the list stands where one of
/// them stood, and a network joins it only if nothing that it passes on the way there denies one of its addresses.
/// </summary>
/// <param name="Entries">The entries that are left, with one that refers to the list, in order.</param>
/// <param name="Items">The value of the APL.</param>
public sealed record SharedNetworks(IReadOnlyList<string> Entries, IReadOnlyList<string> Items)
{
    private const string Apl = "apl:";

    /// <summary>Puts as many networks as may stand together into a list.</summary>
    /// <param name="entries">The entries in text form, in order.</param>
    /// <param name="owner">The owner of the list.</param>
    /// <param name="why">Why there is no list; empty when there is one.</param>
    /// <returns>The record and the list; null when there is nothing to share, or the record would need too many lookups.</returns>
    public static SharedNetworks? Of(IReadOnlyList<string> entries, Name owner, out string why)
    {
        why = "";
        AddressPrefix?[] prefixes = [.. entries.Select(PrefixOf)];
        int[] shared = Together(entries, prefixes);
        if (shared.Length == 0)
        {
            why = "no network grants, so that there is none to share";
            return null;
        }
        var left = new List<string>();
        for (int i = 0; i < entries.Count; i++)
        {
            if (i == shared[0])
                left.Add($"{Apl}{owner}");
            else if (Array.BinarySearch(shared, i) < 0)
                left.Add(entries[i]);
        }
        int lookups = left.Count(SpfToRmx.NeedsLookup);
        if (lookups > RmxChecker.MostLookups)
        {
            why = $"with the list {lookups} entries would need a lookup, and a receiver of RMX stops at {RmxChecker.MostLookups}";
            return null;
        }
        return new SharedNetworks(left, [.. shared.Select(i => ItemOf(prefixes[i]!)).Distinct()]);
    }

    /// <summary>
    /// The most networks that may stand at one place. Each comes forward to the place of the first, and the farthest it comes is behind
    /// the last denial of one of its addresses, or of who knows which.
    /// </summary>
    private static int[] Together(IReadOnlyList<string> entries, AddressPrefix?[] prefixes)
    {
        int[] granting = [.. Enumerable.Range(0, entries.Count).Where(i => prefixes[i] is not null && !IsDenial(entries[i]))];
        int[] foremost = new int[entries.Count];
        int[] steps = new int[entries.Count + 1];
        int[] denials = [.. Enumerable.Range(0, entries.Count).Where(i => IsDenial(entries[i]))];
        foreach (int i in granting)
        {
            int last = Array.FindLastIndex(denials, at => at < i && (prefixes[at] is not { } other || other.Contains(prefixes[i]!) || prefixes[i]!.Contains(other)));
            foremost[i] = last < 0 ? 0 : denials[last] + 1;
            steps[foremost[i]]++;
            steps[i + 1]--;
        }
        int best = -1, most = 0, open = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            open += steps[i];
            if (open > most && Array.BinarySearch(granting, i) >= 0)
                (best, most) = (i, open);
        }
        return [.. granting.Where(i => i >= best && foremost[i] <= best)];
    }

    private static bool IsDenial(string entry) => entry.StartsWith('!') || entry == SpfToRmx.Unused;

    private static AddressPrefix? PrefixOf(string entry)
    {
        string plain = entry.TrimStart('!');
        bool isNetwork = plain.StartsWith("ipv4:", StringComparison.Ordinal) || plain.StartsWith("ipv6:", StringComparison.Ordinal);
        return isNetwork && AddressPrefix.TryParse(plain.AsSpan(5), out AddressPrefix? prefix) ? prefix : null;
    }

    private static string ItemOf(AddressPrefix prefix) => prefix.Network.Length == 4
        ? string.Create(CultureInfo.InvariantCulture, $"1:{AddressText.FormatIpv4(prefix.Network)}/{prefix.Length}")
        : string.Create(CultureInfo.InvariantCulture, $"2:{AddressText.FormatIpv6(prefix.Network)}/{prefix.Length}");
}
