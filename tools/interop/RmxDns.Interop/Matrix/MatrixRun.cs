using System.Collections.Concurrent;
using System.Diagnostics;
using RmxDns.Interop.Resolvers;

namespace RmxDns.Interop.Matrix;

/// <summary>All places, some at a time: most of a run is waiting. What cannot be run is told, and the others go on.</summary>
internal static class MatrixRun
{
    /// <summary>Checks every place.</summary>
    /// <param name="places">What is checked.</param>
    /// <param name="jobs">How many at a time.</param>
    /// <param name="logs">Where the logs of places that failed are kept.</param>
    /// <param name="more">More arguments for the check.</param>
    /// <param name="stop">Ends it early; everything started is ended first.</param>
    /// <returns>What the run was made with, and its results in the order of the places; a place that failed has none.</returns>
    public static async Task<(RunRecord Run, IReadOnlyList<CaseResult> Results)> RunAsync(
        IReadOnlyList<Place> places, int jobs, string logs, IReadOnlyList<string> more, CancellationToken stop)
    {
        var served = Served.Load();
        var found = new ConcurrentDictionary<Place, (CheckReport Report, double Seconds)>();
        using var iterating = new SemaphoreSlim(1);
        using var seats = new SemaphoreSlim(jobs);
        await Task.WhenAll(places.Select(CheckAsync));
        Place[] done = [.. places.Where(found.ContainsKey)];
        return (RunRecord.Here(found), [.. done.SelectMany(place => found[place].Report.Results)]);

        async Task CheckAsync(Place place)
        {
            // The authority's addresses in the delegations are there once.
            using IDisposable? turn = place.Mode == Resolver.Iterate ? await Turn.TakeAsync(iterating, stop) : null;
            using IDisposable seat = await Turn.TakeAsync(seats, stop);
            if (await CheckOneAsync(served, place, logs, more, stop) is { } report)
                found[place] = report;
        }
    }

    private static async Task<(CheckReport, double)?> CheckOneAsync(Served served, Place place, string logs, IReadOnlyList<string> more, CancellationToken stop)
    {
        string folder = Directory.CreateTempSubdirectory($"rmxdns-interop-{place.Name}-").FullName;
        var clock = Stopwatch.StartNew();
        try
        {
            CheckReport report = await CheckRun.RunAsync(served, place, folder, more, stop);
            IReadOnlyList<CaseResult> results = report.Results;
            Console.WriteLine($"{place.Name}: {Count(results, CaseResult.Pass)} pass, {Count(results, CaseResult.Tolerated)} tolerated, {Count(results, CaseResult.Fail)} fail, {Count(results, CaseResult.Error)} error, {clock.Elapsed.TotalSeconds:0} s");
            return (report, Math.Round(clock.Elapsed.TotalSeconds));
        }
        catch (InvalidOperationException fault)
        {
            Console.Error.WriteLine($"{place.Name}: {fault.Message}");
            KeepLog(Path.Combine(folder, "log"), Path.Combine(logs, place.Name + ".log"));
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Count(IReadOnlyList<CaseResult> results, string outcome) => results.Count(result => result.Outcome == outcome);

    private static void KeepLog(string log, string kept)
    {
        if (!File.Exists(log))
            return;
        _ = Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        File.Copy(log, kept, overwrite: true);
    }

    /// <summary>A place in a queue, given back when disposed.</summary>
    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        public static async Task<IDisposable> TakeAsync(SemaphoreSlim queue, CancellationToken stop)
        {
            await queue.WaitAsync(stop);
            return new Turn(queue);
        }

        public void Dispose() => queue.Release();
    }
}
