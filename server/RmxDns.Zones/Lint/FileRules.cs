namespace RmxDns.Zones.Lint;

/// <summary>Rules on the file as a whole: that it can be read, is YAML, and is a zone.</summary>
internal static class FileRules
{
    internal static readonly Rule FileUnreadable = Rule.Refusing("file-unreadable", "the file cannot be read", Rule.ZoneFormat);

    internal static readonly Rule FileNameOrigin = Rule.Refusing("file-name-origin", "the file's name gives no zone name", Rule.ZoneFormat);

    internal static readonly Rule DuplicateZone = Rule.Refusing("duplicate-zone", "another file holds this zone", Rule.ZoneFormat);

    internal static readonly Rule YamlSyntax = Rule.Refusing("yaml-syntax", "not YAML in UTF-8, or beyond the reader's limits", "YAML 1.2.2");

    internal static readonly Rule AliasBomb = Rule.Refusing("alias-bomb", "aliases repeat too much", "YAML 1.2.2 §7.1");

    internal static readonly Rule DuplicateKey = Rule.Refusing("duplicate-key", "a key for the second time", "YAML 1.2.2 §3.2.1.3");

    internal static readonly Rule ZoneFormat = Rule.Refusing("zone-format", "YAML, but not the zone format", Rule.ZoneFormat);

    internal static readonly Rule IgnoredKey = Rule.Warning("ignored-key", "a key that this server does not act on", Rule.ZoneFormat);

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        FileUnreadable, FileNameOrigin, DuplicateZone, YamlSyntax, AliasBomb, DuplicateKey, ZoneFormat, IgnoredKey,
    ];
}
