using Microsoft.Extensions.Logging;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Server.Reload;

/// <summary>One zone on its way from its file to what is served: given its serial and compiled.</summary>
/// <param name="file">The file that holds it.</param>
/// <param name="loaded">What was read from it; not refused.</param>
internal sealed class ZoneBuild(TrackedFile file, ZoneFile loaded)
{
    private ZoneContents? _contents = loaded.Contents;

    /// <summary>The file.</summary>
    public TrackedFile File { get; } = file;

    /// <summary>The apex.</summary>
    public Name Origin { get; } = loaded.Origin!;

    /// <summary>Whether the server chose the serial.</summary>
    public bool HasAutomaticSerial { get; } = loaded.AutomaticSerial;

    /// <summary>The zone as it is served; null before <see cref="Run"/> and when that failed.</summary>
    public Zone? Zone { get; private set; }

    /// <summary>What is too large among its answers.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The RMX records that refer to other RRsets, whose sizes depend on all zones served.</summary>
    public IReadOnlyList<(Name Owner, SourceMark Mark)> References { get; private set; } = [];

    /// <summary>Compiles the zone, and lets go of its source, which takes several times the memory.</summary>
    /// <param name="types">The record types.</param>
    /// <param name="sizes">Measures its answers.</param>
    /// <param name="serials">The serials; locked while used.</param>
    /// <param name="logger">Told about a fault of the compiler, which costs this zone alone.</param>
    public void Run(TypeTable types, SizeChecks sizes, SerialBook serials, ILogger logger)
    {
        ZoneContents contents = _contents ?? throw new InvalidOperationException("a zone is built once");
        _contents = null;
        try
        {
            Zone zone = HasAutomaticSerial
                ? ZoneCompiler.Compile(contents.WithSerial(Assign(contents, serials)), types)
                : ZoneCompiler.Compile(contents, types);
            Findings = sizes.CheckAnswers(contents, zone);
            References = [.. contents.RrSets.Where(sizes.BringsAdditional).Select(rrSet => (rrSet.Owner, rrSet.Mark))];
            Zone = zone;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            logger.LoadFault(FindingText.Escape(File.Path), FindingText.Escape(fault.ToString()));
            return;
        }
        if (HasAutomaticSerial)
            return;
        lock (serials)
            serials.Note(Origin, Zone.Serial);
    }

    private uint Assign(ZoneContents contents, SerialBook serials)
    {
        var hash = ContentHash.OfZone(contents);
        lock (serials)
            return serials.Assign(Origin, hash, File.Identity?.ModifiedSeconds ?? 0);
    }
}
