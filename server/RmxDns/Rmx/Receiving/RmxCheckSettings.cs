using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>A receiver's own choices. The limits that every check has are no choice, and stand in <see cref="RmxChecker"/>.</summary>
public sealed record RmxCheckSettings
{
    /// <summary>The type code of RMX.</summary>
    public ushort RmxType { get; init; } = RrType.DefaultRmx;

    /// <summary>Clients that forward mail to this receiver: trusted, and not looked up (draft-danisch-dns-rr-smtp §10.2).</summary>
    public IReadOnlyList<AddressPrefix> Forwarders { get; init; } = [];

    /// <summary>
    /// The most addresses a record may authorize, an IPv6 /64 counted as one; null for no limit. A record that authorizes more is
    /// loose (draft-danisch-dns-rr-smtp §13.2).
    /// </summary>
    public ulong? MostAddresses { get; init; }

    /// <summary>What a grant that comes from a loose record is taken as.</summary>
    public RmxVerdict LooseVerdict { get; init; } = RmxVerdict.NotInRmx;
}
