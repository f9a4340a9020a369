using System.Diagnostics;
using RmxDns.Testing;

namespace RmxDns.Tests.House;

/// <summary>The mutants of <c>tests/mutants</c> still fit the code, and each names a test that exists.</summary>
public class MutantTests
{
    [Fact]
    public void Each_applies_and_names_its_test()
    {
        string[] patches = Directory.GetFiles(Repository.PathOf("tests", "mutants"), "*.patch");
        Assert.True(patches.Length >= 30, $"{patches.Length} mutants");
        foreach (string patch in patches)
        {
            string[] test = File.ReadLines(patch).Single(line => line.StartsWith("test: ", StringComparison.Ordinal)).Split(' ');
            string name = test[2].Split('.')[^1];
            Assert.True(Directory.EnumerateFiles(Repository.PathOf("tests", test[1]), $"{name}.cs", SearchOption.AllDirectories).Any(), $"{patch}: no {test[2]}");
            using Process? git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "apply", "--check", patch]) { RedirectStandardError = true });
            Assert.NotNull(git);
            string fault = git.StandardError.ReadToEnd();
            git.WaitForExit();
            Assert.True(git.ExitCode == 0, fault);
        }
    }
}
