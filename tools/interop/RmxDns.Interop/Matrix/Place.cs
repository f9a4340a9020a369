using System.Net;
using RmxDns.Interop.Resolvers;

namespace RmxDns.Interop.Matrix;

/// <summary>
/// One resolver in one mode, and the loopback addresses that are its own, so that runs do not meet. Iterating ones share the
/// authority's fixed addresses, which the zones' delegations name, and go one after the other.
/// </summary>
/// <param name="Resolver">The resolver.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Address">Where it answers.</param>
/// <param name="Authority">Where the authority answers the check, and whom it is forwarded to.</param>
internal sealed record Place(Resolver Resolver, string Mode, IPEndPoint Address, IPEndPoint Authority)
{
    private const int FirstAuthorityPort = 5400, FirstBindPort = 5350, Port = 5300;

    /// <summary>What it is called in logs and files: <c>kresd-stub</c>.</summary>
    public string Name => $"{Resolver.Id}-{Mode}";

    /// <summary>All places of the resolvers that are named by id or family; all resolvers when none is.</summary>
    /// <exception cref="ArgumentException">A name is of no resolver.</exception>
    public static IReadOnlyList<Place> Of(IReadOnlyCollection<string> names, IReadOnlyCollection<string> modes)
    {
        if (names.FirstOrDefault(name => !Resolver.All.Any(each => each.Id == name || each.Family == name)) is { } unknown)
            throw new ArgumentException($"no resolver is called '{unknown}'; there are {string.Join(", ", Resolver.All.Select(each => each.Id))}");
        return [.. Resolver.All.SelectMany(each => each.Modes.Select(mode => (each, mode)))
            .Select((pair, number) => At(pair.each, pair.mode, number + 1))
            .Where(place => names.Count == 0 || names.Contains(place.Resolver.Id) || names.Contains(place.Resolver.Family))
            .Where(place => modes.Count == 0 || modes.Contains(place.Mode))];
    }

    private static Place At(Resolver resolver, string mode, int number)
    {
        IPEndPoint address = resolver.TakesAnyAddress
            ? new IPEndPoint(new IPAddress([127, 67, (byte)number, 1]), Port) : new IPEndPoint(IPAddress.Loopback, FirstBindPort + number);
        return new Place(resolver, mode, address, new IPEndPoint(IPAddress.Loopback, FirstAuthorityPort + number));
    }
}
