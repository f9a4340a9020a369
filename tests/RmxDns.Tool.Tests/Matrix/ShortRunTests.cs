using System.Diagnostics;
using RmxDns.Interop.Matrix;
using RmxDns.Interop.Resolvers;
using RmxDns.Testing;
using RmxDns.Testing.Peers;

namespace RmxDns.Tool.Tests.Matrix;

/// <summary>
/// The short set of cases on two resolvers, started and configured as the matrix does it. What passes everywhere is held to here:
/// the type goes through, with every octet, and nothing fails but what depends on time. All four together have 90 seconds.
/// </summary>
[Collection(nameof(Port53))]
public sealed class ShortRunTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90) / 4;

    [Theory]
    [InlineData("unbound", Resolver.Forward)]
    [InlineData("bind", Resolver.Forward)]
    [InlineData("unbound", Resolver.Iterate)]
    [InlineData("bind", Resolver.Iterate)]
    public async Task The_type_goes_through(string id, string mode)
    {
        Resolver resolver = Resolver.All.Single(each => each.Id == id);
        if (Peer.WhyMissing(id == "bind" ? "named" : id) is string reason)
            Assert.Skip(reason);
        if (mode == Resolver.Iterate && !Environment.IsPrivilegedProcess)
            Assert.Skip("port 53 needs root");
        using var folder = new TemporaryFolder();
        var place = new Place(resolver, mode, resolver.TakesAnyAddress ? FreeAddress.OwnAddress() : FreeAddress.OwnPort(), FreeAddress.OwnPort());
        var clock = Stopwatch.StartNew();
        CheckReport report = await CheckRun.RunAsync(Served.Load(), place, folder.PathOf("."), ["--quick"], TestContext.Current.CancellationToken);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Longest);
        Assert.DoesNotContain(report.Results, result => result.Outcome == CaseResult.Error);
        HashSet<string> timing = [.. report.Cases.Where(each => each.Timing).Select(each => each.Id)];
        string[] failed = [.. report.Results.Where(result => result.Outcome == CaseResult.Fail && !timing.Contains(result.Case)).Select(result => $"{result.Case} {result.Variant}: {result.Reason}")];
        Assert.True(failed.Length == 0, string.Join('\n', failed));
        string[] through = ["canary", "case-mixed", "types-unknown", "ptr-question"];
        Assert.All(through, each =>
        {
            CaseResult[] variants = [.. report.Results.Where(result => result.Case == each)];
            Assert.Equal(8, variants.Length);
            Assert.All(variants, result => Assert.True(result.Outcome == CaseResult.Pass, $"{each} {result.Variant}: {result.Outcome}, {result.Reason}"));
        });
    }
}
