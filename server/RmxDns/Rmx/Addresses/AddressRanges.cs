using System.Collections;
using System.Runtime.CompilerServices;

namespace RmxDns.Rmx.Addresses;

/// <summary>Addresses of one family from the first to the last, both included, as numbers.</summary>
/// <param name="First">The lowest address.</param>
/// <param name="Last">The highest; not below the first.</param>
public readonly record struct AddressRange(UInt128 First, UInt128 Last);

/// <summary>
/// A set of addresses of one family as ranges in ascending order that neither touch nor overlap, so that equal sets have
/// equal ranges. Immutable. It does not know its family: <see cref="AddressSet"/> keeps the two apart.
/// </summary>
public sealed class AddressRanges : IReadOnlyList<AddressRange>, IEquatable<AddressRanges>
{
    private readonly AddressRange[] _ranges;

    private AddressRanges(AddressRange[] ranges) => _ranges = ranges;

    /// <summary>No address.</summary>
    public static AddressRanges Empty { get; } = new([]);

    /// <summary>The addresses of any ranges, in any order, that may overlap.</summary>
    public static AddressRanges Of(IEnumerable<AddressRange> ranges) => OfAll([.. ranges]);

    /// <summary>The addresses of one range.</summary>
    internal static AddressRanges Of(AddressRange range) => new([range]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static AddressRanges OfAll(AddressRange[] sorted)
    {
        bool ascending = true;
        for (int i = 1; i < sorted.Length; i++)
            ascending &= sorted[i - 1].First <= sorted[i].First;
        if (!ascending)
            Array.Sort(sorted, (a, b) => a.First.CompareTo(b.First));
        int count = 0;
        foreach (AddressRange range in sorted)
        {
            bool touches = count > 0 && (range.First <= sorted[count - 1].Last || range.First == sorted[count - 1].Last + 1);
            if (touches)
                sorted[count - 1] = sorted[count - 1] with { Last = UInt128.Max(sorted[count - 1].Last, range.Last) };
            else
                sorted[count++] = range;
        }
        return count == 0 ? Empty : new(count == sorted.Length ? sorted : sorted[..count]);
    }

    /// <summary>The number of ranges.</summary>
    public int Count => _ranges.Length;

    /// <inheritdoc/>
    public AddressRange this[int index] => _ranges[index];

    /// <summary>How many addresses there are; all of IPv6 would be one too many to count, and never are in a set.</summary>
    /// <exception cref="OverflowException">2^128 addresses.</exception>
    public UInt128 AddressCount()
    {
        UInt128 count = 0;
        foreach (AddressRange range in _ranges)
            count = checked(count + (range.Last - range.First) + 1);
        return count;
    }

    /// <summary>Whether an address is among them.</summary>
    public bool Contains(UInt128 address)
    {
        int at = FirstEndingFrom(address);
        return at < _ranges.Length && _ranges[at].First <= address;
    }

    /// <summary>The addresses that are in either.</summary>
    public AddressRanges Union(AddressRanges other) =>
        Count == 0 || ReferenceEquals(this, other) ? other : other.Count == 0 ? this : OfAll([.. _ranges, .. other._ranges]);

    /// <summary>The addresses that are in both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AddressRanges Intersect(AddressRanges other)
    {
        if (Count < other.Count)
            return other.Intersect(this);
        if (other.Count == 0 || (other.Count == 1 && other._ranges[0].First <= _ranges[0].First && other._ranges[0].Last >= _ranges[^1].Last))
            return other.Count == 0 ? Empty : this;
        var common = new List<AddressRange>();
        foreach (AddressRange range in other._ranges)
        {
            for (int at = FirstEndingFrom(range.First); at < _ranges.Length && _ranges[at].First <= range.Last; at++)
                common.Add(new AddressRange(UInt128.Max(_ranges[at].First, range.First), UInt128.Min(_ranges[at].Last, range.Last)));
        }
        return common.Count == 0 ? Empty : new([.. common]);
    }

    /// <summary>The addresses that are not in <paramref name="other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AddressRanges Except(AddressRanges other)
    {
        if (!Overlaps(other))
            return this;
        var left = new List<AddressRange>();
        foreach (AddressRange range in _ranges)
        {
            UInt128 first = range.First;
            bool open = true;
            for (int at = other.FirstEndingFrom(first); open && at < other._ranges.Length && other._ranges[at].First <= range.Last; at++)
            {
                if (other._ranges[at].First > first)
                    left.Add(new AddressRange(first, other._ranges[at].First - 1));
                open = other._ranges[at].Last < range.Last;
                first = open ? other._ranges[at].Last + 1 : first;
            }
            if (open)
                left.Add(new AddressRange(first, range.Last));
        }
        return left.Count == 0 ? Empty : new([.. left]);
    }

    /// <summary>Whether any address is in both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Overlaps(AddressRanges other)
    {
        if (Count < other.Count)
            return other.Overlaps(this);
        foreach (AddressRange range in other._ranges)
        {
            int at = FirstEndingFrom(range.First);
            if (at < _ranges.Length && _ranges[at].First <= range.Last)
                return true;
        }
        return false;
    }

    /// <summary>The ranges, one after the other.</summary>
    public ReadOnlySpan<AddressRange>.Enumerator GetEnumerator() => ((ReadOnlySpan<AddressRange>)_ranges).GetEnumerator();

    IEnumerator<AddressRange> IEnumerable<AddressRange>.GetEnumerator() => ((IEnumerable<AddressRange>)_ranges).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _ranges.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(AddressRanges? other) => ReferenceEquals(this, other) || (other is not null && _ranges.Length == other._ranges.Length && _ranges.AsSpan().SequenceEqual(other._ranges));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressRanges);

    /// <inheritdoc/>
    public override int GetHashCode() => _ranges.Length == 0 ? 0 : HashCode.Combine(_ranges.Length, _ranges[0], _ranges[^1]);

    /// <summary>The first range that ends at or behind an address; the number of ranges when none does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FirstEndingFrom(UInt128 address)
    {
        int low = 0, high = _ranges.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ranges[middle].Last < address)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
