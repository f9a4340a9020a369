using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>What came of reading a master file.</summary>
/// <param name="Zone">The zone, as the loader of YAML gives it.</param>
/// <param name="Comments">The comments of the file itself, in its order; none unless they were asked for.</param>
/// <param name="Places">Where its records start, in its order; none unless comments were asked for.</param>
public sealed record MasterFile(ZoneFile Zone, IReadOnlyList<MasterComment> Comments, IReadOnlyList<MasterPlace> Places);

/// <summary>
/// Master files (RFC 1035 §5) to zones, for tools: the server's own format is YAML. A file is read to its end whatever is wrong with it,
/// by the same rules, and what cannot be served is given back without contents. Nothing that a file holds is thrown. Safe for
/// several threads.
/// </summary>
/// <param name="types">The record types.</param>
/// <param name="settings">What the server's settings say.</param>
/// <param name="master">What the caller says about master files.</param>
public sealed class MasterFileLoader(TypeTable types, LoadSettings settings, MasterFileSettings master)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    // Names are octets here, never characters to be converted.
    private readonly TypeTable _types = new(types.RmxType);

    /// <summary>Reads a file; one that cannot be opened is a finding.</summary>
    public MasterFile Load(string path) => ZoneFileOctets.TryRead(path, settings.MaxFileOctets, out byte[] octets, out string fault)
        ? LoadText(path, octets)
        : Unreadable(path, fault);

    /// <summary>Reads the octets of a file.</summary>
    /// <param name="displayName">The file as findings name it; its last part gives the origin where nothing else does, and what it includes is relative to it.</param>
    /// <param name="octets">What is in the file.</param>
    public MasterFile LoadText(string displayName, ReadOnlyMemory<byte> octets)
    {
        if (octets.Length > settings.MaxFileOctets)
            return Unreadable(displayName, ZoneFileOctets.TooMany(octets.Length, settings.MaxFileOctets));
        Name? named = MasterFileName.OriginOf(displayName, out string fault);
        var zone = new MasterZone(master.Origin, named);
        var findings = new FindingList(displayName) { Zone = zone.Apex };
        var context = new ZoneContext(_types, zone.Origin, LoadSettings.DefaultTtl, findings) { ForLint = settings.ForLint };
        var records = new MasterRecords();
        var included = new IncludedFiles(displayName, master.IncludeRoot, settings.MaxFileOctets);
        List<MasterComment>? comments = master.KeepComments ? [] : null;
        List<MasterPlace>? places = master.KeepComments ? [] : null;
        var source = new MasterSource(octets.Span.StartsWith(ByteOrderMark) ? octets[ByteOrderMark.Length..] : octets, null, null);
        new MasterReader(context, zone, records, source, new MasterDirectives(context, zone, records, included)).Read(comments, places);
        if (zone.Apex is null)
            findings.Add(FileRules.FileNameOrigin, default, fault);
        return new MasterFile(Finish(displayName, zone, context, records, included), comments ?? [], places ?? []);
    }

    private ZoneFile Finish(string displayName, MasterZone zone, ZoneContext context, MasterRecords records, IncludedFiles included)
    {
        FindingList findings = context.Findings;
        context.Origin = zone.Apex ?? zone.Origin;
        context.DefaultTtl = zone.DefaultTtl ?? zone.LastTtl ?? LoadSettings.DefaultTtl;
        var rrSets = new RrSetList(records.Complete(context));
        bool soa = rrSets.Any(rrSet => rrSet.Type == RrType.Soa);
        (context.SerialGiven, context.PrimaryGiven) = (soa, soa);
        new ZoneAssembler(context, new ZoneHeader(), rrSets).Complete(settings.DefaultNameServers);
        var contents = new ZoneContents(context.Origin, displayName, rrSets);
        bool broken = findings.Refused || included.Findings.Any(inside => inside.Refused);
        ZoneGaps gaps = broken ? ZoneGaps.Of(contents.Origin, [.. findings.InOrder(), .. included.Findings.SelectMany(inside => inside.InOrder())], partial: true) : ZoneGaps.None;
        ZoneChecks.Run(contents, findings, mayLack: zone.MayLack || zone.Apex is null);
        bool refused = zone.Apex is null || broken || findings.Refused;
        IReadOnlyList<Finding> all = [.. findings.InOrder(), .. included.Findings.SelectMany(inside => inside.InOrder())];
        return new ZoneFile(displayName, zone.Apex, refused ? null : contents, all, !soa)
        {
            Remains = refused && zone.Apex is not null && settings.ForLint ? contents : null,
            Gaps = gaps,
        };
    }

    private static MasterFile Unreadable(string path, string fault) => new(ZoneFileLoader.Unreadable(path, fault), [], []);
}
