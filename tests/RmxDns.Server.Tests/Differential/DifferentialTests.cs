using System.Globalization;
using RmxDns.Testing;
using RmxDns.Testing.Differential;
using RmxDns.Testing.Peers;
using RmxDns.Testing.Zones;

namespace RmxDns.Server.Tests.Differential;

/// <summary>
/// Random zones and queries, answered by this server and by NSD, Knot, BIND and PowerDNS over real sockets: the same RCODE,
/// flags, answer, authority, required glue and TTLs, but for the peers' known differences. A few thousand cases here;
/// <c>tests/differential</c> runs as many as one likes.
/// </summary>
public class DifferentialTests(ITestOutputHelper output)
{
    private const double LeastShare = 0.01;

    [Fact]
    public void This_server_and_its_peers_say_the_same()
    {
        foreach (string program in Contest.Programs)
        {
            if (Peer.WhyMissing(program) is string reason)
                Assert.Skip(reason);
        }
        int cases = Setting("CASES", 3000);
        var run = new DifferentialRun(Setting("SEED", 20261124), cases, Setting("ZONES", 100));
        run.Run(zones =>
        {
            string[] more = Environment.GetEnvironmentVariable("RMXDNS_DIFFERENTIAL_UDP") is { Length: > 0 } udp ? ["--udp", udp] : [];
            bool compiled = Environment.GetEnvironmentVariable("RMXDNS_DIFFERENTIAL_ZONES_FROM") == "compiled";
            ServedZones served = compiled ? ServedZones.StartCompiled(zones, more) : ServedZones.Start(zones, more);
            return (served.Server.EndPoint, served);
        });
        string report = run.Report();
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable("RMXDNS_DIFFERENTIAL_REPORT") is { Length: > 0 } file)
            File.WriteAllText(file, report);
        Assert.True(run.Unexplained.Count == 0, report);
        Assert.Empty(run.Faults);
        if (cases >= 1000)
            Assert.Empty(Enum.GetValues<Outcome>().Where(outcome => run.Share(outcome) < LeastShare).Select(outcome => $"{outcome}: {run.Share(outcome):p2}"));
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable($"RMXDNS_DIFFERENTIAL_{name}"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : usual;
}
