using System.Net;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Faults;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.TestAuthority;

/// <summary>
/// What a test authority serves: zones, and the faults at names in them. An address that zones name as their name server's serves
/// those zones alone, so that a resolver goes from the root by referrals; any other address serves all. Immutable.
/// </summary>
public sealed class AuthorityZones
{
    private readonly Dictionary<IPAddress, AuthorityView> _views = [];
    private readonly AuthorityView _all;

    /// <param name="served">The zones.</param>
    /// <param name="faults">The faults of each zone that has any, by its apex.</param>
    /// <param name="types">The record types.</param>
    public AuthorityZones(ZoneSet served, IReadOnlyDictionary<Name, IReadOnlyList<PlacedFault>> faults, TypeTable types)
    {
        _all = new AuthorityView(served, faults);
        var together = LintedZones.Of(served, [], types);
        var addressed = served.Zones.SelectMany(zone => AddressesOf(zone.Apex, together).Select(address => (address, zone)));
        foreach (IGrouping<IPAddress, Zone> zones in addressed.GroupBy(pair => pair.address, pair => pair.zone))
            _views[zones.Key] = new AuthorityView(ZoneSet.Empty.With([.. zones], []), faults);
    }

    /// <summary>The addresses that the zones name as their name servers', lowest first; a resolver that starts at the root needs all of them.</summary>
    public IReadOnlyList<IPAddress> NameServers => [.. _views.Keys.OrderBy(address => Convert.ToHexString(address.GetAddressBytes()), StringComparer.Ordinal)];

    /// <summary>Compiles zones that were read.</summary>
    /// <param name="files">The files, read by <see cref="Loader"/>.</param>
    /// <param name="types">The record types.</param>
    /// <param name="zones">The zones; nothing when one is refused.</param>
    /// <param name="errors">Why zones are refused.</param>
    public static bool TryCompile(IReadOnlyList<ZoneFile> files, TypeTable types, out AuthorityZones zones, out IReadOnlyList<Finding> errors)
    {
        IReadOnlyList<ZoneFile> distinct = ZoneFile.RefuseDuplicates(files);
        errors = [.. distinct.Where(file => file.Contents is null).SelectMany(file => file.Findings).Where(finding => finding.Rule.RefusesZone)];
        ZoneContents[] contents = errors.Count > 0 ? [] : [.. distinct.Select(file => file.Contents!)];
        zones = new AuthorityZones(
            ZoneSet.Empty.With([.. contents.Select(zone => ZoneCompiler.Compile(zone, types))], []),
            contents.ToDictionary(zone => zone.Origin, zone => zone.Faults), types);
        return errors.Count == 0;
    }

    /// <summary>Reads all zone files of a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="types">The record types.</param>
    /// <param name="zones">The zones; nothing when one is refused.</param>
    /// <param name="errors">Why zones are refused.</param>
    /// <exception cref="IOException">There is no such path, or it cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static bool TryLoad(string path, TypeTable types, out AuthorityZones zones, out IReadOnlyList<Finding> errors)
    {
        ZoneFileLoader loader = Loader(types);
        return TryCompile([.. ZoneFolder.Scan(path).Select(loader.Load)], types, out zones, out errors);
    }

    /// <summary>A loader that takes zones with faults.</summary>
    public static ZoneFileLoader Loader(TypeTable types) => new(types, new LoadSettings { TestAuthority = true });

    /// <summary>Whether an address of this machine serves only zones that refuse connections (<see cref="FaultKey.Refused"/> at their apex).</summary>
    public bool RefusesStreams(IPAddress local) => At(local).RefusesStreams;

    /// <summary>What is served at an address of this machine.</summary>
    internal AuthorityView At(IPAddress local) => _views.GetValueOrDefault(local, _all);

    private static IEnumerable<IPAddress> AddressesOf(Name apex, LintedZones zones) =>
        zones.Find(apex, RrType.Ns).Rdata.Select(rdata => Name.FromWire(rdata)!)
            .SelectMany(server => zones.Find(server, RrType.A).Rdata.Concat(zones.Find(server, RrType.Aaaa).Rdata))
            .Select(address => new IPAddress(address)).Distinct();
}
