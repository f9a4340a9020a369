using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace RmxDns.Bench.Reports;

/// <summary>What a run was made on and with.</summary>
/// <param name="Date">The day, in UTC.</param>
/// <param name="Commit">The commit of this repository.</param>
/// <param name="Cores">Processors.</param>
/// <param name="Processor">Their model.</param>
/// <param name="Memory">Its memory in octets.</param>
/// <param name="Kernel">The kernel.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Versions">The versions of the peers, of dnsperf, of the C compiler, and of the libraries that are measured.</param>
internal sealed record Machine(
    string Date, string Commit, int Cores, string Processor, long Memory, string Kernel, string Runtime, IReadOnlyList<string> Versions)
{
    private static readonly string[] Packages = ["nsd", "knot", "bind9", "pdns-server", "dnsperf", "gcc"];

    private static readonly Assembly[] Libraries = [typeof(ARSoft.Tools.Net.Dns.DnsServer).Assembly, typeof(YamlDotNet.Core.Parser).Assembly];

    public static Machine Here() => new(
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Output("git", "-C", Servers.Folders.Root, "rev-parse", "--short", "HEAD"),
        Environment.ProcessorCount,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown",
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        $"Linux {Environment.OSVersion.Version.ToString(3)}",
        RuntimeInformation.FrameworkDescription,
        [
            .. Packages.Select(package => $"{package} {Output("dpkg-query", "-W", "-f", "${Version}", package)}"),
            .. Libraries.Select(library => $"{library.GetName().Name} {library.GetName().Version}"),
        ]);

    private static string Output(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output.Length > 0 ? output : "not installed";
    }
}
