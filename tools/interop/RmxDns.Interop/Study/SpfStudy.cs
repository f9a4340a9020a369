using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Wire;
using RmxDns.Zones.Spf;

namespace RmxDns.Interop.Study;

/// <summary>
/// SPF in TXT against RMX for typical domains (the zones of <c>tools/interop/study</c>), in octets and queries. The client is one
/// of IPv4 that nothing matches, so that every lookup is made; each answer carries OPT and no additional records.
/// </summary>
internal sealed class SpfStudy
{
    // An address of the documentation that none of the policies holds.
    private const string Client = "7.2.0.192";

    private readonly StudyZones _zones;

    private SpfStudy(StudyZones zones) => _zones = zones;

    /// <summary>Studies each zone whose apex has a policy, in the order of the files' names.</summary>
    public static IReadOnlyList<StudiedDomain> Of(string folder)
    {
        var study = new SpfStudy(StudyZones.Load(folder));
        return [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(study.Study).OfType<StudiedDomain>()];
    }

    private StudiedDomain? Study(string file)
    {
        string domain = Path.GetFileNameWithoutExtension(file);
        var name = Name.Parse(domain + ".");
        if (PublishedSpf.Find(name, _zones.Find, out _) is not { } policy)
            return null;
        var map = SpfMap.Of(policy, name, _zones.Find);
        IReadOnlyList<AddressPrefix> networks = map[SpfOutcome.Pass].ToPrefixes();
        string about = File.ReadLines(file).First().TrimStart('#', ' ');
        SpfConversion converted = SpfToRmx.Convert(policy, name, _zones.Find);
        return new StudiedDomain(
            domain, about, networks.Count, SpfCost(policy, name),
            map.Unknown.IsEmpty ? RmxCost(name, networks.Count == 0 ? "unused:" : string.Join(' ', networks.Select(Entry)), _zones) : null,
            SharedCost(policy, name, converted), [.. converted.Losses.Select(loss => $"{loss.Term}: {loss.Message}".TrimStart(':', ' '))]);
    }

    private Cost SpfCost(SpfPolicy policy, Name domain)
    {
        var asked = new Queries(_zones);
        asked.Ask(domain, RrType.Txt);
        Walk(policy, domain, asked);
        return asked.Cost;
    }

    private void Walk(SpfPolicy policy, Name domain, Queries asked)
    {
        IEnumerable<SpfTerm> terms = policy.Redirect is { } redirect ? policy.Mechanisms.Append(redirect) : policy.Mechanisms;
        foreach (SpfTerm term in terms)
        {
            Name target = term.Domain is { } text && !term.HasMacro ? Name.Parse(text + ".") : domain;
            switch (term.Kind)
            {
                case SpfKind.Include or SpfKind.Redirect:
                    asked.Ask(target, RrType.Txt);
                    if (PublishedSpf.Find(target, _zones.Find, out _) is { } inner)
                        Walk(inner, target, asked);
                    break;
                case SpfKind.A:
                    asked.Ask(target, RrType.A);
                    break;
                case SpfKind.Mx:
                    AskExchanges(target, asked);
                    break;
                case SpfKind.Exists:
                    asked.Ask(Name.Parse(term.Domain!.Replace("%{ir}", Client, StringComparison.Ordinal) + "."), RrType.A);
                    break;
            }
        }
    }

    private void AskExchanges(Name domain, Queries asked)
    {
        asked.Ask(domain, RrType.Mx);
        foreach (byte[] rdata in _zones.Find(domain, RrType.Mx).Rdata)
            asked.Ask(Name.FromWire(rdata.AsSpan(2))!, RrType.A);
    }

    /// <summary>RMX with each policy of others as a list of their own: what an include is in SPF, in one lookup whatever stands behind it.</summary>
    private Cost? SharedCost(SpfPolicy policy, Name domain, SpfConversion converted)
    {
        StudyZones zones = _zones;
        SpfTerm[] includes = [.. policy.Mechanisms.Where(term => term.Kind == SpfKind.Include)];
        if (includes.Length == 0)
            return RmxCost(domain, string.Join(' ', converted.Entries), zones);
        string own = string.Join(' ', policy.Mechanisms.Where(term => term.Kind != SpfKind.Include).Select(term => term.Text));
        List<string> entries = [.. SpfToRmx.Convert(SpfPolicy.Parse($"{SpfPolicy.Version} {own}", out _)!, domain, _zones.Find).Entries.Where(entry => entry != "unused:")];
        foreach (SpfTerm include in includes)
        {
            var target = Name.Parse(include.Domain + ".");
            AddressSet passes = SpfMap.Of(PublishedSpf.Find(target, _zones.Find, out _)!, target, _zones.Find)[SpfOutcome.Pass];
            zones = zones.With(target, RrType.Apl, string.Join(' ', passes.ToPrefixes().Select(prefix => $"{(prefix.Network.Length == 4 ? 1 : 2)}:{WithLength(prefix)}")));
            entries.Add($"apl:{target}");
        }
        return RmxCost(domain, string.Join(' ', entries), zones);
    }

    private static Cost RmxCost(Name domain, string record, StudyZones zones)
    {
        StudyZones published = zones.With(domain, RrType.DefaultRmx, record);
        var asked = new Queries(published);
        asked.Ask(domain, RrType.DefaultRmx);
        _ = RmxTextReader.TryParse(record, out byte[] rdata, out _);
        _ = RmxWire.TryDecode(rdata, out RmxRecord decoded, out _);
        foreach (RmxEntry entry in decoded.Entries)
        {
            switch (entry.Code)
            {
                case RmxCode.Host:
                    asked.Ask(entry.Name!, RrType.A);
                    break;
                case RmxCode.Apl:
                    asked.Ask(entry.Name!, RrType.Apl);
                    break;
                case RmxCode.Mx:
                    asked.Ask(domain, RrType.Mx);
                    foreach (byte[] exchange in zones.Find(domain, RrType.Mx).Rdata)
                        asked.Ask(Name.FromWire(exchange.AsSpan(2))!, RrType.A);
                    break;
                case RmxCode.Ipmap:
                    asked.Ask(Name.Parse($"{Client}.{(entry.Name!.IsRoot ? domain : entry.Name)}"), RrType.A);
                    break;
            }
        }
        return asked.Cost;
    }

    private static string Entry(AddressPrefix prefix) => $"{(prefix.Network.Length == 4 ? "ipv4" : "ipv6")}:{prefix}";

    /// <summary>A network as APL writes it, which has no short form for a single address (RFC 3123 §5).</summary>
    private static string WithLength(AddressPrefix prefix) =>
        prefix.ToString().Contains('/', StringComparison.Ordinal) ? prefix.ToString() : $"{prefix}/{prefix.Length}";

    /// <summary>The queries of one check: each is sent once.</summary>
    private sealed class Queries(StudyZones zones)
    {
        private readonly HashSet<(Name, ushort)> _sent = [];
        private int _first;
        private int _total;

        public Cost Cost => new(_first, _sent.Count, _total);

        public void Ask(Name name, ushort type)
        {
            if (!_sent.Add((name, type)))
                return;
            int size = zones.AnswerSize(name, type);
            _first = _sent.Count == 1 ? size : _first;
            _total += size;
        }
    }
}
