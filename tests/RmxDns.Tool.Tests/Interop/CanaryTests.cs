using System.Net;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>Nothing is judged before a query has come to the authority, and the user is told how it would.</summary>
public class CanaryTests(RunningAuthority authority) : IClassFixture<RunningAuthority>
{
    [Fact]
    public void A_resolver_that_does_not_ask_the_authority_ends_with_2_and_the_lines_for_resolvers()
    {
        using var resolver = new ScriptedServer(query => [[.. query[..2], 0x81, 0x84, .. query[4..12], .. query[12..]]]);
        RmxRun run = RmxRun.Of("interop", "check", "--resolver", resolver.EndPoint.ToString(), "--authority", authority.EndPoint.ToString(), "--wait", "0");
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains($"no query that {resolver.EndPoint} was asked came to the authority {authority.EndPoint}", run.Error, StringComparison.Ordinal);
        Assert.Contains($"forward-addr: {authority.EndPoint.Address}@{authority.EndPoint.Port}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_authority_is_nothing_is_judged()
    {
        IPEndPoint nobody = FreeAddress.OwnAddress();
        RmxRun run = RmxRun.Of("interop", "check", "--resolver", authority.EndPoint.ToString(), "--authority", nobody.ToString(), "--wait", "0");
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void Its_own_authority_is_started_and_ended_and_an_address_in_use_is_named()
    {
        IPEndPoint listen = FreeAddress.OwnAddress();
        // The authority itself in the place of a resolver that forwards everything as it is.
        string[] arguments = ["interop", "check", "--resolver", listen.ToString(), "--listen", listen.ToString(), "--case", "ptr-*", "--case", "raw-*"];
        Assert.Equal(0, RmxRun.Of(arguments).ExitCode);
        Assert.Equal(0, RmxRun.Of(arguments).ExitCode);
        RmxRun taken = RmxRun.Of("interop", "check", "--resolver", listen.ToString(), "--listen", authority.EndPoint.ToString());
        Assert.Equal(2, taken.ExitCode);
        Assert.Contains($"cannot listen on {authority.EndPoint}: AddressAlreadyInUse", taken.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--listen 192.0.2.1:5399", "not a loopback address")]
    [InlineData("--case nothing-like-it", "there is no case nothing-like-it")]
    [InlineData("--case rdata-65000 --quick", "none of these cases is in the quick set")]
    [InlineData("--resolver 192.0.2", "--resolver")]
    [InlineData("--authority 192.0.2.1:0", "--authority")]
    [InlineData("--patience 1", "a whole number from 100 to 60000")]
    [InlineData("--report text", "FORMAT=FILE")]
    [InlineData("--format xml", "xml")]
    public void A_wrong_command_line_is_refused(string arguments, string message)
    {
        RmxRun run = RmxRun.Of(["interop", "check", "--resolver", "127.0.0.1:1", .. arguments.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resolver_must_be_named()
    {
        RmxRun run = RmxRun.Of("interop", "check");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--resolver ADDRESS[:PORT]", run.Error, StringComparison.Ordinal);
    }
}
