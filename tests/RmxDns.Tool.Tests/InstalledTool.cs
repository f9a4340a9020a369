using System.Diagnostics;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>
/// Runs commands of a shell with <c>rmx</c> on the path: the program as it was built beside the tests, in a process of its own, as
/// users and pipelines run it.
/// </summary>
internal static class InstalledTool
{
    // Packing native code is what takes longest.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A folder whose only file starts the program that was built.</summary>
    private static readonly Lazy<string> Folder = new(() =>
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "rmx-on-path");
        _ = Directory.CreateDirectory(folder);
        string script = Path.Combine(folder, "rmx");
        // The tests' own folder holds assemblies for the frameworks of the tests.
        string[] built = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar)[^2..];
        string program = Repository.PathOf(["tools", "rmx", "bin", .. built, "rmx.dll"]);
        File.WriteAllText(script, $"#!/bin/sh\nexec dotnet '{program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    });

    /// <summary>Runs a command line of bash.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="folder">The working directory; the top of the repository without one.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="variables">Variables beside those of the test.</param>
    public static async Task<RmxRun> ShellAsync(string command, string? folder = null, byte[]? input = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Folder.Value}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token), error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.BaseStream.WriteAsync(input ?? [], patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return new RmxRun(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
