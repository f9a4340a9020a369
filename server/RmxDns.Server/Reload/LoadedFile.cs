using RmxDns.Server.Compiled;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Reload;

/// <summary>What came of loading a file: it was read, or its zone was taken from the compiled snapshot.</summary>
internal sealed class LoadedFile
{
    public LoadedFile(ZoneFile read) => Read = read;

    public LoadedFile(RestoredZone restored) => Restored = restored;

    /// <summary>The file as it was read; null when its zone was restored.</summary>
    public ZoneFile? Read { get; }

    /// <summary>The zone as it was compiled from the same content before; null when the file was read.</summary>
    public RestoredZone? Restored { get; }

    /// <summary>The apex; null when neither the file nor its name gives one.</summary>
    public Name? Origin => Restored is { } restored ? restored.Compiled.Zone.Apex : Read!.Origin;

    /// <summary>What was found when the file was read.</summary>
    public IReadOnlyList<Finding> Findings => Restored is { } restored ? restored.Notes.Read : Read!.Findings;

    /// <summary>Whether there is a zone to serve.</summary>
    public bool HasZone => Restored is not null || Read!.Contents is not null;
}
