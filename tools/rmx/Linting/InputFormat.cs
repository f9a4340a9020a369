using RmxDns.Zones;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Linting;

/// <summary>How zone files are read.</summary>
internal enum InputFormat
{
    /// <summary>By their names: <c>.zone</c> and <c>.db</c> are master files, all others YAML.</summary>
    Auto,

    /// <summary>All as YAML.</summary>
    Yaml,

    /// <summary>All as master files.</summary>
    Master,
}

/// <summary>What a format says of a file.</summary>
internal static class InputFormats
{
    /// <summary>Whether a file is read as a master file.</summary>
    public static bool IsMaster(this InputFormat format, string path) =>
        format == InputFormat.Master || (format == InputFormat.Auto && MasterFileName.Is(path));

    /// <summary>Whether a file of a folder is a zone file, by its name.</summary>
    public static bool Takes(this InputFormat format, string name) =>
        (format != InputFormat.Master && ZoneFolder.IsZoneFile(name)) || (format != InputFormat.Yaml && MasterFileName.Is(name));
}
