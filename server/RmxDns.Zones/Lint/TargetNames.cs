using System.Buffers;
using RmxDns.Wire;

namespace RmxDns.Zones.Lint;

/// <summary>What the linted zones say about a host that a record refers to.</summary>
internal enum HostState
{
    /// <summary>It has addresses, or nobody here knows.</summary>
    Fine,

    /// <summary>It is an alias, or lies below a DNAME.</summary>
    Alias,

    /// <summary>It has no address, or does not exist.</summary>
    Missing,
}

/// <summary>Names that records refer to: looked up in the linted zones, and judged by what they look like.</summary>
internal static class TargetNames
{
    private static readonly SearchValues<byte> InIpv6 = SearchValues.Create("0123456789abcdefABCDEF:.%/"u8);

    /// <summary>What is known of a host.</summary>
    /// <param name="context">The zones.</param>
    /// <param name="host">The name.</param>
    /// <param name="why">In words, for a message: what was found instead of an address.</param>
    public static HostState StateOf(LintContext context, Name host, out string why)
    {
        LookupAnswer ipv4 = context.Zones.Find(host, RrType.A);
        why = ipv4.Status == LookupStatus.NxDomain ? "does not exist" : "has neither A nor AAAA";
        switch (ipv4.Status)
        {
            case LookupStatus.Alias:
                why = $"is an alias for {Name.FromWire(ipv4.Rdata[0])}";
                return HostState.Alias;
            case LookupStatus.Redirected:
                why = $"is redirected by the DNAME at {ipv4.Node}";
                return HostState.Alias;
            case LookupStatus.NxDomain:
                return HostState.Missing;
            case LookupStatus.NoData:
                return context.Zones.Find(host, RrType.Aaaa).Status == LookupStatus.Found ? HostState.Fine : HostState.Missing;
            default:
                return HostState.Fine;
        }
    }

    /// <summary>The address that a name spells, relative to the zone or not; null when it spells none. Digits are names in reverse zones.</summary>
    public static string? AddressIn(Name name, Name origin)
    {
        if (name.IsRoot || name.IsAtOrBelow(ReverseTree))
            return null;
        ReadOnlySpan<byte> wire = name.Wire;
        ReadOnlySpan<byte> first = wire.Slice(1, wire[0]);
        if (first.Count((byte)':') >= 2 && first.IndexOfAnyExcept(InIpv6) < 0)
            return System.Text.Encoding.ASCII.GetString(first);
        var parts = new List<string>(4);
        int at = 0;
        for (; parts.Count < 4 && wire[at] != 0; at += wire[at] + 1)
        {
            ReadOnlySpan<byte> label = wire.Slice(at + 1, wire[at]);
            if (!byte.TryParse(label, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out byte octet))
                return null;
            parts.Add(octet.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        bool ends = wire[at] == 0 || NameOctets.EqualsIgnoreCase(wire[at..], origin.Wire);
        return parts.Count == 4 && ends ? string.Join('.', parts) : null;
    }

    /// <summary>Whether a name ends in the labels of the zone twice. A zone of one label proves nothing.</summary>
    public static bool RepeatsZone(Name name, Name origin)
    {
        int zone = origin.Wire.Length - 1, front = name.Wire.Length - origin.Wire.Length;
        if (front < zone || origin.LabelCount < 2 || !NameOctets.EqualsIgnoreCase(name.Wire.Slice(front - zone, zone), origin.Wire[..zone]))
            return false;
        int at = 0;
        while (at < front - zone)
            at += name.Wire[at] + 1;
        return at == front - zone && NameOctets.EqualsIgnoreCase(name.Wire[front..], origin.Wire);
    }

    /// <summary>The tree of reverse and other technical names.</summary>
    public static Name ReverseTree { get; } = Name.Parse("arpa.");
}
