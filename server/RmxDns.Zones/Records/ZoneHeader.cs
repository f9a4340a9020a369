using RmxDns.Wire;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>
/// The keys of the top level that start with a dollar sign. Origin and TTL count for the whole file, wherever they stand: when one
/// comes behind an owner, the file is read again with what the first reading found.
/// </summary>
internal sealed class ZoneHeader
{
    /// <summary>What <c>$origin</c> says.</summary>
    public Name? Origin { get; set; }

    /// <summary>Whether <c>$origin</c> is there, readable or not.</summary>
    public bool OriginGiven { get; set; }

    /// <summary>What <c>$ttl</c> says, in seconds.</summary>
    public uint Ttl { get; set; } = LoadSettings.DefaultTtl;

    /// <summary>Where <c>$ttl</c> stands.</summary>
    public SourceMark TtlMark { get; set; }

    /// <summary>What <c>$ns</c> says; null when it is not there.</summary>
    public YamlNode? NameServers { get; set; }

    /// <summary>Whether <c>$rmx-txt</c> is true.</summary>
    public bool PublishText { get; set; }

    /// <summary>The keys that were read, for those that come again.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);
}
