namespace RmxDns.Zones.Lint;

/// <summary>What rules measure against, and which of them run.</summary>
public sealed record LintSettings
{
    /// <summary>Whether the strict rules run beside the default ones.</summary>
    public RuleSet Set { get; init; } = RuleSet.Default;

    /// <summary>The largest answer over UDP to a client with EDNS, OPT included, in octets.</summary>
    public int EdnsSize { get; init; } = 1232;
}
