using RmxDns.Wire;

namespace RmxDns.Zones.Compile;

/// <summary>Lets a dictionary of names be asked with octets, so that walking up a name makes no object.</summary>
internal sealed class NameComparer : IEqualityComparer<Name>, IAlternateEqualityComparer<ReadOnlySpan<byte>, Name>
{
    public static NameComparer Instance { get; } = new();

    public bool Equals(Name? x, Name? y) => x is null ? y is null : x.Equals(y);

    public int GetHashCode(Name obj) => obj.GetHashCode();

    public bool Equals(ReadOnlySpan<byte> alternate, Name other) => NameOctets.EqualsIgnoreCase(alternate, other.Wire);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => NameOctets.HashIgnoreCase(alternate);

    public Name Create(ReadOnlySpan<byte> alternate) => Name.FromWire(alternate)!;
}
