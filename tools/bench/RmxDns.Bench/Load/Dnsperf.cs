using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RmxDns.Bench.Servers;

namespace RmxDns.Bench.Load;

/// <summary>What dnsperf counted in one run.</summary>
/// <param name="Completed">Queries answered by NOERROR or NXDOMAIN.</param>
/// <param name="Sent">Queries sent.</param>
/// <param name="Seconds">How long it ran.</param>
internal sealed record DnsperfResult(long Completed, long Sent, double Seconds)
{
    /// <summary>Answers a second.</summary>
    public double PerSecond => Completed / Seconds;
}

/// <summary>Runs dnsperf against a server. Another RCODE than NOERROR and NXDOMAIN is no answer: a refusal is quick.</summary>
internal static partial class Dnsperf
{
    private const double LeastAnswered = 0.99;

    // It waits some seconds for the last answers; what hangs longer is ended.
    private const int Grace = 20;

    /// <summary>Runs it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="queries">The file of queries.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="edns">Whether queries carry EDNS.</param>
    /// <param name="cores">The cores that dnsperf runs on.</param>
    /// <param name="more">Other options.</param>
    /// <exception cref="InvalidOperationException">It failed, or more than one in a hundred responses is no answer.</exception>
    public static DnsperfResult Run(RunningServer server, string queries, int seconds, bool edns, string cores, params string[] more)
    {
        string[] arguments =
        [
            (seconds + Grace).ToString(CultureInfo.InvariantCulture), "taskset", "-c", cores, "dnsperf", "-s", server.Seat.Address.ToString(), "-p", server.Seat.PortText, "-d", queries,
            "-l", seconds.ToString(CultureInfo.InvariantCulture), .. edns ? (string[])["-e"] : [], .. more,
        ];
        using Process process = Process.Start(new ProcessStartInfo("timeout", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double Number(Regex line) => double.Parse(line.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        if (process.ExitCode != 0 || !SentLine().IsMatch(output))
            throw new InvalidOperationException($"dnsperf failed: {errors.Result}{output}");
        (string Rcode, long Count)[] codes = [.. Codes().Matches(CodesLine().Match(output).Value)
            .Select(code => (code.Groups[1].Value, long.Parse(code.Groups[2].Value, CultureInfo.InvariantCulture)))];
        long answered = codes.Where(code => code.Rcode is "NOERROR" or "NXDOMAIN").Sum(code => code.Count);
        if (answered == 0 || answered < LeastAnswered * codes.Sum(code => code.Count))
            throw new InvalidOperationException($"answers are {string.Join(", ", codes.Select(code => $"{code.Count} {code.Rcode}"))}");
        return new DnsperfResult(Math.Min(answered, (long)Number(CompletedLine())), (long)Number(SentLine()), Number(SecondsLine()));
    }

    [GeneratedRegex(@"Queries sent:\s+(\d+)")]
    private static partial Regex SentLine();

    [GeneratedRegex(@"Queries completed:\s+(\d+)")]
    private static partial Regex CompletedLine();

    [GeneratedRegex(@"Response codes:.*")]
    private static partial Regex CodesLine();

    [GeneratedRegex(@"(\w+) (\d+) \(")]
    private static partial Regex Codes();

    [GeneratedRegex(@"Run time \(s\):\s+([\d.]+)")]
    private static partial Regex SecondsLine();
}
