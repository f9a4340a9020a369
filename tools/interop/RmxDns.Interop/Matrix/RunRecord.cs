using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace RmxDns.Interop.Matrix;

/// <summary>What a run was made with.</summary>
/// <param name="Date">The day, in UTC.</param>
/// <param name="Commit">The commit of this repository.</param>
/// <param name="System">The operating system.</param>
/// <param name="Kernel">The kernel.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Versions">The Debian package's version of each resolver, by its id.</param>
/// <param name="Seconds">How long each place took, by its name.</param>
/// <param name="Anew">The cases that were asked of a resolver started anew, by the place's name, where there are any.</param>
/// <param name="Cases">The cases that were run.</param>
internal sealed record RunRecord(
    string Date, string Commit, string System, string Kernel, string Runtime,
    IReadOnlyDictionary<string, string> Versions, IReadOnlyDictionary<string, double> Seconds,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Anew, IReadOnlyList<CheckedCase> Cases)
{
    /// <summary>The record of a run that was just made here.</summary>
    public static RunRecord Here(IReadOnlyDictionary<Place, (CheckReport Report, double Seconds)> done) => new(
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Output("git", "-C", Folders.Root, "rev-parse", "--short", "HEAD"),
        File.ReadLines("/etc/os-release").First(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))["PRETTY_NAME=".Length..].Trim('"'),
        $"Linux {Environment.OSVersion.Version.ToString(3)}",
        RuntimeInformation.FrameworkDescription,
        done.Keys.Select(place => place.Resolver).DistinctBy(each => each.Id).ToDictionary(each => each.Id, each => VersionOf(each.Package)),
        done.ToDictionary(pair => pair.Key.Name, pair => pair.Value.Seconds),
        done.Where(pair => pair.Value.Report.Anew.Count > 0).ToDictionary(pair => pair.Key.Name, pair => pair.Value.Report.Anew),
        [.. done.Values.SelectMany(each => each.Report.Cases).DistinctBy(each => each.Id)]);

    /// <summary>The version of a Debian package, also of one that is unpacked without being installed.</summary>
    public static string VersionOf(string package)
    {
        string unpacked = Path.Combine(Folders.Build, package, "version");
        return File.Exists(unpacked) ? File.ReadAllText(unpacked).Trim() : Output("dpkg-query", "-W", "-f", "${Version}", package);
    }

    /// <summary>What a program prints.</summary>
    public static string Output(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output.Length > 0 ? output : "not installed";
    }
}
