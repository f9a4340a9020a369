using System.Runtime.CompilerServices;
using RmxDns.Rmx.Receiving;

namespace RmxDns.Rmx.Addresses;

/// <summary>
/// What the RMX records of a domain say of every address there is: five sets that are apart from each other and together hold all.
/// It speaks of a client that shows no certificate and does not log in, and of lookups that do not fail. Immutable.
/// </summary>
public sealed class VerdictMap : IEquatable<VerdictMap>
{
    private const int UnknownPlace = (int)RmxVerdict.Trusted + 1;

    private VerdictMap()
    {
    }

    /// <summary>The addresses that may send.</summary>
    public required AddressSet Granted { get; init; }

    /// <summary>Those that may not.</summary>
    public required AddressSet Denied { get; init; }

    /// <summary>Those that no entry decides.</summary>
    public required AddressSet NotInRmx { get; init; }

    /// <summary>Those with which a check comes to something malformed, or to a limit.</summary>
    public required AddressSet BadData { get; init; }

    /// <summary>Those whose verdict depends on what could not be resolved, or on the sender's full address.</summary>
    public required AddressSet Unknown { get; init; }

    /// <summary>The map of an RRset.</summary>
    /// <param name="rrSet">RDATA of each record, in any order; a receiver orders them by their octets.</param>
    /// <param name="resolve">Resolves what entries refer to.</param>
    public static VerdictMap Of(IReadOnlyList<byte[]> rrSet, ReferenceResolver resolve)
    {
        PublishedRecord record = PublishedRecord.FromRmx(rrSet);
        return Of(MatchStep.Of(record.Entries, record.Fault is not null, resolve));
    }

    /// <summary>The map of a way through a record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static VerdictMap Of(IReadOnlyList<MatchStep> steps)
    {
        var ipv4 = new List<AddressRange>?[UnknownPlace + 1];
        var ipv6 = new List<AddressRange>?[UnknownPlace + 1];
        foreach (MatchRegion region in MatchRegion.Of(steps))
            ((region.IsIpv6 ? ipv6 : ipv4)[(int?)VerdictOf(region, steps) ?? UnknownPlace] ??= []).Add(region.Range);
        return new VerdictMap
        {
            Granted = SetOf((int)RmxVerdict.Granted),
            Denied = SetOf((int)RmxVerdict.Denied),
            NotInRmx = SetOf((int)RmxVerdict.NotInRmx),
            BadData = SetOf((int)RmxVerdict.BadData),
            Unknown = SetOf(UnknownPlace),
        };

        AddressSet SetOf(int place) =>
            ipv4[place] is null && ipv6[place] is null ? AddressSet.Empty : AddressSet.OfRanges(ipv4[place] ?? [], ipv6[place] ?? []);
    }

    /// <summary>The verdict of an address; null where it is unknown.</summary>
    /// <param name="address">4 or 16 octets; a mapped address is taken as IPv4.</param>
    public RmxVerdict? this[ReadOnlySpan<byte> address] =>
        Granted.Contains(address) ? RmxVerdict.Granted
        : Denied.Contains(address) ? RmxVerdict.Denied
        : NotInRmx.Contains(address) ? RmxVerdict.NotInRmx
        : BadData.Contains(address) ? RmxVerdict.BadData : null;

    /// <inheritdoc/>
    public bool Equals(VerdictMap? other) => other is not null && Granted.Equals(other.Granted) && Denied.Equals(other.Denied)
        && BadData.Equals(other.BadData) && Unknown.Equals(other.Unknown);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerdictMap);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Granted, Denied, BadData, Unknown);

    /// <summary>What the steps of a region agree on; null when it matters which of them decides.</summary>
    private static RmxVerdict? VerdictOf(MatchRegion region, IReadOnlyList<MatchStep> steps)
    {
        RmxVerdict? last = region.IsDecided ? steps[region.Steps[^1]].Verdict : RmxVerdict.NotInRmx;
        for (int i = 0; i < region.Steps.Count; i++)
        {
            if (steps[region.Steps[i]].Verdict != last)
                return null;
        }
        return last;
    }
}
