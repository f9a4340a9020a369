using System.Diagnostics;
using System.Globalization;
using RmxDns.Interop.Resolvers;
using RmxDns.TestAuthority.Sockets;

namespace RmxDns.Interop.Matrix;

/// <summary>One place checked: the authority first, since some resolvers ask it as they start, then the resolver, then <c>rmx interop check</c>.</summary>
internal static class CheckRun
{
    private const int NotReached = 2;
    private const int MostRestarts = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Starts all, checks, and ends all. Cases without a verdict, since an earlier one had left the resolver unable to answer, are
    /// asked again of a resolver started anew. So is, where one server has all names, each case about EDNS that is no more than
    /// tolerated.
    /// </summary>
    /// <param name="served">What the authority serves.</param>
    /// <param name="place">What is checked.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="more">More arguments for the check, such as <c>--quick</c>.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="InvalidOperationException">Something does not start, or the check gave no verdicts.</exception>
    public static async Task<CheckReport> RunAsync(Served served, Place place, string folder, IReadOnlyList<string> more, CancellationToken stop)
    {
        CheckReport report = await CheckOnceAsync(served, place, folder, more, stop);
        for (int restart = 0; restart < MostRestarts && report.WithoutVerdict() is { Count: > 0 } open; restart++)
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, $"anew{restart}")).FullName;
            report = report.With(await CheckOnceAsync(served, place, own, [.. open.SelectMany(id => (string[])["--case", id])], stop), open);
        }
        foreach (string id in place.Mode == Resolver.Iterate ? [] : report.ToleratedOfEdns())
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, id)).FullName;
            report = report.With(await CheckOnceAsync(served, place, own, ["--case", id], stop), [id]);
        }
        return report;
    }

    private static async Task<CheckReport> CheckOnceAsync(Served served, Place place, string folder, IReadOnlyList<string> more, CancellationToken stop)
    {
        await using TestAuthorityServer authority = served.Start(place);
        var seat = new Seat(place.Address, folder, place.Authority);
        IReadOnlyList<string> command = place.Resolver.Start(seat, place.Resolver.Template(place.Mode));
        using RunningProcess resolver = await RunningProcess.StartAsync(place.Resolver.Title, command, place.Address, seat.Log, stop);
        string report = await CheckAsync(place, more, stop);
        if (!resolver.IsAlive)
            throw new InvalidOperationException($"{place.Resolver.Title} ended during the check:\n{resolver.LogEnd()}");
        return CheckReport.Read(place, report);
    }

    private static async Task<string> CheckAsync(Place place, IReadOnlyList<string> more, CancellationToken stop)
    {
        string[] mode = place.Mode == Resolver.Iterate ? ["--delegated"] : [];
        string[] atOnce = place.Resolver.AtOnce is { } cases ? ["--at-once", cases.ToString(CultureInfo.InvariantCulture)] : [];
        string[] arguments = [Folders.Tool, "interop", "check", "--resolver", place.Address.ToString(), "--authority", place.Authority.ToString(), "--json", .. mode, .. atOnce, .. more];
        using Process check = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Longest);
        try
        {
            Task<string> output = check.StandardOutput.ReadToEndAsync(limit.Token), error = check.StandardError.ReadToEndAsync(limit.Token);
            await check.WaitForExitAsync(limit.Token);
            return check.ExitCode < NotReached ? await output : throw new InvalidOperationException($"the check ended with {check.ExitCode}: {(await error).Trim()}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new InvalidOperationException($"the check took more than {Longest.TotalMinutes:0} minutes");
        }
        finally
        {
            if (!check.HasExited)
            {
                check.Kill();
                await check.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}
