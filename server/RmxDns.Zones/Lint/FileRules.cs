namespace RmxDns.Zones.Lint;

/// <summary>Rules on the file as a whole: that it can be read, is YAML, and is a zone.</summary>
internal static class FileRules
{
    internal static readonly Rule FileUnreadable = Rule.Refusing("file-unreadable", "the file cannot be read", Rule.ZoneFormat) with
    {
        Why = "What cannot be opened cannot be served.",
        Advice = "See to the file's permissions and size.",
    };

    internal static readonly Rule FileNameOrigin = Rule.Refusing("file-name-origin", "the file's name gives no zone name", Rule.ZoneFormat) with
    {
        Why = "The file's name is the zone's name unless $origin says otherwise.",
        Advice = "Rename the file to ZONE.yaml, or write $origin.",
    };

    internal static readonly Rule DuplicateZone = Rule.Refusing("duplicate-zone", "another file holds this zone", Rule.ZoneFormat) with
    {
        Why = "Two files for one zone would answer differently; the first in order is served.",
        Advice = "Merge the files, or remove one.",
    };

    internal static readonly Rule YamlSyntax = Rule.Refusing("yaml-syntax", "not YAML in UTF-8, or beyond the reader's limits", "YAML 1.2.2") with
    {
        Why = "What is no YAML says nothing that could be served.",
        Advice = "Correct the place shown; text with special characters needs quotes.",
    };

    internal static readonly Rule AliasBomb = Rule.Refusing("alias-bomb", "aliases repeat too much", "YAML 1.2.2 §7.1") with
    {
        Why = "A few lines of aliases can stand for billions of records. Reading stops before that.",
        Advice = "Write the records out.",
    };

    internal static readonly Rule DuplicateKey = Rule.Refusing("duplicate-key", "a key for the second time", "YAML 1.2.2 §3.2.1.3") with
    {
        Why = "Readers of YAML take the first or the last of two equal keys, and drop the other in silence.",
        Advice = "Merge the two.",
    };

    internal static readonly Rule ZoneFormat = Rule.Refusing("zone-format", "YAML, but not the zone format", Rule.ZoneFormat) with
    {
        Why = "The file is YAML, but not the format of zones, so something in it would not be served.",
        Advice = "Correct the key or value at the place shown; zones/README.md describes the format.",
    };

    internal static readonly Rule IgnoredKey = Rule.Warning("ignored-key", "a key that this server does not act on", Rule.ZoneFormat) with
    {
        Why = "octoDNS acts on this key and this server does not, so that both may publish different data.",
        Advice = "Delete the key, or keep it and know that it does nothing here.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        FileUnreadable, FileNameOrigin, DuplicateZone, YamlSyntax, AliasBomb, DuplicateKey, ZoneFormat, IgnoredKey,
    ];
}
