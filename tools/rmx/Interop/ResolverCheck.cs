using System.Net;
using RmxDns.Rdata;
using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Interop.Reports;
using RmxDns.Tool.Interop.Running;
using RmxDns.Tool.Linting;
using RmxDns.Tool.Output;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Interop;

/// <summary>
/// One run of <c>rmx interop check</c> from the command line to its exit code: the authority, the canary, the cases, the reports. What
/// keeps it from judging is told on standard error and ends it with <see cref="ExitCode.CannotRun"/>.
/// </summary>
/// <param name="options">The command line.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
internal sealed class ResolverCheck(CheckOptions options, TextWriter output, TextWriter error)
{
    private readonly TypeTable _types = new(options.RmxType);

    /// <summary>Runs; the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken ending)
    {
        try
        {
            if (options.Authority is { } running)
                return await CheckAsync(running, ending);
            if (OwnAuthority.Start(options.Listen, options.Delegated, _types, out string fault) is not { } own)
                return Refuse(fault);
            await using (own)
                return await CheckAsync(options.Listen, ending);
        }
        catch (OperationCanceledException)
        {
            return Refuse("ended before all cases were asked; there is no report");
        }
    }

    private async Task<int> CheckAsync(IPEndPoint authority, CancellationToken ending)
    {
        var settings = new CheckSettings(options.Resolver, authority, options.Delegated, options.Cases, options.Patience, options.Wait, options.AtOnce);
        var run = new CheckRun(settings, _types);
        if (!await run.ReachesAuthorityAsync(ending))
        {
            _ = Refuse($"no query that {options.Resolver} was asked came to the authority {authority} within {options.Wait.TotalSeconds:0} s, so nothing is judged. It asks there by one of these lines:");
            ResolverLines.Write(authority, options.Delegated, Screen.Of(error));
            return ExitCode.CannotRun;
        }
        CheckReport? report = null;
        ProgressBar.During(error, $"checking {options.Resolver}", options.Cases.Count, done => report = run.RunAsync(done, ending).GetAwaiter().GetResult());
        return Write(report!) ? ExitCodeOf(report!) : ExitCode.CannotRun;
    }

    private int ExitCodeOf(CheckReport report) =>
        report.Results.Any(result => result.Verdict.Outcome is Outcome.Fail or Outcome.Error || (options.Strict && result.Verdict.Outcome == Outcome.Tolerated)) ? ExitCode.Found : ExitCode.Fine;

    private bool Write(CheckReport report)
    {
        CheckFormat.Write(options.Format, report, _types, options.Hex, output);
        foreach (ReportTarget target in options.Reports)
        {
            try
            {
                using var writer = new StreamWriter(target.File) { NewLine = "\n" };
                CheckFormat.Write(target.Format, report, _types, options.Hex, writer);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                _ = Refuse($"the report cannot be written: {fault.Message}");
                return false;
            }
        }
        return true;
    }

    private int Refuse(string message)
    {
        error.WriteLine($"rmx: {FindingText.Escape(message)}");
        return ExitCode.CannotRun;
    }
}
