using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx lint</c> on zones that ask for faults, with <c>--test-authority</c> and without.</summary>
public class TestAuthorityLintTests
{
    private static readonly string Folder = Repository.PathOf("zones", "interop");

    [Fact]
    public void With_the_switch_there_is_nothing_to_find()
    {
        RmxRun run = RmxRun.Of("lint", "--test-authority", Folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no errors, no warnings", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_it_each_fault_is_an_error()
    {
        RmxRun run = RmxRun.Of("lint", Folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[fault-without-test-authority]", run.Output, StringComparison.Ordinal);
    }
}
