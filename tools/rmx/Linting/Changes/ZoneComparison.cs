using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Tool.Linting.Changes;

/// <summary>
/// Compares the zones of a run with an earlier version of them. Where a folder was named, a zone that only the earlier version has
/// was taken away; where files were named, it stays as it was.
/// </summary>
/// <param name="types">The record types.</param>
internal sealed class ZoneComparison(TypeTable types)
{
    /// <summary>Compares.</summary>
    /// <param name="name">The folder of the earlier version, as it was named.</param>
    /// <param name="before">The zones of the earlier version.</param>
    /// <param name="now">The zones of the run.</param>
    /// <param name="beside">Zones that both may refer to.</param>
    /// <param name="whole">Whether <paramref name="now"/> is all there is.</param>
    public ChangeReport Compare(string name, IReadOnlyList<ZoneFile> before, IReadOnlyList<ZoneFile> now, IReadOnlyList<ZoneFile> beside, bool whole)
    {
        ZoneFile[] old = [.. before, .. Missing(beside, before)];
        ZoneFile[] current = [.. now, .. Missing(beside, now)];
        if (!whole)
            current = [.. current, .. Missing(before, current)];
        HashSet<Name> refused = [.. old.Concat(current).Where(file => file is { Contents: null, Origin: not null }).Select(file => file.Origin!)];
        IReadOnlyList<PolicyChange> changes = PolicyChange.Between(old, current, types);
        return new ChangeReport(name, [.. changes.Where(change => !refused.Contains(change.Zone))], [.. refused.Order()]);
    }

    private static IEnumerable<ZoneFile> Missing(IReadOnlyList<ZoneFile> files, IReadOnlyList<ZoneFile> there)
    {
        HashSet<Name> origins = [.. there.Select(file => file.Origin).OfType<Name>()];
        return files.Where(file => file.Origin is { } origin && !origins.Contains(origin));
    }
}
