namespace RmxDns.Wire;

/// <summary>
/// An absolute domain name, immutable, as octets in wire form (RFC 1035 §3.1). Its case is kept;
/// equality, hash code and order ignore ASCII case (RFC 4343).
/// </summary>
public sealed class Name : IEquatable<Name>, IComparable<Name>
{
    private readonly byte[] _wire;

    private Name(byte[] wire) => _wire = wire;

    /// <summary>The root.</summary>
    public static Name Root { get; } = new([0]);

    /// <summary>The octets in wire form, root label included: 1 to 255.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>The number of labels, the root not counted: 0 to 127.</summary>
    public int LabelCount => NameOctets.CountLabels(_wire);

    /// <summary>Whether this is the root.</summary>
    public bool IsRoot => _wire.Length == 1;

    /// <summary>Whether the first label is a single asterisk (RFC 4592 §2.1.1).</summary>
    public bool IsWildcard => NameOctets.IsWildcard(_wire);

    /// <summary>The name without its first label; null for the root.</summary>
    public Name? Parent => IsRoot ? null : new Name(NameOctets.Parent(_wire).ToArray());

    /// <summary>The name that <paramref name="wire"/> holds from its first to its last octet; null when it does not.</summary>
    public static Name? FromWire(ReadOnlySpan<byte> wire) =>
        wire.Length > 0 && NameOctets.LengthOfUncompressed(wire) == wire.Length ? new Name(wire.ToArray()) : null;

    /// <summary>
    /// Reads presentation form (RFC 1035 §5.1): absolute with a final dot, otherwise relative to <paramref name="origin"/>;
    /// without one it is absolute either way. <c>@</c> alone is the origin.
    /// </summary>
    /// <param name="text">ASCII with the escapes <c>\X</c> and <c>\DDD</c>.</param>
    /// <param name="origin">What a relative name is relative to.</param>
    /// <param name="name">The name.</param>
    /// <param name="error">What is wrong and where in <paramref name="text"/>.</param>
    public static bool TryParse(ReadOnlySpan<char> text, Name? origin, out Name name, out TextFault error) =>
        NameText.TryParse(text, origin, out name, out error);

    /// <summary>Reads a name written in code, always absolute.</summary>
    /// <exception cref="FormatException">The text is not a name.</exception>
    public static Name Parse(string text) =>
        TryParse(text, Root, out Name name, out TextFault fault) ? name : throw new FormatException($"\"{text}\": {fault.Message}");

    /// <summary>Whether this name is <paramref name="ancestor"/> or lies below it.</summary>
    public bool IsAtOrBelow(Name ancestor) => NameOctets.IsAtOrBelow(_wire, ancestor._wire);

    /// <summary>The name with <paramref name="label"/> (1 to 63 octets) in front; null when it would be over 255 octets.</summary>
    public Name? Prepend(ReadOnlySpan<byte> label)
    {
        if (label.IsEmpty || label.Length > NameOctets.MaxLabel || label.Length + 1 + _wire.Length > NameOctets.MaxLength)
            return null;
        return new Name([(byte)label.Length, .. label, .. _wire]);
    }

    /// <inheritdoc/>
    public bool Equals(Name? other) => other is not null && NameOctets.EqualsIgnoreCase(_wire, other._wire);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Name);

    /// <inheritdoc/>
    public override int GetHashCode() => NameOctets.HashIgnoreCase(_wire);

    /// <summary>Canonical DNS name order (RFC 4034 §6.1): label by label from the root.</summary>
    public int CompareTo(Name? other)
    {
        if (other is null)
            return 1;
        Span<byte> mine = stackalloc byte[NameOctets.MaxLabels];
        Span<byte> theirs = stackalloc byte[NameOctets.MaxLabels];
        int m = LabelOffsets(_wire, mine), t = LabelOffsets(other._wire, theirs);
        while (m > 0 && t > 0)
        {
            int order = NameOctets.CompareIgnoreCase(LabelAt(_wire, mine[--m]), LabelAt(other._wire, theirs[--t]));
            if (order != 0)
                return order;
        }
        return m - t;
    }

    /// <summary>Canonical presentation form: absolute, final dot, case kept, escapes where needed.</summary>
    public override string ToString() => NameText.Format(_wire);

    private static int LabelOffsets(ReadOnlySpan<byte> wire, Span<byte> offsets)
    {
        int count = 0;
        for (int at = 0; wire[at] != 0; at += wire[at] + 1)
            offsets[count++] = (byte)at;
        return count;
    }

    private static ReadOnlySpan<byte> LabelAt(ReadOnlySpan<byte> wire, int at) => wire.Slice(at + 1, wire[at]);

    internal static Name FromValidWire(byte[] wire) => new(wire);
}
