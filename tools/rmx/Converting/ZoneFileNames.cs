using RmxDns.Wire;

namespace RmxDns.Tool.Converting;

/// <summary>The names of new zone files: the zone's, without its final dot; what a path cannot hold becomes a dash, and then the name no longer gives the zone.</summary>
internal static class ZoneFileNames
{
    /// <summary>The name of a file.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="extension">What it ends in.</param>
    /// <param name="gives">Whether the name gives the zone.</param>
    public static string Of(Name zone, string extension, out bool gives)
    {
        string name = zone.IsRoot ? "" : zone.ToString()[..^1];
        string safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
        gives = safe == name && name.Length > 0;
        return (name.Length == 0 ? "root" : safe) + extension;
    }
}
