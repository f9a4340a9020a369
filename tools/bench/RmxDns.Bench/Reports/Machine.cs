using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace RmxDns.Bench.Reports;

/// <summary>What a run was made on and with.</summary>
/// <param name="Date">The day, in UTC.</param>
/// <param name="Commit">The commit of this repository.</param>
/// <param name="Cores">Processors.</param>
/// <param name="Processor">Their model.</param>
/// <param name="Kernel">The kernel.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Versions">The versions of the peers and of dnsperf.</param>
internal sealed record Machine(
    string Date, string Commit, int Cores, string Processor, string Kernel, string Runtime, IReadOnlyList<string> Versions)
{
    private static readonly string[] Packages = ["nsd", "knot", "bind9", "pdns-server", "dnsperf"];

    public static Machine Here() => new(
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Output("git", "-C", Servers.Folders.Root, "rev-parse", "--short", "HEAD"),
        Environment.ProcessorCount,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown",
        $"Linux {Environment.OSVersion.Version.ToString(3)}",
        RuntimeInformation.FrameworkDescription,
        [.. Packages.Select(package => $"{package} {Output("dpkg-query", "-W", "-f", "${Version}", package)}")]);

    private static string Output(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output.Length > 0 ? output : "not installed";
    }
}
