using RmxDns.Server.Reload;
using RmxDns.Snapshot;

namespace RmxDns.Server.Compiled;

/// <summary>A compiled zone with what is needed to find it again at the next start.</summary>
/// <param name="Path">The zone file as it was named.</param>
/// <param name="Source">What the file held.</param>
/// <param name="Content">What the zone says, where the server chose its serial; null where the file names it.</param>
/// <param name="Zone">The zone.</param>
internal sealed record CompiledZone(string Path, ContentHash Source, ContentHash? Content, Zone Zone)
{
    /// <summary>The notes (<see cref="CompiledNotes"/>); null once they are on disk.</summary>
    public byte[]? Notes { get; set; }
}

/// <summary>A zone as it was taken from a compiled snapshot.</summary>
/// <param name="Compiled">The zone.</param>
/// <param name="Notes">What was noted of its load.</param>
internal sealed record RestoredZone(CompiledZone Compiled, CompiledNotes Notes);
