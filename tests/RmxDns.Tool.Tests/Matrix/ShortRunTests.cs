using RmxDns.Interop.Matrix;
using RmxDns.Interop.Resolvers;
using RmxDns.Testing;
using RmxDns.Testing.Peers;

namespace RmxDns.Tool.Tests.Matrix;

/// <summary>
/// The short set of cases on two resolvers, started and configured as the matrix does it. What passes everywhere is held to here:
/// the type goes through, with every octet.
/// </summary>
public sealed class ShortRunTests
{
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
        CheckReport report = await CheckRun.RunAsync(Served.Load(), place, folder.PathOf("."), ["--quick"], TestContext.Current.CancellationToken);
        Assert.DoesNotContain(report.Results, result => result.Outcome == CaseResult.Error);
        string[] through = ["canary", "case-mixed", "types-unknown", "ptr-question"];
        Assert.All(through, each =>
        {
            CaseResult[] variants = [.. report.Results.Where(result => result.Case == each)];
            Assert.Equal(8, variants.Length);
            Assert.All(variants, result => Assert.True(result.Outcome == CaseResult.Pass, $"{each} {result.Variant}: {result.Outcome}, {result.Reason}"));
        });
    }
}
