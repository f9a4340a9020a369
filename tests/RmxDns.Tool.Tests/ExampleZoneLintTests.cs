using RmxDns.Testing;
using RmxDns.Zones;

namespace RmxDns.Tool.Tests;

/// <summary>The example zones, alone and together, give no false alarm, and show no fault that they do not say is meant.</summary>
public class ExampleZoneLintTests
{
    public static TheoryData<string> Paths() => ["zones", .. ZoneFolder.Scan(Repository.PathOf("zones")).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Examples_have_no_error_and_no_warning(string path)
    {
        RmxRun run = RmxRun.Of("lint", path, "--max-warnings", "0");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }
}
