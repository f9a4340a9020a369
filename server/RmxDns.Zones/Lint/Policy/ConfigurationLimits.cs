using System.Globalization;
using RmxDns.Rdata;

namespace RmxDns.Zones.Lint.Policy;

/// <summary>A limit that a configuration may set.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The greatest value.</param>
/// <param name="With">The settings with the value.</param>
/// <param name="IsTime">Whether the value is a time, in seconds or as <c>1h30m</c>.</param>
internal sealed record ConfigurationLimit(string Key, uint Least, uint Most, Func<LintSettings, uint, LintSettings> With, bool IsTime = false)
{
    /// <summary>The limits, one for each number in <see cref="LintSettings"/>.</summary>
    public static IReadOnlyList<ConfigurationLimit> All { get; } =
    [
        new("edns-size", 512, 4096, (settings, value) => settings with { EdnsSize = (int)value }),
        new("too-broad-ipv4", 0, 32, (settings, value) => settings with { TooBroadIpv4 = (int)value }),
        new("too-broad-ipv6", 0, 128, (settings, value) => settings with { TooBroadIpv6 = (int)value }),
        new("headroom", 0, 512, (settings, value) => settings with { Headroom = (int)value }),
        new("amplification", 1, 10_000, (settings, value) => settings with { Amplification = (int)value }),
        new("max-records", 1, ushort.MaxValue, (settings, value) => settings with { MaxRecords = (int)value }),
        new("max-ttl", 0, int.MaxValue, (settings, value) => settings with { MaxTtl = value }, IsTime: true),
    ];

    /// <summary>Reads a value; false when it is none or out of bounds.</summary>
    public bool TryRead(string text, out uint value) =>
        (IsTime ? TimeText.TryParse(text, out value) : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        && value >= Least && value <= Most;
}
