using System.Diagnostics;
using RmxDns.Testing;

namespace RmxDns.TestAuthority.Tests.Goldens;

/// <summary>A program that nobody here wrote, which reads messages. The test is skipped where it is not installed.</summary>
internal static class OutsideReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs a program on lines of standard input.</summary>
    /// <param name="package">The Debian package that it comes with.</param>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="lines">Standard input.</param>
    /// <returns>The lines of its standard output.</returns>
    public static string[] Run(string package, string program, string[] arguments, IEnumerable<string> lines)
    {
        if (!File.Exists(program))
            Assert.Skip($"{package} is not installed; tests/run installs it");
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        try
        {
            Write(process, lines);
            Assert.True(process.WaitForExit(Patience), $"{program} took over {Patience}");
            if (error.Result.Contains("No module named", StringComparison.Ordinal))
                Assert.Skip($"{package} is not installed; tests/run installs it");
            Assert.True(process.ExitCode == 0, error.Result);
            return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Signals.Stop(process, TimeSpan.FromSeconds(5));
        }
    }

    private static void Write(Process process, IEnumerable<string> lines)
    {
        try
        {
            foreach (string line in lines)
                process.StandardInput.WriteLine(line);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended early; its exit code and standard error say why.
        }
    }
}
