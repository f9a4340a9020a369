using System.Net;
using RmxDns.Interop.Resolvers;

namespace RmxDns.Interop.Matrix;

/// <summary>
/// One resolver in one mode, and the loopback addresses that are its own in a run, so that runs do not meet. Iterating ones share
/// the authority's fixed addresses, which the zones' delegations name, and go one after the other.
/// </summary>
internal sealed record Place(Resolver Resolver, string Mode, int Number)
{
    private const int FirstAuthorityPort = 5400, FirstBindPort = 5350, Port = 5300;

    /// <summary>All places of the resolvers that are named by id or family; all resolvers when none is.</summary>
    /// <exception cref="ArgumentException">A name is of no resolver.</exception>
    public static IReadOnlyList<Place> Of(IReadOnlyCollection<string> names, IReadOnlyCollection<string> modes)
    {
        if (names.FirstOrDefault(name => !Resolver.All.Any(each => each.Id == name || each.Family == name)) is { } unknown)
            throw new ArgumentException($"no resolver is called '{unknown}'; there are {string.Join(", ", Resolver.All.Select(each => each.Id))}");
        return [.. Resolver.All.SelectMany(each => each.Modes.Select(mode => (each, mode)))
            .Select((pair, number) => new Place(pair.each, pair.mode, number + 1))
            .Where(place => names.Count == 0 || names.Contains(place.Resolver.Id) || names.Contains(place.Resolver.Family))
            .Where(place => modes.Count == 0 || modes.Contains(place.Mode))];
    }

    /// <summary>What it is called in logs and files: <c>kresd-stub</c>.</summary>
    public string Name => $"{Resolver.Id}-{Mode}";

    /// <summary>Where the resolver answers.</summary>
    public IPEndPoint Address => Resolver.TakesAnyAddress
        ? new IPEndPoint(new IPAddress([127, 67, (byte)Number, 1]), Port) : new IPEndPoint(IPAddress.Loopback, FirstBindPort + Number);

    /// <summary>Where the authority answers whom it is forwarded to, and the check.</summary>
    public IPEndPoint Authority => new(IPAddress.Loopback, FirstAuthorityPort + Number);
}
