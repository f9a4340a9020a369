namespace RmxDns.Rmx.Receiving;

/// <summary>
/// How many addresses prefixes hold together, none counted twice; an IPv6 /64, which is what one network has, counts as
/// one. What a negated entry takes away is not taken off, since it would depend on the order of entries.
/// </summary>
internal static class AddressTally
{
    private const int NetworkBits = 64;

    public static UInt128 Count(IEnumerable<AddressPrefix> prefixes)
    {
        List<AddressPrefix> sorted = [.. prefixes.Select(Widen)];
        sorted.Sort(Compare);
        UInt128 count = 0;
        AddressPrefix? last = null;
        foreach (AddressPrefix prefix in sorted)
        {
            // Two prefixes are apart or one holds the other, and then it stands in front with nothing else between.
            if (last is not null && last.Contains(prefix))
                continue;
            last = prefix;
            count += UInt128.One << ((prefix.Network.Length == 4 ? 32 : NetworkBits) - prefix.Length);
        }
        return count;
    }

    private static AddressPrefix Widen(AddressPrefix prefix) =>
        prefix.Length > NetworkBits ? AddressPrefix.FromOctets(prefix.Network, NetworkBits)! : prefix;

    private static int Compare(AddressPrefix a, AddressPrefix b)
    {
        int order = a.Network.Length.CompareTo(b.Network.Length);
        order = order != 0 ? order : a.Network.SequenceCompareTo(b.Network);
        return order != 0 ? order : a.Length.CompareTo(b.Length);
    }
}
