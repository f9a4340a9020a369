using RmxDns.Interop.Matrix;
using RmxDns.Interop.Resolvers;

namespace RmxDns.Interop.Pages;

/// <summary>A run as rows and columns: cases and their groups, resolvers and their modes.</summary>
internal sealed class MatrixData(RunRecord run, IReadOnlyList<CaseResult> results)
{
    private readonly ILookup<(string, string, string), CaseResult> _byCase = results.ToLookup(result => (result.Resolver, result.Mode, result.Case));

    /// <summary>What it was measured with.</summary>
    public RunRecord Run { get; } = run;

    /// <summary>All results.</summary>
    public IReadOnlyList<CaseResult> Results { get; } = results;

    /// <summary>The places that were run, in the order of <see cref="Resolver.All"/>.</summary>
    public IReadOnlyList<Place> Places { get; } = [.. Place.Of([], []).Where(place => results.Any(result => result.Resolver == place.Resolver.Id && result.Mode == place.Mode))];

    /// <summary>The groups in the order of the cases.</summary>
    public IReadOnlyList<string> Groups { get; } = [.. run.Cases.Select(each => each.Group).Distinct()];

    /// <summary>The results of a case's variants at a place.</summary>
    public IEnumerable<CaseResult> Of(Place place, CheckedCase of) => _byCase[(place.Resolver.Id, place.Mode, of.Id)];

    /// <summary>The cell of a case.</summary>
    public Verdict Cell(Place place, CheckedCase of) => Verdict.From([.. Of(place, of).Select(result => result.Outcome)]);

    /// <summary>The cell of a group: its cases count, each with its worst variant.</summary>
    public Verdict Cell(Place place, string group) =>
        Verdict.From([.. Run.Cases.Where(each => each.Group == group).Select(each => Cell(place, each).Worst).OfType<string>()]);

    /// <summary>How many cases end with an outcome at a place, each with its worst variant.</summary>
    public int Count(Place place, string outcome) => Run.Cases.Count(each => Cell(place, each).Worst == outcome);
}
