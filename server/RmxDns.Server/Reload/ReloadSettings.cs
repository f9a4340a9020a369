using RmxDns.Zones.Lint;

namespace RmxDns.Server.Reload;

/// <summary>What the settings say about loading zones and keeping them.</summary>
/// <param name="Paths">Zone files and folders (<c>--zones</c>); of two files for one zone the first counts.</param>
internal sealed record ReloadSettings(IReadOnlyList<string> Paths)
{
    /// <summary>How long to wait between two looks at the files (<c>--poll</c>); zero for none but on SIGHUP.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a zone is served whose file is gone (<c>--removed-zone-grace</c>); null until a restart or SIGHUP.</summary>
    public TimeSpan? RemovedZoneGrace { get; init; }

    /// <summary>Whether a finding of severity error refuses a zone even where it could be served (<c>--strict</c>).</summary>
    public bool Strict { get; init; }

    /// <summary>The largest answer over UDP to a client with EDNS, in octets (<c>--edns-size</c>).</summary>
    public int EdnsSize { get; init; } = 1232;

    /// <summary>What the linter measures against: its default set and no file's own say.</summary>
    public LintSettings Lint => new() { EdnsSize = EdnsSize };

    /// <summary>The largest zone file that is read, in octets.</summary>
    public int MaxFileOctets { get; init; } = 1 << 30;
}
