using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RmxDns.Wire;

/// <summary>
/// Operations on domain names as octets in wire form, uncompressed, root label included (RFC 1035 §3.1).
/// Octets, not characters: only ASCII case is folded (RFC 4343 §3). Nothing here throws or allocates.
/// </summary>
public static class NameOctets
{
    /// <summary>The longest name, root label included (RFC 1035 §2.3.4).</summary>
    public const int MaxLength = 255;

    /// <summary>The longest label (RFC 1035 §2.3.4).</summary>
    public const int MaxLabel = 63;

    /// <summary>The most labels that fit a name, the root not counted.</summary>
    public const int MaxLabels = 127;

    /// <summary>
    /// The length of the uncompressed name that <paramref name="octets"/> starts with, root label included;
    /// 0 when there is none: a pointer or another label type, over 255 octets, or cut short.
    /// </summary>
    public static int LengthOfUncompressed(ReadOnlySpan<byte> octets)
    {
        int at = 0;
        while (at < octets.Length)
        {
            int label = octets[at];
            if (label == 0)
                return at + 1;
            if (label > MaxLabel)
                return 0;
            at += label + 1;
            if (at >= MaxLength)
                return 0;
        }
        return 0;
    }

    /// <summary>The number of labels of a valid name, the root not counted.</summary>
    public static int CountLabels(ReadOnlySpan<byte> name)
    {
        int count = 0;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
            count++;
        return count;
    }

    /// <summary>A valid name without its first label; the root is its own parent.</summary>
    public static ReadOnlySpan<byte> Parent(ReadOnlySpan<byte> name) => name[0] == 0 ? name : name[(name[0] + 1)..];

    /// <summary>Whether the first label of a name is a single asterisk (RFC 4592 §2.1.1).</summary>
    public static bool IsWildcard(ReadOnlySpan<byte> name) => name is [1, (byte)'*', ..];

    /// <summary>Whether two octet strings are equal when ASCII case is ignored.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.Length != b.Length)
            return false;
        if (a.SequenceEqual(b))
            return true;
        for (int i = 0; i < a.Length; i++)
        {
            if (Fold(a[i]) != Fold(b[i]))
                return false;
        }
        return true;
    }

    /// <summary>Whether the valid name <paramref name="name"/> is <paramref name="ancestor"/> or lies below it.</summary>
    public static bool IsAtOrBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ancestor)
    {
        int excess = name.Length - ancestor.Length;
        if (excess < 0)
            return false;
        int at = 0;
        while (at < excess)
            at += name[at] + 1;
        return at == excess && EqualsIgnoreCase(name[at..], ancestor);
    }

    /// <summary>The order of two octet strings when ASCII case is ignored; shorter first when one is a prefix.</summary>
    public static int CompareIgnoreCase(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int common = Math.Min(a.Length, b.Length);
        for (int i = 0; i < common; i++)
        {
            int order = Fold(a[i]) - Fold(b[i]);
            if (order != 0)
                return order;
        }
        return a.Length - b.Length;
    }

    /// <summary>A hash code in which ASCII case does not count; for collections of this process alone.</summary>
    public static int HashIgnoreCase(ReadOnlySpan<byte> octets)
    {
        Span<byte> folded = stackalloc byte[MaxLength];
        int length = Math.Min(octets.Length, MaxLength);
        for (int i = 0; i < length; i++)
            folded[i] = Fold(octets[i]);
        var hash = default(HashCode);
        hash.AddBytes(folded[..length]);
        return hash.ToHashCode();
    }

    /// <summary>Copies octets with ASCII letters in lower case.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="folded">Where they go; at least as long.</param>
    public static void FoldTo(ReadOnlySpan<byte> octets, Span<byte> folded)
    {
        if (octets.Length < Vector128<byte>.Count)
        {
            for (int i = 0; i < octets.Length; i++)
                folded[i] = Fold(octets[i]);
            return;
        }
        int last = octets.Length - Vector128<byte>.Count;
        for (int at = 0; at < last; at += Vector128<byte>.Count)
            FoldSixteen(octets[at..], folded[at..]);
        FoldSixteen(octets[last..], folded[last..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FoldSixteen(ReadOnlySpan<byte> octets, Span<byte> folded)
    {
        var sixteen = Vector128.Create(octets);
        Vector128<byte> upper = Vector128.LessThanOrEqual(sixteen - Vector128.Create((byte)'A'), Vector128.Create((byte)('Z' - 'A')));
        (sixteen | (upper & Vector128.Create((byte)0x20))).CopyTo(folded);
    }

    /// <summary>The octet in lower case if it is an ASCII letter, else as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Fold(byte octet) => (uint)(octet - 'A') <= 'Z' - 'A' ? (byte)(octet | 0x20) : octet;
}
