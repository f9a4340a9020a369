using System.Globalization;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;

namespace RmxDns.Tool.Linting.Changes;

/// <summary>Sets of addresses in words: a few prefixes are named, more are counted and one address is named.</summary>
internal static class AddressCount
{
    private const int FewPrefixes = 3;
    private static readonly UInt128 Countable = 10_000_000;

    /// <summary>The prefixes where they are few; otherwise how many addresses there are, and one of them.</summary>
    public static string Name(AddressSet addresses)
    {
        IReadOnlyList<AddressPrefix> prefixes = addresses.ToPrefixes();
        return prefixes.Count <= FewPrefixes ? List([.. prefixes.Select(prefix => prefix.ToString())]) : $"{Count(addresses, "")} ({Example(addresses)} is one)";
    }

    /// <summary>How many addresses there are, with <paramref name="word"/> behind the number, such as <c>256 more addresses</c>.</summary>
    public static string Count(AddressSet addresses, string word)
    {
        UInt128 ipv4 = addresses.Ipv4Count, ipv6 = addresses.Ipv6Count;
        string more = word.Length == 0 ? "" : $" {word}";
        if (ipv6 == 0)
            return $"{Number(ipv4)}{more} {(ipv4 == 1 ? "address" : "addresses")}";
        string six = $"{Number(ipv6)}{(ipv4 == 0 ? more : "")} IPv6 {(ipv6 == 1 ? "address" : "addresses")}";
        return ipv4 == 0 ? six : $"{Number(ipv4)}{more} IPv4 {(ipv4 == 1 ? "address" : "addresses")} and {six}";
    }

    /// <summary>One of the addresses, without a prefix length.</summary>
    public static string Example(AddressSet addresses) => addresses.First!.ToString();

    /// <summary>A number; a large one as a power of two, exact or nearly.</summary>
    public static string Number(UInt128 number)
    {
        if (number <= Countable)
            return number.ToString("N0", CultureInfo.InvariantCulture);
        string power = string.Create(CultureInfo.InvariantCulture, $"2^{(int)UInt128.Log2(number)}");
        return UInt128.IsPow2(number) ? power : $"over {power}";
    }

    private static string List(IReadOnlyList<string> items) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";
}
