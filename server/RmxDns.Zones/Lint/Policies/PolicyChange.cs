using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Rmx.Addresses;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>How long an RMX answer is, in octets without OPT; at a wildcard for the shortest question.</summary>
/// <param name="Answer">Without additional records.</param>
/// <param name="Full">With all of them.</param>
public readonly record struct PolicySize(int Answer, int Full);

/// <summary>What a change of zones means for one owner of RMX.</summary>
/// <param name="Zone">The apex of its zone; the one after the change where it moved.</param>
/// <param name="Owner">The owner.</param>
/// <param name="Before">What was said of every address; null when there was no RMX.</param>
/// <param name="After">What is said; null when there is none any more.</param>
/// <param name="SizeBefore">How long the answer was; null when there was none.</param>
/// <param name="SizeAfter">How long it is.</param>
public sealed record PolicyChange(Name Zone, Name Owner, VerdictMap? Before, VerdictMap? After, PolicySize? SizeBefore, PolicySize? SizeAfter)
{
    /// <summary>Addresses that may send now and could not before; those that were unknown before are not among them.</summary>
    public AddressSet NewlyGranted => Granted(After).Except(Granted(Before)).Except(Unknown(Before));

    /// <summary>Addresses that could send and no longer may; those that are unknown now are not among them.</summary>
    public AddressSet NoLongerGranted => Granted(Before).Except(Granted(After)).Except(Unknown(After));

    /// <summary>Addresses that are denied now and were not before.</summary>
    public AddressSet NewlyDenied => Denied(After).Except(Denied(Before)).Except(Unknown(Before));

    /// <summary>Addresses that were denied and are no longer.</summary>
    public AddressSet NoLongerDenied => Denied(Before).Except(Denied(After)).Except(Unknown(After));

    /// <summary>Whether any verdict is another, or an answer has another length.</summary>
    public bool IsChange => Before is null != After is null || SizeBefore != SizeAfter || (Before is not null && !Before.Equals(After));

    /// <summary>Compares two versions of a set of zones, in the order of owners; owners for which nothing changed are left out.</summary>
    /// <param name="before">The zone files before the change.</param>
    /// <param name="after">Those after it.</param>
    /// <param name="types">The record types.</param>
    public static IReadOnlyList<PolicyChange> Between(IReadOnlyList<ZoneFile> before, IReadOnlyList<ZoneFile> after, TypeTable types)
    {
        Dictionary<Name, State> old = StatesOf(before, types), now = StatesOf(after, types);
        var changes = new List<PolicyChange>();
        foreach (Name owner in old.Keys.Union(now.Keys).Order())
        {
            _ = old.TryGetValue(owner, out State? was);
            _ = now.TryGetValue(owner, out State? @is);
            var change = new PolicyChange((@is ?? was)!.Zone, owner, was?.Map, @is?.Map, was?.Size, @is?.Size);
            if (change.IsChange)
                changes.Add(change);
        }
        return changes;
    }

    private static AddressSet Granted(VerdictMap? map) => map?.Granted ?? AddressSet.Empty;

    private static AddressSet Denied(VerdictMap? map) => map?.Denied ?? AddressSet.Empty;

    private static AddressSet Unknown(VerdictMap? map) => map?.Unknown ?? AddressSet.Empty;

    private static Dictionary<Name, State> StatesOf(IReadOnlyList<ZoneFile> files, TypeTable types)
    {
        IReadOnlyList<ZoneFile> unique = ZoneFile.RefuseDuplicates(files);
        LintedZone?[] zones = [.. unique.Select(file => LintedZone.Of(file, types))];
        LintedZones together = LintedZones.Of(unique, zones, [], types);
        var states = new Dictionary<Name, State>();
        foreach (LintedZone zone in zones.OfType<LintedZone>())
        {
            foreach (RrSet rrSet in zone.OfType(types.RmxType))
            {
                // What a cut hides is not answered with.
                AnswerSize? size = SizeChecks.Measure(together.Served, rrSet.Owner, rrSet.Type, ushort.MaxValue);
                LookupAnswer served = together.Find(rrSet.Owner, rrSet.Type);
                if (size is not null && served.Status == LookupStatus.Found && zone.Origin.Equals(served.Zone))
                    states[rrSet.Owner] = new State(zone.Origin, new RmxPolicy(rrSet, zone, together).Map(), new PolicySize(size.Answer, size.Full));
            }
        }
        return states;
    }

    private sealed record State(Name Zone, VerdictMap Map, PolicySize Size);
}
