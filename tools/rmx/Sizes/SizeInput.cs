using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Snapshot;
using RmxDns.Tool.Linting;
using RmxDns.Tool.Output;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Sizes;

/// <summary>
/// What <c>rmx size</c> is about: zones from files, or a record from the command line in a zone of its own. Faults are printed,
/// and there is nothing then but an exit code.
/// </summary>
/// <param name="types">The record types.</param>
/// <param name="settings">What the server's settings say.</param>
/// <param name="error">Where faults go.</param>
internal sealed class SizeInput(TypeTable types, LoadSettings settings, TextWriter error)
{
    private readonly List<Name> _owners = [];

    /// <summary>What is served.</summary>
    public ZoneSet Zones { get; private set; } = ZoneSet.Empty;

    /// <summary>The owners of RMX in the zones that were named, in the order of the files.</summary>
    public IReadOnlyList<Name> Owners => _owners;

    /// <summary>Whether the words are a path rather than a record.</summary>
    public static bool IsPath(IReadOnlyList<string> words) =>
        words is [{ } only] && (Path.Exists(only) || (!only.Contains(':', StringComparison.Ordinal) && InputFormat.Auto.Takes(Path.GetFileName(only))));

    /// <summary>Loads a file or folder, with the zones of <paramref name="context"/> beside it.</summary>
    /// <returns>How the verb ends when it cannot go on; null when all is well.</returns>
    public int? Load(string path, IReadOnlyList<string> context)
    {
        var zones = new GivenZones(types, settings, error);
        IReadOnlyList<ZoneFile> named, beside;
        try
        {
            named = zones.Read([path]);
            beside = zones.Read(context);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx: {FindingText.Escape(fault.Message)}");
            return ExitCode.CannotRun;
        }
        if (named.Count == 0)
        {
            error.WriteLine($"rmx: no zone file in {FindingText.Quote(path)}");
            return ExitCode.CannotRun;
        }
        ZoneFile[] all = [.. ZoneFile.RefuseDuplicates([.. named, .. beside.Where(file => !named.Any(other => Path.GetFullPath(other.Path) == Path.GetFullPath(file.Path)))])];
        zones.TellRefused(all);
        Zones = ZoneSet.Empty.With([.. all.Select(file => file.Contents).OfType<ZoneContents>().Select(contents => ZoneCompiler.Compile(contents, types))], []);
        foreach (ZoneFile file in all.Take(named.Count).Where(file => file.Contents is not null))
            _owners.AddRange(file.Contents!.RrSets.Where(rrSet => rrSet.Type == types.RmxType).Select(rrSet => rrSet.Owner));
        return all.Take(named.Count).Any(file => file.Contents is null) ? ExitCode.Found : null;
    }

    /// <summary>Makes a zone that holds one record alone.</summary>
    /// <returns>How the verb ends when the text is no record; null when it is.</returns>
    public int? Take(string text, Name owner)
    {
        if (!RmxTextReader.TryParse(text, out byte[] rdata, out TextFault fault, InternationalNames.ToAscii))
        {
            Marked.Write(error, text, fault);
            return ExitCode.Found;
        }
        // What no answer for the record shows.
        _ = types[RrType.Soa].TryParseText("@ @ 1 7200 900 1209600 3600", owner, out byte[] soa, out _);
        RrSet Of(ushort type, byte[] octets) => new(owner, type, LoadSettings.DefaultTtl, default, [new SourceRecord(octets, default)]);
        var contents = new ZoneContents(owner, "", [Of(RrType.Soa, soa), Of(RrType.Ns, owner.Wire.ToArray()), Of(types.RmxType, rdata)]);
        Zones = ZoneSet.Empty.With([ZoneCompiler.Compile(contents, types)], []);
        _owners.Add(owner);
        return null;
    }
}
