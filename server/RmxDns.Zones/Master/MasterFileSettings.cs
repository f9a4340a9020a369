using RmxDns.Wire;

namespace RmxDns.Zones.Master;

/// <summary>What a caller says about the reading of master files, and what a file may ask of the reader.</summary>
/// <param name="Origin">The zone, when the caller knows it; the file's own words and its name come after it.</param>
/// <param name="IncludeRoot">The folder that <c>$INCLUDE</c> may read from, links resolved; null for none.</param>
/// <param name="KeepComments">Whether comments are kept, with what they stand beside.</param>
public sealed record MasterFileSettings(Name? Origin = null, string? IncludeRoot = null, bool KeepComments = false)
{
    /// <summary>The longest entry in octets, comments inside its parentheses included: the longest RDATA, every octet as <c>\DDD</c>, four times.</summary>
    internal const int MaxEntry = 1 << 20;

    /// <summary>At how many entries without their closing parenthesis reading ends.</summary>
    internal const int MaxRestarts = 20;

    /// <summary>How many records <c>$GENERATE</c> may make in a file.</summary>
    internal const int MaxGenerated = 1 << 20;

    /// <summary>How much text <c>$GENERATE</c> may make in a file, in octets.</summary>
    internal const int MaxGeneratedOctets = 1 << 26;

    /// <summary>How many files may be included in all.</summary>
    internal const int MaxIncludes = 1000;

    /// <summary>How deep files may include each other.</summary>
    internal const int MaxIncludeDepth = 8;

    /// <summary>How many findings a file may have before reading ends.</summary>
    internal const int MaxFindings = 10_000;
}
