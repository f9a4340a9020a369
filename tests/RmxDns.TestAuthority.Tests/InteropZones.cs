using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Lint;

namespace RmxDns.TestAuthority.Tests;

/// <summary>The zones in <c>zones/interop</c>, read once.</summary>
internal static class InteropZones
{
    public static string Folder { get; } = Repository.PathOf("zones", "interop");

    public static AuthorityZones All { get; } = Load();

    private static AuthorityZones Load() =>
        AuthorityZones.TryLoad(Folder, new TypeTable(), out AuthorityZones zones, out IReadOnlyList<Finding> errors)
            ? zones
            : throw new InvalidOperationException(string.Join('\n', errors));
}
