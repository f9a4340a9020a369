using RmxDns.Tool.Interop.Asking;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Judging;

namespace RmxDns.Tool.Interop.Running;

/// <summary>A case in a variant and what became of it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Variant">How it was asked.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Conversation">What was sent and came; null when nothing was asked.</param>
internal sealed record CheckResult(InteropCase Case, Variant Variant, Verdict Verdict, Conversation? Conversation)
{
    /// <summary>What the authority saw of queries of the case's type with its label until then.</summary>
    public IReadOnlyList<SeenQuery> Seen { get; init; } = [];
}

/// <summary>A whole run.</summary>
/// <param name="Settings">What was checked.</param>
/// <param name="Results">Every case in every variant, in the order of the cases.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record CheckReport(CheckSettings Settings, IReadOnlyList<CheckResult> Results, TimeSpan Elapsed)
{
    /// <summary>The results of each case, in order.</summary>
    public IEnumerable<IGrouping<InteropCase, CheckResult>> ByCase => Results.GroupBy(result => result.Case);

    /// <summary>The worst outcome of some results: what a case as a whole comes to.</summary>
    public static Outcome Worst(IEnumerable<CheckResult> results) => results.Max(result => result.Verdict.Outcome);

    /// <summary>How many cases come to an outcome.</summary>
    public int Count(Outcome outcome) => ByCase.Count(results => Worst(results) == outcome);
}
