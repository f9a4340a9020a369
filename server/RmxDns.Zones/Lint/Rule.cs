namespace RmxDns.Zones.Lint;

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>Wrong.</summary>
    Error,
}

/// <summary>Which rules run: the default ones, or the strict ones as well.</summary>
public enum RuleSet
{
    /// <summary>Always.</summary>
    Default,

    /// <summary>When asked for.</summary>
    Strict,
}

/// <summary>A rule that zones are held to; findings name it by its id.</summary>
/// <param name="Id">Kebab-case, stable.</param>
/// <param name="Severity">Its severity unless a configuration says otherwise.</param>
/// <param name="RefusesZone">Whether a zone with such a finding cannot be served and is refused whole.</param>
/// <param name="Title">One line: what is wrong.</param>
/// <param name="Reference">The clause that it comes from.</param>
public sealed record Rule(string Id, Severity Severity, bool RefusesZone, string Title, string Reference)
{
    /// <summary>The reference of rules on the format of zone files.</summary>
    internal const string ZoneFormat = "zones/README.md";

    /// <summary>Whether it runs by default.</summary>
    public RuleSet Set { get; init; }

    /// <summary>Why it matters: what goes wrong in practice where it is broken. Whole sentences, for the rule's page.</summary>
    public string Why { get; init; } = "";

    /// <summary>What to do, in one line, for every finding of the rule.</summary>
    public string Advice { get; init; } = "";

    internal static Rule Refusing(string id, string title, string reference) => new(id, Severity.Error, true, title, reference);

    internal static Rule Error(string id, string title, string reference) => new(id, Severity.Error, false, title, reference);

    internal static Rule Warning(string id, string title, string reference) => new(id, Severity.Warning, false, title, reference);

    internal static Rule Info(string id, string title, string reference) => new(id, Severity.Info, false, title, reference);

    /// <summary>A rule of the strict set.</summary>
    internal Rule Strictly() => this with { Set = RuleSet.Strict };
}
