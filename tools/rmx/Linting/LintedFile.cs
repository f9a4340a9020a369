using RmxDns.Zones;

namespace RmxDns.Tool.Linting;

/// <summary>A file that was read.</summary>
/// <param name="Path">As the user named it.</param>
/// <param name="Octets">What is in it; nothing when it could not be read.</param>
/// <param name="Zone">What came of it.</param>
internal sealed record LintedFile(string Path, ReadOnlyMemory<byte> Octets, ZoneFile Zone);
