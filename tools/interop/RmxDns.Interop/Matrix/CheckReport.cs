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
}
