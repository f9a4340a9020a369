using Microsoft.Extensions.Logging;
using RmxDns.Rdata;
using RmxDns.Server.Compiled;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Blocks;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Faults;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Server.Reload;

/// <summary>One zone on its way from its file to what is served: given its serial and compiled.</summary>
/// <param name="file">The file that holds it.</param>
/// <param name="loaded">What was loaded from it; not refused.</param>
internal sealed class ZoneBuild(TrackedFile file, LoadedFile loaded)
{
    private LoadedFile? _loaded = loaded;

    /// <summary>The file.</summary>
    public TrackedFile File { get; } = file;

    /// <summary>The apex.</summary>
    public Name Origin { get; } = loaded.Origin!;

    /// <summary>Whether the server chose the serial.</summary>
    public bool HasAutomaticSerial { get; } = loaded.Restored is { } restored ? restored.Compiled.Content is not null : loaded.Read!.AutomaticSerial;

    /// <summary>The zone as it is served; null before <see cref="Run"/> and when that failed.</summary>
    public Zone? Zone { get; private set; }

    /// <summary>The zone as it is kept for the next start; null where none is.</summary>
    public CompiledZone? Compiled { get; private set; }

    /// <summary>The blocks of the file, so that a reload need not read all of it; null when it has to.</summary>
    public ServedBlocks? Blocks { get; private set; }

    /// <summary>The zone for the linter; null unless it was to be kept for it.</summary>
    public LintedZone? Linted { get; private set; }

    /// <summary>What is too large among its answers.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The RMX records that refer to other RRsets, whose sizes depend on all zones served.</summary>
    public IReadOnlyList<(Name Owner, SourceMark Mark)> References { get; private set; } = [];

    /// <summary>The faults that it asks for; none unless they are allowed.</summary>
    public IReadOnlyList<PlacedFault> Faults { get; private set; } = [];

    /// <summary>Compiles the zone, and lets go of its source, which takes several times the memory.</summary>
    /// <param name="tools">What the thread compiles and measures with.</param>
    /// <param name="serials">The serials; locked while used.</param>
    /// <param name="logger">Told about a fault of the compiler, which costs this zone alone.</param>
    /// <param name="lint">Whether it is kept for the linter all the same.</param>
    /// <param name="served">The version that is served, of which what has not changed is kept; null for none.</param>
    public void Run(BuildTools tools, SerialBook serials, ILogger logger, bool lint, Zone? served)
    {
        LoadedFile loaded = _loaded ?? throw new InvalidOperationException("a zone is built once");
        _loaded = null;
        if (loaded.Restored is { } restored)
            TakeUp(restored);
        else if (!TryCompile(loaded.Read!, tools, serials, logger, lint, served))
            return;
        if (HasAutomaticSerial)
            return;
        lock (serials)
            serials.Note(Origin, Zone!.Serial);
    }

    /// <summary>What the linter calls an error; null when it failed on the zone, which costs this one alone.</summary>
    public Finding[]? FindErrors(Linter linter, LintedZones zones, ILogger logger)
    {
        try
        {
            return [.. linter.Check(Linted!, zones).Where(finding => finding.Severity == Severity.Error)];
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            logger.LoadFault(FindingText.Escape(File.Path), FindingText.Escape(fault.ToString()));
            return null;
        }
    }

    private void TakeUp(RestoredZone restored)
    {
        Compiled = restored.Compiled;
        Zone = Compiled.Zone;
        Findings = restored.Notes.Built;
        References = restored.Notes.References;
    }

    private bool TryCompile(ZoneFile source, BuildTools tools, SerialBook serials, ILogger logger, bool lint, Zone? served)
    {
        ZoneContents contents = source.Contents!;
        try
        {
            ZoneChange? change = source.Change;
            if (change is not null)
                logger.ReadInPart(FindingText.Escape(File.Path), change.OctetsRead, change.Octets);
            ContentHash? hash = HasAutomaticSerial ? ContentHash.OfRrSets(change?.AllRrSets(contents) ?? contents.RrSets) : null;
            ZoneContents numbered = hash is { } content ? contents.WithSerial(Assign(content, serials)) : contents;
            Zone zone = change?.Compile(numbered, tools.Types, tools.Scratch)
                ?? (served is null ? null : ZonePatch.TryApply(served, numbered, tools.Types, tools.Scratch))
                ?? ZoneCompiler.Compile(numbered, tools.Types, tools.Scratch);
            Findings = tools.Sizes.CheckAnswers(contents, zone, isPart: change is not null);
            References = tools.Sizes.References(contents);
            Blocks = ServedBlocks.Of(source, zone, tools.Types, Findings, References.Select(reference => reference.Mark));
            Faults = contents.Faults;
            Linted = lint ? LintedZone.Of(source, zone) : null;
            if (tools.KeepsCompiled && Faults.Count == 0)
                Compiled = new CompiledZone(File.Path, File.Content!.Value, hash, zone) { Notes = new CompiledNotes(source.Findings, Findings, References).Encode() };
            Zone = zone;
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            logger.LoadFault(FindingText.Escape(File.Path), FindingText.Escape(fault.ToString()));
            return false;
        }
    }

    private uint Assign(ContentHash content, SerialBook serials)
    {
        lock (serials)
            return serials.Assign(Origin, content, File.Identity?.ModifiedSeconds ?? 0);
    }
}

/// <summary>What one thread builds zones with, one after the other.</summary>
/// <param name="Types">The record types.</param>
/// <param name="Sizes">Measures answers.</param>
/// <param name="Scratch">Memory to compile in.</param>
/// <param name="KeepsCompiled">Whether compiled zones are kept for the next start.</param>
internal sealed record BuildTools(TypeTable Types, SizeChecks Sizes, CompilerScratch Scratch, bool KeepsCompiled);
