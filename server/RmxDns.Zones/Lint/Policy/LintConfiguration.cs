using System.IO.Enumeration;
using RmxDns.Wire;

namespace RmxDns.Zones.Lint.Policy;

/// <summary>
/// What a configuration file says: for all files, then for those that a path pattern matches, then for zones; what comes later goes
/// before what comes earlier.
/// </summary>
public sealed class LintConfiguration
{
    /// <summary>The name under which a configuration is looked for.</summary>
    public const string FileName = ".rmxlint.yaml";

    private readonly IReadOnlyList<ConfigurationLayer> _layers;

    internal LintConfiguration(IReadOnlyList<ConfigurationLayer> layers) => _layers = layers;

    /// <summary>The settings of one file.</summary>
    /// <param name="settings">The settings without a configuration.</param>
    /// <param name="path">The file, relative to the folder of the configuration, with forward slashes.</param>
    /// <param name="zone">Its zone; null where it has none.</param>
    public LintSettings Apply(LintSettings settings, string path, Name? zone)
    {
        foreach (ConfigurationLayer layer in _layers.Where(layer => layer.AppliesTo(path, zone)))
            settings = layer.Apply(settings);
        return settings;
    }
}

/// <summary>What is wrong with a configuration, and where.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What is wrong, escaped for a terminal.</param>
public readonly record struct ConfigurationFault(int Line, int Column, string Message);

/// <summary>One part of a configuration and the files that it is about.</summary>
internal sealed class ConfigurationLayer
{
    private readonly Dictionary<string, Severity?> _severities = [];
    private Func<LintSettings, LintSettings>? _limits;

    /// <summary>The pattern of paths that are meant, <c>*</c> for any characters, slashes among them, <c>?</c> for one; null for all.</summary>
    public string? PathPattern { get; init; }

    /// <summary>The zone that is meant; null for all.</summary>
    public Name? Zone { get; init; }

    /// <summary>Whether the zones below <see cref="Zone"/> are meant instead of itself.</summary>
    public bool Below { get; init; }

    /// <summary>The rules that run; null where nothing is said.</summary>
    public RuleSet? Set { get; set; }

    /// <summary>Sets the severity of a rule; null switches it off.</summary>
    public void SetSeverity(string rule, Severity? severity) => _severities[rule] = severity;

    /// <summary>Sets a limit.</summary>
    public void SetLimit(Func<LintSettings, LintSettings> set)
    {
        Func<LintSettings, LintSettings>? before = _limits;
        _limits = before is null ? set : settings => set(before(settings));
    }

    /// <summary>Whether a file is meant.</summary>
    public bool AppliesTo(string path, Name? zone) =>
        (PathPattern is null || FileSystemName.MatchesSimpleExpression(PathPattern, path, ignoreCase: false))
        && (Zone is null || (zone is not null && (Below ? zone.IsAtOrBelow(Zone) && !zone.Equals(Zone) : zone.Equals(Zone))));

    /// <summary>The settings with what is said here.</summary>
    public LintSettings Apply(LintSettings settings) => (_limits?.Invoke(settings) ?? settings).With(Set, _severities);
}
