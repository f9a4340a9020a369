using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RmxDns.Rmx.Addresses;

/// <summary>
/// A set of client addresses, exact, of both families. A receiver takes an IPv4-mapped IPv6 address as the IPv4 address, so
/// ::ffff:0:0/96 is never in a set as IPv6: an IPv6 prefix is the addresses of it that a client can have. Immutable.
/// </summary>
public sealed class AddressSet : IEquatable<AddressSet>
{
    private const int Ipv4Bits = 32, Ipv6Bits = 128;

    /// <summary>::ffff:0:0/96 (RFC 4291 §2.5.5.2).</summary>
    internal static readonly AddressRange Mapped = new((UInt128)0xFFFF_0000_0000, (UInt128)0xFFFF_FFFF_FFFF);

    private static readonly AddressRanges OnlyMapped = AddressRanges.Of([Mapped]);

    private AddressSet(AddressRanges ipv4, AddressRanges ipv6) => (Ipv4, Ipv6) = (ipv4, ipv6);

    /// <summary>No address.</summary>
    public static AddressSet Empty { get; } = new(AddressRanges.Empty, AddressRanges.Empty);

    /// <summary>Every address that a client can have.</summary>
    public static AddressSet All { get; } = OfRanges([new(0, uint.MaxValue)], [new(0, UInt128.MaxValue)]);

    /// <summary>The IPv4 addresses.</summary>
    public AddressRanges Ipv4 { get; }

    /// <summary>The IPv6 addresses, none of them mapped.</summary>
    public AddressRanges Ipv6 { get; }

    /// <summary>Whether there is no address at all.</summary>
    public bool IsEmpty => Ipv4.Count == 0 && Ipv6.Count == 0;

    /// <summary>How many IPv4 addresses there are.</summary>
    public UInt128 Ipv4Count => Ipv4.AddressCount();

    /// <summary>How many IPv6 addresses there are.</summary>
    public UInt128 Ipv6Count => Ipv6.AddressCount();

    /// <summary>The lowest address, IPv4 before IPv6, as a prefix of full length; null when there is none.</summary>
    public AddressPrefix? First => Ipv4.Count > 0 ? ToPrefix(Ipv4[0].First, Ipv4Bits, Ipv4Bits)
        : Ipv6.Count > 0 ? ToPrefix(Ipv6[0].First, Ipv6Bits, Ipv6Bits) : null;

    /// <summary>The addresses of a prefix.</summary>
    public static AddressSet Of(AddressPrefix prefix)
    {
        var range = AddressRanges.Of(ToRange(prefix));
        return prefix.Network.Length == 4 ? new(range, AddressRanges.Empty) : new(AddressRanges.Empty, range.Except(OnlyMapped));
    }

    /// <summary>The addresses of any prefixes.</summary>
    public static AddressSet Of(IEnumerable<AddressPrefix> prefixes)
    {
        var ipv4 = new List<AddressRange>();
        var ipv6 = new List<AddressRange>();
        foreach (AddressPrefix prefix in prefixes)
            (prefix.Network.Length == 4 ? ipv4 : ipv6).Add(ToRange(prefix));
        return OfRanges(ipv4, ipv6);
    }

    /// <summary>The addresses of ranges, in any order; mapped ones are left out.</summary>
    public static AddressSet OfRanges(IEnumerable<AddressRange> ipv4, IEnumerable<AddressRange> ipv6) =>
        new(AddressRanges.Of(ipv4), AddressRanges.Of(ipv6).Except(OnlyMapped));

    /// <summary>The addresses that are in any of the sets; for many of them, this is quicker than one union after another.</summary>
    public static AddressSet UnionOf(IReadOnlyCollection<AddressSet> sets) =>
        new(AddressRanges.Of(sets.SelectMany(set => set.Ipv4)), AddressRanges.Of(sets.SelectMany(set => set.Ipv6)));

