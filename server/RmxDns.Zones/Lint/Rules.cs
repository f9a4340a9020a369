namespace RmxDns.Zones.Lint;

/// <summary>
/// The one list of rules. A rule that refuses its zone names something that cannot be served or that the file does not say
/// clearly enough to be served; no other rule keeps a zone from being served.
/// </summary>
public static class Rules
{
    /// <summary>All rules, in the order in which they are documented.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. FileRules.All, .. FaultRules.All, .. MasterRules.All, .. RecordRules.All, .. ZoneRules.All,
        .. DelegationRules.All, .. ReferenceRules.All, .. OwnerRules.All, .. ServiceRules.All, .. DnssecRules.All, .. WrittenRules.All,
        .. SizeRules.All, .. RmxRules.All, .. AplRules.All,
        .. PolicyRules.All, .. SpfRules.All,
    ];

    /// <summary>The rule of that id; null when there is none.</summary>
    public static Rule? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);
}
