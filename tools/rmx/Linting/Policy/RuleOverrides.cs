using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Policy;

/// <summary>What the command line itself says about rules, which goes before every configuration.</summary>
/// <param name="Set">The rules that run; null where nothing is said.</param>
/// <param name="EdnsSize">The largest answer over UDP to a client with EDNS; null where nothing is said.</param>
/// <param name="Severities">Severities by rule; null is off.</param>
internal sealed record RuleOverrides(RuleSet? Set, int? EdnsSize, IReadOnlyDictionary<string, Severity?> Severities)
{
    /// <summary>Nothing is said.</summary>
    public static RuleOverrides None { get; } = new(null, null, new Dictionary<string, Severity?>());

    /// <summary>The settings with what the command line says.</summary>
    public LintSettings Over(LintSettings settings) =>
        (EdnsSize is { } size && size != settings.EdnsSize ? settings with { EdnsSize = size } : settings).With(Set, Severities);
}
