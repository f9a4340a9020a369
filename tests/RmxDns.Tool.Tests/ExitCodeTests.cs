using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>How <c>rmx</c> ends.</summary>
public class ExitCodeTests
{
    [Fact]
    public void Clean_zones_end_with_0() => Assert.Equal(0, RmxRun.Of("lint", Repository.PathOf("zones")).ExitCode);

    [Fact]
    public void A_zone_with_an_error_ends_with_1()
    {
        RmxRun run = RmxRun.Of("lint", Repository.PathOf("tests", "data", "lint", "cname-and-other", "bad.yaml"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[cname-and-other]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_ends_with_2()
    {
        RmxRun run = RmxRun.Of("lint", "--no-such-option");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--no-such-option", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_line_without_a_verb_ends_with_2()
    {
        RmxRun run = RmxRun.Of();
        Assert.Equal((2, "rmx: a verb is missing, such as lint; rmx --help lists them\n"), (run.ExitCode, run.Error));
    }
}
