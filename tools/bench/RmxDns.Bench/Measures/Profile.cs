using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>
/// Where this server's processor time goes, by function and workload: perf's samples by a software clock, since machines without
/// counters have no other, and with the names that the runtime gives to compiled methods. Needs perf and the right to use it.
/// </summary>
internal static partial class Profile
{
    public const string Measure = "profile";

    private const string Share = "% of the samples, those of 1 % and more";
    private const string Least = "1";
    private const string Frequency = "997";

    private static readonly Competitor Mapped = new(Competitor.Rmx.Id, "RmxDns, with perf maps", (seat, zones) =>
        ["env", "DOTNET_PerfMapEnabled=1", .. Competitor.Rmx.Command(seat, zones)]);

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("profile"));
        foreach (Workload workload in Workload.Goal)
            plan.Try(Measure, workload.Title, () => Run(plan, zone, workload));
    }

    private static void Run(Plan plan, ZonePair zone, Workload workload)
    {
        using RunningServer server = plan.Start(Mapped, [zone], 1);
        string queries = workload.Write(plan.Folder), samples = Path.Combine(plan.Folder, $"{workload.Id}.perf");
        // Methods get their last code only after some thousand calls.
        _ = Throughput.Measured(server, queries, workload.Edns, plan.Long.Steady);
        string seconds = plan.Long.Steady.ToString(CultureInfo.InvariantCulture), id = server.Id.ToString(CultureInfo.InvariantCulture);
        using Process perf = Process.Start("perf", ["record", "-q", "-e", "cpu-clock", "-F", Frequency, "-p", id, "-o", samples, "--", "sleep", seconds]);
        _ = Throughput.Measured(server, queries, workload.Edns, plan.Long.Steady + 1);
        perf.WaitForExit();
        foreach (Match line in SymbolLine().Matches(Report(samples)))
        {
            string function = line.Groups[2].Value.Replace('`', '\'').Replace('|', '/').Trim();
            plan.Results.Add(Measure, $"`{function}`", workload.Id, Share, double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    /// <exception cref="InvalidOperationException">perf has no samples.</exception>
    private static string Report(string samples)
    {
        string[] arguments = ["report", "-i", samples, "--stdio", "--no-children", "-s", "symbol", "--percent-limit", Least];
        using Process report = Process.Start(new ProcessStartInfo("perf", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = report.StandardError.ReadToEndAsync();
        string output = report.StandardOutput.ReadToEnd();
        report.WaitForExit();
        return report.ExitCode == 0 && SymbolLine().IsMatch(output) ? output : throw new InvalidOperationException($"perf report: {errors.Result}");
    }

    [GeneratedRegex(@"^\s+([\d.]+)%\s+\[.\]\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex SymbolLine();
}
