namespace RmxDns.Interop.Matrix;

/// <summary>Two runs held against each other: where their verdicts differ.</summary>
internal static class Comparison
{
    /// <summary>Prints each difference; those of timing cases are marked and do not count.</summary>
    /// <returns>0 when the runs agree, 1 when a case that does not depend on time differs.</returns>
    public static int Print(string first, string second, TextWriter output)
    {
        (RunRecord run, IReadOnlyList<CaseResult> before) = Files.Read(first);
        IReadOnlyList<CaseResult> after = Files.Read(second).Results;
        HashSet<string> timing = [.. run.Cases.Where(each => each.Timing).Select(each => each.Id)];
        var there = after.ToDictionary(result => (result.Resolver, result.Mode, result.Case, result.Variant));
        int compared = 0, counted = 0, timed = 0;
        foreach (CaseResult result in before)
        {
            if (!there.TryGetValue((result.Resolver, result.Mode, result.Case, result.Variant), out CaseResult? other))
                continue;
            compared++;
            if (result.Outcome == other.Outcome)
                continue;
            bool depends = timing.Contains(result.Case);
            _ = depends ? timed++ : counted++;
            output.WriteLine($"{result.Resolver} {result.Mode} {result.Case} {result.Variant}: {result.Outcome}, then {other.Outcome}{(depends ? " (depends on time)" : "")}");
        }
        output.WriteLine($"{compared} verdicts compared, {counted} differ, and {timed} of cases that depend on time");
        return counted == 0 ? 0 : 1;
    }
}
