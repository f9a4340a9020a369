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

    private const string Share = "% of the samples; of functions those of 1 % and more";
    private const double Least = 1;
    private const string Frequency = "997";

    // perf takes names from a map only for code in memory without a file, which compiled methods have when they may be written in place.
    private static readonly Competitor Mapped = new(Competitor.Rmx.Id, "RmxDns, with perf maps", (seat, zones) =>
        ["env", "DOTNET_PerfMapEnabled=1", "DOTNET_EnableWriteXorExecute=0", .. Competitor.Rmx.Command(seat, zones)]);

    public static void Run(Plan plan)
    {
        ZonePair zone = BenchZones.Mixed(plan.NewFolder("profile"));
        var samples = new List<Sample>();
        foreach (Workload workload in Workload.Goal)
            plan.Try(Measure, workload.Title, () => samples.AddRange(Take(plan, zone, workload)));
        foreach (IGrouping<string, Sample> workload in samples.GroupBy(sample => sample.Workload))
        {
            plan.Results.Add(Measure, "the kernel in all", workload.Key, Share, workload.Where(sample => sample.Kernel).Sum(sample => sample.Percent));
            plan.Results.Add(Measure, "the server in all", workload.Key, Share, workload.Where(sample => !sample.Kernel).Sum(sample => sample.Percent));
        }
        foreach (IGrouping<string, Sample> function in samples.GroupBy(sample => sample.Function).OrderByDescending(function => function.Sum(sample => sample.Percent)))
        {
            foreach ((string workload, double percent) in function.GroupBy(sample => sample.Workload).Select(group => (group.Key, group.Sum(sample => sample.Percent))))
            {
                if (percent >= Least)
                    plan.Results.Add(Measure, function.Key, workload, Share, percent);
            }
        }
    }

    private static Sample[] Take(Plan plan, ZonePair zone, Workload workload)
    {
        using RunningServer server = plan.Start(Mapped, [zone], 1);
        string queries = workload.Write(plan.Folder), samples = Path.Combine(plan.Folder, $"{workload.Id}.perf");
        // Methods get their last code only after some thousand calls.
        _ = Throughput.Measured(server, queries, workload.Edns, plan.Long.Steady);
        string seconds = plan.Long.Steady.ToString(CultureInfo.InvariantCulture), id = server.Id.ToString(CultureInfo.InvariantCulture);
        using Process perf = Process.Start("perf", ["record", "-q", "-e", "cpu-clock", "-F", Frequency, "-p", id, "-o", samples, "--", "sleep", seconds]);
        _ = Throughput.Measured(server, queries, workload.Edns, plan.Long.Steady + 1);
        perf.WaitForExit();
        string report = Report(samples);
        File.Delete($"/tmp/perf-{id}.map");
        File.Delete($"/tmp/perfinfo-{id}.map");
        return [.. SymbolLine().Matches(report).Select(line => new Sample(
            workload.Id, double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture), line.Groups[2].Value == "k", NameOf(line.Groups[3].Value)))];
    }

    /// <summary>A function as people call it: of a compiled method its class and its name, without the signature.</summary>
    private static string NameOf(string symbol)
    {
        if (Address().IsMatch(symbol))
            return "the runtime and libraries, where they have no names";
        string name = Method().Match(symbol) is { Success: true } method ? $"{method.Groups[1].Value}.{method.Groups[2].Value}" : Columns().Replace(symbol, "");
        return $"`{name.Replace('`', '\'').Replace('|', '/').Trim()}`";
    }

    /// <exception cref="InvalidOperationException">perf has no samples.</exception>
    private static string Report(string samples)
    {
        string[] arguments = ["report", "-i", samples, "--stdio", "--no-children", "-s", "symbol"];
        using Process report = Process.Start(new ProcessStartInfo("perf", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = report.StandardError.ReadToEndAsync();
        string output = report.StandardOutput.ReadToEnd();
        report.WaitForExit();
        return report.ExitCode == 0 && SymbolLine().IsMatch(output) ? output : throw new InvalidOperationException($"perf report: {errors.Result}");
    }

    [GeneratedRegex(@"^\s+([\d.]+)%\s+\[(.)\]\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex SymbolLine();

    [GeneratedRegex("^0x[0-9a-f]+|^\\[unknown\\]")]
    private static partial Regex Address();

    // perf has two more columns behind the name, for what a software clock does not tell.
    [GeneratedRegex(@"(\s+-)+\s*$")]
    private static partial Regex Columns();

    // As perf maps have them: "RETURNTYPE [ASSEMBLY] NAMESPACE.CLASS::METHOD(PARAMETERS)[TIER]".
    [GeneratedRegex(@"\] (?:[\w.]*\.)?([\w`]+)[^\s:]*::([^(]+)\(")]
    private static partial Regex Method();

    /// <summary>What share of a workload's samples a function has.</summary>
    private readonly record struct Sample(string Workload, double Percent, bool Kernel, string Function);
}
