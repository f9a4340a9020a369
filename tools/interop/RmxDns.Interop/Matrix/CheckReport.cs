using System.Text.Json;

namespace RmxDns.Interop.Matrix;

/// <summary>What <c>rmx interop check --json</c> prints, as far as the matrix needs it.</summary>
/// <param name="Cases">The cases that were run.</param>
/// <param name="Results">Their verdicts.</param>
internal sealed record CheckReport(IReadOnlyList<CheckedCase> Cases, IReadOnlyList<CaseResult> Results)
{
    /// <summary>Reads a report.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static CheckReport Read(Place place, string json)
    {
        try
        {
            CheckReport report = JsonSerializer.Deserialize<CheckReport>(json, Files.Format)!;
            return report with { Results = [.. report.Results.Select(result => result with { Resolver = place.Resolver.Id, Mode = place.Mode })] };
        }
        catch (JsonException fault)
        {
            throw new InvalidOperationException($"rmx interop check printed no report: {fault.Message}", fault);
        }
    }

    /// <summary>The cases that were asked again of a resolver started anew.</summary>
    public IReadOnlyList<string> Anew { get; init; } = [];

    /// <summary>The cases of which a variant got no verdict.</summary>
    public IReadOnlyList<string> WithoutVerdict() => [.. Results.Where(result => result.Outcome == CaseResult.Error).Select(result => result.Case).Distinct()];

    /// <summary>The cases about EDNS that come to no more than tolerated: an earlier one may have taught the resolver to do without.</summary>
    public IReadOnlyList<string> ToleratedOfEdns() => [.. Cases.Where(each => each.Group == "edns" && Results.Any(result => result.Case == each.Id && result.Outcome == CaseResult.Tolerated)
        && !Results.Any(result => result.Case == each.Id && result.Outcome is CaseResult.Fail or CaseResult.Error)).Select(each => each.Id)];

    /// <summary>The report with some cases as another run has them.</summary>
    public CheckReport With(CheckReport other, IReadOnlyList<string> cases)
    {
        ILookup<string, CaseResult> instead = other.Results.ToLookup(result => result.Case);
        IEnumerable<CaseResult> Of(IGrouping<string, CaseResult> group) => cases.Contains(group.Key) && instead[group.Key].Any() ? instead[group.Key] : group;
        return this with { Results = [.. Results.GroupBy(result => result.Case).SelectMany(Of)], Anew = [.. Anew.Union(cases)] };
    }
}
