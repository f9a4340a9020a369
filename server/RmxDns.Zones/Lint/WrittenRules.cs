namespace RmxDns.Zones.Lint;

/// <summary>Rules on how a file is written, where other readers of it would see something else.</summary>
internal static class WrittenRules
{
    internal static readonly Rule YamlTab = Rule.Warning("yaml-tab", "a tab that indents", "YAML 1.2.2 §6.1") with
    {
        Why = "YAML forbids tabs in indentation. Some readers take one all the same, others refuse the file or see other levels than an editor shows.",
        Advice = "Indent with spaces.",
    };

    internal static readonly Rule YamlSurprise = Rule.Warning("yaml-surprise", "text that other readers of YAML take for a number, date or truth value", "YAML 1.1 type repository, octoDNS YamlProvider") with
    {
        Set = RuleSet.Strict,
        Why = "This server takes scalars as they are written. octoDNS reads YAML 1.1, in which no is false, 010 is 8 and 12:30 is 750, and does something else with the same file.",
        Advice = "Put the text in quotes.",
    };

    internal static readonly Rule NameNotAbsolute = Rule.Warning("name-not-absolute", "a name in a value without its final dot", "RFC 1035 §5.1, octoDNS records") with
    {
        Set = RuleSet.Strict,
        Why = "Without the dot the name is relative to the zone. octoDNS refuses it, since it is forgotten more often than it is meant.",
        Advice = "Write the name in full, with a dot behind it.",
    };

    internal static readonly Rule TxtSemicolon = Rule.Warning("txt-semicolon", "a semicolon without backslash in a text", "octoDNS records, RFC 1035 §5.1") with
    {
        Set = RuleSet.Strict,
        Why = "octoDNS refuses a text with a bare semicolon, since it begins a comment in master files. Here both forms mean the same.",
        Advice = "Write \\; in place of the semicolon.",
    };

    internal static readonly Rule TxtNotAscii = Rule.Warning("txt-not-ascii", "octets outside ASCII in a text", "RFC 1035 §3.3.14") with
    {
        Set = RuleSet.Strict,
        Why = "A TXT record does not say in which encoding its octets are. Readers show them as they like, and some providers refuse them.",
        Advice = "Write ASCII.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        YamlTab, YamlSurprise, NameNotAbsolute, TxtSemicolon, TxtNotAscii,
    ];
}
