using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Converting;

/// <summary>What came of converting one file.</summary>
/// <param name="FileName">The name for the new file, no folder in it.</param>
/// <param name="Text">What goes into it; null when the zone is refused.</param>
/// <param name="Findings">What was found on the way.</param>
/// <param name="Whole">Whether nothing was left out.</param>
internal sealed record ConvertedZone(string FileName, string? Text, IReadOnlyList<Finding> Findings, bool Whole);
