using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>A zone that could be read, as rules look at it: as it was written and as it is served. Immutable.</summary>
public sealed class LintedZone
{
    private readonly Lazy<Dictionary<Name, List<RrSet>>> _byOwner;
    private readonly Lazy<Dictionary<ushort, List<RrSet>>> _byType;
    private readonly Lazy<ZoneCuts> _cuts;
    private FullAddresses? _fullAddresses;

    private LintedZone(ZoneFile file, ZoneContents contents, Zone compiled)
    {
        // Rules look at RRsets from several sides.
        contents = contents.Unpacked();
        (File, Contents, Compiled) = (file, contents, compiled);
        _byOwner = new(() =>
        {
            var owners = new Dictionary<Name, List<RrSet>>();
            foreach (RrSet rrSet in contents.RrSets)
            {
                if (!owners.TryGetValue(rrSet.Owner, out List<RrSet>? beside))
                    owners.Add(rrSet.Owner, beside = []);
                beside.Add(rrSet);
            }
            return owners;
        });
        _byType = new(() =>
        {
            var types = new Dictionary<ushort, List<RrSet>>();
            foreach (RrSet rrSet in contents.RrSets)
            {
                if (!types.TryGetValue(rrSet.Type, out List<RrSet>? same))
                    types.Add(rrSet.Type, same = []);
                same.Add(rrSet);
            }
            return types;
        });
        _cuts = new(() => new ZoneCuts(this));
    }

    /// <summary>Compiles a zone; null for a file that is refused.</summary>
    public static LintedZone? Of(ZoneFile file, TypeTable types, CompilerScratch? scratch = null) =>
        file.Contents is { } contents ? new LintedZone(file, contents, ZoneCompiler.Compile(contents, types, scratch)) : null;

    /// <summary>The same of what could be read of a file, refused or not; null where that is nothing.</summary>
    internal static LintedZone? Remains(ZoneFile file, TypeTable types, CompilerScratch scratch) =>
        file.Contents is null && file.Remains is { } remains ? new LintedZone(file, remains, ZoneCompiler.Compile(Servable(remains), types, scratch)) : Of(file, types, scratch);

    /// <summary>A zone that is compiled already.</summary>
    /// <param name="file">The file; not refused.</param>
    /// <param name="compiled">The zone as it is served.</param>
    public static LintedZone Of(ZoneFile file, Zone compiled) => new(file, file.Contents!, compiled);

    /// <summary>The file.</summary>
    public ZoneFile File { get; }

    /// <summary>The RRsets as they were written.</summary>
    public ZoneContents Contents { get; }

    /// <summary>The zone as it is served.</summary>
    public Zone Compiled { get; }

    /// <summary>What of the file could not be read.</summary>
    public ZoneGaps Gaps => File.Gaps;

    /// <summary>The apex.</summary>
    public Name Origin => Contents.Origin;

    /// <summary>What a server could answer with: of types that a name has one record of, the first one.</summary>
    private static ZoneContents Servable(ZoneContents contents) => new(contents.Origin, contents.File, [.. contents.RrSets.Select(rrSet =>
        rrSet.Records.Count > 1 && rrSet.Type is RrType.Soa or RrType.Cname or RrType.Dname
            ? new RrSet(rrSet.Owner, rrSet.Type, rrSet.Ttl, rrSet.Mark, [rrSet.Records[0]]) { Places = rrSet.Places }
            : rrSet)]);

    /// <summary>The RMX records of full addresses.</summary>
    /// <param name="rmxType">The type code of RMX; always the same one.</param>
    internal FullAddresses FullAddresses(ushort rmxType) => LazyInitializer.EnsureInitialized(ref _fullAddresses, () => new FullAddresses(this, rmxType));

    /// <summary>The RRsets of an owner, in the order of the file; none where there is no such owner.</summary>
    public IReadOnlyList<RrSet> At(Name owner) => _byOwner.Value.TryGetValue(owner, out List<RrSet>? beside) ? beside : [];

    /// <summary>The RRset of an owner and type; null when there is none.</summary>
    public RrSet? At(Name owner, ushort type) => At(owner).FirstOrDefault(rrSet => rrSet.Type == type);

    /// <summary>The RRsets of a type, in the order of the file.</summary>
    public IReadOnlyList<RrSet> OfType(ushort type) => _byType.Value.TryGetValue(type, out List<RrSet>? same) ? same : [];

    /// <summary>The RRsets of a type that are served as this zone's own: those at and below cuts left out.</summary>
    public IEnumerable<RrSet> Served(ushort type) => Cuts.Any ? OfType(type).Where(rrSet => Cuts.Above(rrSet.Owner) is null) : OfType(type);

    /// <summary>The delegations.</summary>
    public ZoneCuts Cuts => _cuts.Value;
}
