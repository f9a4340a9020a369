using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>The outcome of a check, and how it came about.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Deciding">The entry that matched; null when none did.</param>
/// <param name="Domain">The domain that was looked up; null when the sender has none.</param>
/// <param name="IsLoose">Whether a grant came from a record that authorizes more addresses than the receiver allows.</param>
/// <param name="Trace">What was done, in order.</param>
public sealed record RmxResult(RmxVerdict Verdict, RmxEntry? Deciding, Name? Domain, bool IsLoose, IReadOnlyList<RmxStep> Trace);

/// <summary>One step of a check.</summary>
/// <param name="Entry">The entry that it was about; null outside entries.</param>
/// <param name="Note">What happened; one line, printable ASCII but for what a lookup gave as the reason of its failure.</param>
public readonly record struct RmxStep(RmxEntry? Entry, string Note)
{
    /// <summary>The entry, if any, and the note.</summary>
    public override string ToString() => Entry is null ? Note : $"{RmxText.Format(Entry)} {Note}";
}
