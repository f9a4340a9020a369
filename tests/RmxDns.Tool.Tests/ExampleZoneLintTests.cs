namespace RmxDns.Tool.Tests;

/// <summary>The example zones give no false alarm, and show no fault that they do not say is meant.</summary>
public class ExampleZoneLintTests
{
    [Fact]
    public void Examples_have_no_error_and_no_warning()
    {
        RmxRun run = RmxRun.Of("lint", "zones", "--max-warnings", "0");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }
}
