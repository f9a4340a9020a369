using System.Collections.Concurrent;
using System.Diagnostics;
using RmxDns.Rdata;
using RmxDns.Tool.Interop.Cases;

namespace RmxDns.Tool.Interop.Running;

/// <summary>
/// A whole run: the canary, then the cases that disturb nothing, many at once, then those after which a resolver may think worse of the
/// server. These are asked one at a time, each behind canaries, unless each has a server of its own (--delegated). A resolver that no
/// longer hands on the canary is not judged: its cases are errors.
/// </summary>
/// <param name="settings">What is checked.</param>
/// <param name="types">The record types.</param>
internal sealed class CheckRun(CheckSettings settings, TypeTable types)
{
    private static readonly TimeSpan BetweenCanaries = TimeSpan.FromMilliseconds(250), Recovery = TimeSpan.FromSeconds(15), Lost = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Canaries over TCP, so many in a row: a resolver that keeps connections to its server, as dnsdist does in each of ten threads, gives
    /// the next client on one what the case before has left there, and that client is not to be a case.
    /// </summary>
    private const int OverTcpInARow = 10;

    private static readonly TimeSpan LongestOverTcp = TimeSpan.FromSeconds(5), AfterSpoilt = TimeSpan.FromMilliseconds(20);

    private readonly CaseRun _cases = new(settings, types, new Labels());
    private bool _lost;

    /// <summary>Asks for the canary until its query arrives at the authority, as long as the settings say.</summary>
    /// <returns>Whether it arrived.</returns>
    public async Task<bool> ReachesAuthorityAsync(CancellationToken ending)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            if ((await _cases.CanaryAsync(overTcp: false, ending)).Arrived)
                return true;
            await Task.Delay(BetweenCanaries, ending);
        }
        while (clock.Elapsed < settings.Wait);
        return false;
    }

    /// <summary>Asks and judges all cases.</summary>
    /// <param name="done">Called for each case that is done, from any thread.</param>
    /// <param name="ending">Ends the run.</param>
    public async Task<CheckReport> RunAsync(Action done, CancellationToken ending)
    {
        var clock = Stopwatch.StartNew();
        var results = new ConcurrentDictionary<InteropCase, IReadOnlyList<CheckResult>>();
        bool canaryWorks = (await _cases.CanaryAsync(overTcp: false, ending)).Answered;
        bool overTcp = !settings.Delegated && canaryWorks && (await _cases.CanaryAsync(overTcp: true, ending)).Answered;
        await ForEachAsync(settings.Cases.Where(subject => !subject.Disturbs), settings.AtOnce, async subject => results[subject] = await _cases.AskAsync(subject, ending));
        // To a resolver that never hands on the canary there is nothing to recover.
        await ForEachAsync(settings.Cases.Where(subject => subject.Disturbs), settings.Delegated ? settings.AtOnce : 1, async subject =>
            results[subject] = !canaryWorks || settings.Delegated || await RecoversAsync(overTcp, ending)
                ? await _cases.AskAsync(subject, ending)
                : CaseRun.Unjudged(subject, "the resolver no longer hands on the canary"));
        return new CheckReport(settings, [.. settings.Cases.SelectMany(subject => results[subject])], clock.Elapsed);

        Task ForEachAsync(IEnumerable<InteropCase> cases, int atOnce, Func<InteropCase, Task> ask) => Parallel.ForEachAsync(
            cases, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ending }, async (subject, _) =>
            {
                await ask(subject);
                done();
            });
    }

    private async Task<bool> RecoversAsync(bool overTcp, CancellationToken ending)
    {
        if (overTcp)
            await UseUpConnectionsAsync(ending);
        var clock = Stopwatch.StartNew();
        do
        {
            if ((await _cases.CanaryAsync(overTcp: false, ending)).Answered)
            {
                _lost = false;
                return true;
            }
            await Task.Delay(BetweenCanaries, ending);
        }
        while (clock.Elapsed < (_lost ? Lost : Recovery));
        _lost = true;
        return false;
    }

    private async Task UseUpConnectionsAsync(CancellationToken ending)
    {
        var clock = Stopwatch.StartNew();
        for (int inARow = 0; inARow < OverTcpInARow && clock.Elapsed < LongestOverTcp; inARow++)
        {
            if ((await _cases.CanaryAsync(overTcp: true, ending)).Answered)
                continue;
            inARow = -1;
            await Task.Delay(AfterSpoilt, ending);
        }
    }
}
