using RmxDns.Interop.Matrix;

namespace RmxDns.Interop.Pages;

/// <summary>The outcomes of a case's variants, or of a group's cases, as one cell: the worst counts, and how many are like it.</summary>
/// <param name="Worst">The worst outcome; null when nothing was run.</param>
/// <param name="Like">How many have it.</param>
/// <param name="Of">How many there are.</param>
internal sealed record Verdict(string? Worst, int Like, int Of)
{
    /// <summary>What the signs of cells mean.</summary>
    public const string Legend = "✓ pass · ~ tolerated · ✗ fail · ! error (no verdict) · – not run; ✗3/8: three of eight fail, the others do better";

    /// <summary>The cell for some outcomes.</summary>
    public static Verdict From(IReadOnlyList<string> outcomes)
    {
        string? worst = outcomes.MaxBy(outcome => CaseResult.Outcomes.ToList().IndexOf(outcome));
        return new Verdict(worst, outcomes.Count(outcome => outcome == worst), outcomes.Count);
    }

    /// <summary>The cell's text.</summary>
    public string Text => Like == Of || Worst == CaseResult.Pass ? Sign : $"{Sign}{Like}/{Of}";

    /// <summary>The cell's colour in the picture.</summary>
    public string Colour => Worst switch
    {
        CaseResult.Pass => "#2e9d5b",
        CaseResult.Tolerated => "#e8c547",
        CaseResult.Fail => Like == Of ? "#c0392b" : "#e07b53",
        CaseResult.Error => "#7f6fa8",
        _ => "#dddddd",
    };

    private string Sign => Worst switch
    {
        CaseResult.Pass => "✓",
        CaseResult.Tolerated => "~",
        CaseResult.Fail => "✗",
        CaseResult.Error => "!",
        _ => "–",
    };
}
