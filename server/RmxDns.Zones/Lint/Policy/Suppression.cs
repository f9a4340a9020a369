using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policy;

/// <summary>One rule that a comment switches off.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Line">The line whose findings are meant; <see cref="SuppressionReader.WholeFile"/> or <see cref="SuppressionReader.NoLine"/>.</param>
/// <param name="Mark">Where the rule's id stands.</param>
/// <param name="Reason">What the comment says behind the ids, escaped for reports; empty when nothing.</param>
internal sealed record Suppression(Rule Rule, int Line, SourceMark Mark, string Reason);

/// <summary>A finding, and whether a comment in its file says that it is meant so.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Suppressed">Whether it is.</param>
/// <param name="Reason">What the comment gives as the reason, escaped for reports; empty when nothing.</param>
public readonly record struct JudgedFinding(Finding Finding, bool Suppressed = false, string Reason = "");
