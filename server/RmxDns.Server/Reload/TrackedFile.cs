using RmxDns.Server.Compiled;
using RmxDns.Wire;
using RmxDns.Zones.Blocks;

namespace RmxDns.Server.Reload;

/// <summary>One zone file and what is remembered of it between two looks at the folder; its content is not kept.</summary>
internal sealed class TrackedFile(string path)
{
    /// <summary>The path as the folder was named, with the file's name.</summary>
    public string Path { get; } = path;

    /// <summary>The file's identity when it was last read; null when it was not there, or was never read.</summary>
    public FileIdentity? Identity { get; set; }

    /// <summary>Whether it may have been written since without leaving a trace in the identity.</summary>
    public bool WasYoung { get; set; }

    /// <summary>Whether it was listed and not to be found when it was last to be read.</summary>
    public bool WasMissing { get; set; }

    /// <summary>The content that was last loaded; null before the first load and when it could not be read.</summary>
    public ContentHash? Content { get; set; }

    /// <summary>
    /// The zone that the file holds. It stays when the file can no longer be loaded, even where the file seems to name another
    /// one: a broken file must not take its zone away.
    /// </summary>
    public Name? Origin { get; set; }

    /// <summary>Whether the last load gave a zone.</summary>
    public bool IsGood { get; set; }

    /// <summary>Whether it is the file that its zone is served from, not a second one for the same zone.</summary>
    public bool HoldsZone { get; set; }

    /// <summary>Whether it has to be loaded at the next chance whatever its identity says.</summary>
    public bool MustLoad { get; set; } = true;

    /// <summary>What was just loaded, until it is claimed; null when there was nothing to load.</summary>
    public LoadedFile? Loaded { get; set; }

    /// <summary>The zone that was last built from it, where compiled zones are kept.</summary>
    public CompiledZone? Compiled { get; set; }

    /// <summary>The blocks of the file that the last zone was built from, so that a reload need not read all; null when it has to.</summary>
    public ServedBlocks? Blocks { get; set; }
}
