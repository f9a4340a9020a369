using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Wire;

namespace RmxDns.Zones.Compile;

/// <summary>What a record refers to.</summary>
internal enum ReferenceKind : byte
{
    /// <summary>The A and AAAA of a name.</summary>
    Addresses,

    /// <summary>The APL of a name.</summary>
    PrefixList,

    /// <summary>The MX of the owner, and the addresses of its exchanges.</summary>
    ExchangesOfOwner,
}

/// <summary>A reference in RDATA; the name is null for <see cref="ReferenceKind.ExchangesOfOwner"/>.</summary>
internal readonly record struct Reference(ReferenceKind Kind, Name? Name);