    /// <summary>Whether an address of 4 or 16 octets is in the set; a mapped one is taken as IPv4.</summary>
    public bool Contains(ReadOnlySpan<byte> address)
    {
        if (address.Length == 4)
            return Ipv4.Contains(BinaryPrimitives.ReadUInt32BigEndian(address));
        UInt128 number = BinaryPrimitives.ReadUInt128BigEndian(address);
        return number >= Mapped.First && number <= Mapped.Last ? Ipv4.Contains((uint)number) : Ipv6.Contains(number);
    }

    /// <summary>Whether every address of <paramref name="other"/> is in the set.</summary>
    public bool Contains(AddressSet other) => other.Except(this).IsEmpty;

    /// <summary>Whether any address is in both.</summary>
    public bool Overlaps(AddressSet other) => Ipv4.Overlaps(other.Ipv4) || Ipv6.Overlaps(other.Ipv6);

    /// <summary>The addresses that are in either.</summary>
    public AddressSet Union(AddressSet other) => new(Ipv4.Union(other.Ipv4), Ipv6.Union(other.Ipv6));

    /// <summary>The addresses that are in both.</summary>
    public AddressSet Intersect(AddressSet other) => new(Ipv4.Intersect(other.Ipv4), Ipv6.Intersect(other.Ipv6));

    /// <summary>The addresses that are not in <paramref name="other"/>.</summary>
    public AddressSet Except(AddressSet other) => new(Ipv4.Except(other.Ipv4), Ipv6.Except(other.Ipv6));

    /// <summary>
    /// The fewest prefixes that hold these addresses and no others that a client can have, in ascending order, IPv4 before IPv6.
    /// </summary>
    public IReadOnlyList<AddressPrefix> ToPrefixes()
    {
        var prefixes = new List<AddressPrefix>();
        Split(Ipv4, Ipv4Bits, prefixes);
        var plain = new List<AddressPrefix>();
        Split(Ipv6, Ipv6Bits, plain);
        // No client has a mapped address as such: a prefix may hold them all, and then it is often one where there were many.
        var filled = new List<AddressPrefix>();
        Split(Ipv6.Union(OnlyMapped), Ipv6Bits, filled);
        prefixes.AddRange(filled.Count < plain.Count ? filled : plain);
        return prefixes;
    }

    /// <summary>The prefixes of <see cref="ToPrefixes"/>, with spaces between.</summary>
    public override string ToString() => string.Join(' ', ToPrefixes());

    /// <inheritdoc/>
    public bool Equals(AddressSet? other) => ReferenceEquals(this, other) || (other is not null && Ipv4.Equals(other.Ipv4) && Ipv6.Equals(other.Ipv6));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressSet);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Ipv4, Ipv6);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static AddressRange ToRange(AddressPrefix prefix)
    {
        UInt128 first = 0;
        foreach (byte octet in prefix.Network)
            first = first << 8 | octet;
        return new AddressRange(first, first | HostMask((prefix.Network.Length * 8) - prefix.Length));
    }

    private static AddressPrefix ToPrefix(UInt128 network, int bits, int length)
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, network);
        return AddressPrefix.FromOctets(octets[(16 - (bits / 8))..], length)!;
    }

    private static void Split(AddressRanges ranges, int bits, List<AddressPrefix> prefixes)
    {
        foreach (AddressRange range in ranges)
        {
            UInt128 first = range.First, last;
            do
            {
                int host = Math.Min((int)UInt128.TrailingZeroCount(first), bits);
                while ((first | HostMask(host)) > range.Last)
                    host--;
                prefixes.Add(ToPrefix(first, bits, bits - host));
                last = first | HostMask(host);
                first = last + 1;
            }
            while (last != range.Last);
        }
    }

    private static UInt128 HostMask(int bits) => bits == Ipv6Bits ? UInt128.MaxValue : (UInt128.One << bits) - 1;
}
