namespace RmxDns.Bench;

/// <summary>What a run is asked for.</summary>
/// <param name="Goal">Whether only the goal table is wanted.</param>
/// <param name="Quick">Whether one short round will do.</param>
/// <param name="Docs">Whether <c>docs/performance.md</c> gets the figures.</param>
/// <param name="Only">The measurements to make; empty for all.</param>
/// <param name="Names">Names of the large zone.</param>
/// <param name="Zones">How many small zones.</param>
/// <param name="Output">Where the results go.</param>
internal sealed record BenchOptions(bool Goal, bool Quick, bool Docs, IReadOnlyCollection<string> Only, int Names, int Zones, string Output);
