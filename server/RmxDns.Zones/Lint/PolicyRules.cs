namespace RmxDns.Zones.Lint;

/// <summary>Rules on the comments in a zone file that tell the linter what is meant so.</summary>
internal static class PolicyRules
{
    private const string Documented = "docs/linter.md";

    internal static readonly Rule InvalidSuppression = Rule.Warning("invalid-suppression", "a comment to the linter that it cannot follow", Documented) with
    {
        Why = "A comment that starts with rmx-lint: is meant for the linter. With a mistake in it the linter cannot do what it says, and "
            + "whoever wrote it believes that a finding was dealt with. Rules that keep a zone from being served cannot be switched off: the server would refuse the zone all the same.",
        Advice = "Write \"# rmx-lint: disable=RULE reason\" or \"# rmx-lint: disable-file=RULE reason\" with ids of rmx lint --list-rules, or remove the comment.",
    };

    internal static readonly Rule UnusedSuppression = Rule.Warning("unused-suppression", "nothing is found where a comment expects it", Documented) with
    {
        Why = "The rule ran and found nothing in the line that the comment speaks of, or in the whole file. A comment that is left behind "
            + "hides the next mistake of its kind in that place, which nobody has looked at.",
        Advice = "Remove the rule's id from the comment, or the whole comment.",
    };

    internal static readonly Rule SuppressionWithoutReason = Rule.Info("suppression-without-reason", "a comment switches a rule off and says not why", Documented).Strictly() with
    {
        Why = "Who reads the zone later cannot tell whether a finding was looked at and is meant so, or was only in the way. The reason is "
            + "also what reports show beside a suppressed finding.",
        Advice = "Write the reason behind the ids.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } = [InvalidSuppression, UnusedSuppression, SuppressionWithoutReason];
}
