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

    [Theory]
    [InlineData("foo", "there is no verb \"foo\" here; rmx --help lists them")]
    [InlineData("convert", "a verb is missing; it is spf or rmx")]
    [InlineData("convert foo", "there is no verb \"foo\" here; it is spf or rmx")]
    [InlineData("query", "NAME is missing; rmx query --help tells how it is called")]
    [InlineData("convert spf", "NAME|TEXT|FILE is missing; rmx convert spf --help tells how it is called")]
    [InlineData("lint --format foo", "--format \"foo\": not allowed here; it is text, json, sarif, github, gitlab, junit or markdown")]
    [InlineData("interop check --format foo", "--format \"foo\": not allowed here; it is text, json, junit or markdown")]
    [InlineData("lint --set foo", "--set \"foo\": not allowed here; it is default or strict")]
    [InlineData("lint --max-warnings x", "--max-warnings \"x\": not allowed here; it is a whole number from 0 to 2147483647")]
    [InlineData("lint --max-warnings -1", "--max-warnings \"-1\": not allowed here; it is a whole number from 0 to 2147483647")]
    [InlineData("query example.com @no-such-host.invalid", "\"@no-such-host.invalid\" is no server: no address is found for that name")]
    public void A_wrong_command_line_is_one_line_that_says_what_to_do(string words, string fault)
    {
        RmxRun run = RmxRun.Of(words.Split(' '));
        Assert.Equal((2, "", $"rmx: {fault}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void A_command_line_without_a_verb_ends_with_2()
    {
        RmxRun run = RmxRun.Of();
        Assert.Equal((2, "rmx: a verb is missing, such as lint; rmx --help lists them\n"), (run.ExitCode, run.Error));
    }
}
