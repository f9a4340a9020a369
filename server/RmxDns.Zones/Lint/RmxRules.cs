namespace RmxDns.Zones.Lint;

/// <summary>Rules on what RMX records mean.</summary>
internal static class RmxRules
{
    internal static readonly Rule RmxTxtNotPublished = Rule.Warning("rmx-txt-not-published", "no TXT alternative for an RMX record", "draft-danisch-dns-rr-smtp-03 §7.1");

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        RmxTxtNotPublished,
    ];
}
