using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.TestAuthority.Tests;

/// <summary>The zones in <c>zones/interop</c>, read once, and the cases in them.</summary>
internal static class InteropZones
{
    private const string Suffix = ".interop.test";

    public static string Folder { get; } = Repository.PathOf("zones", "interop");

    public static AuthorityZones All { get; } = Load();

    /// <summary>The first labels of the names that are cases: zones of their own, and names of interop.test that answer below themselves too.</summary>
    public static IReadOnlyList<string> Cases { get; } =
    [
        .. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)).Where(zone => zone.EndsWith(Suffix, StringComparison.Ordinal)).Select(zone => zone[..^Suffix.Length])
            .Concat(NamesOfInterop()).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> NamesOfInterop()
    {
        ZoneContents zone = AuthorityZones.Loader(new TypeTable()).Load(Path.Combine(Folder, $"{Suffix[1..]}.yaml")).Contents!;
        IEnumerable<Name> wildcards = zone.RrSets.Select(rrSet => rrSet.Owner).Where(owner => owner.IsWildcard).Select(owner => owner.Parent!);
        return wildcards.Concat(zone.Faults.Where(fault => fault.RrSet is null).Select(fault => fault.Owner)).Distinct()
            .Select(owner => owner.ToString()[..^(Suffix.Length + 1)]).Where(name => name != "seen");
    }

    private static AuthorityZones Load() =>
        AuthorityZones.TryLoad(Folder, new TypeTable(), out AuthorityZones zones, out IReadOnlyList<Finding> errors)
            ? zones
            : throw new InvalidOperationException(string.Join('\n', errors));
}
