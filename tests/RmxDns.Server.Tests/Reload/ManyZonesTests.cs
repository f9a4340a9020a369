using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RmxDns.Server.Tests.Reload;

/// <summary>
/// Many zones, and many names in one zone. The numbers are small ones; for those that the server is made for, and their times:
/// <c>dotnet build -c Release tests/RmxDns.Server.Tests</c>, then
/// <c>RMXDNS_TEST_ZONES=100000 RMXDNS_TEST_NAMES=1000000 tests/RmxDns.Server.Tests/bin/Release/net10.0/RmxDns.Server.Tests
/// --filter-class RmxDns.Server.Tests.Reload.ManyZonesTests --xunit-diagnostics on</c>.
/// </summary>
public sealed class ManyZonesTests : IDisposable
{
    private readonly KeeperBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Many_small_zones_load_and_one_that_changes_is_found()
    {
        int count = Number("RMXDNS_TEST_ZONES", 2000);
        _bench.StatePath = _bench.PathOf("state");
        for (int i = 0; i < count; i++)
            _ = _bench.Write(Zone(i), KeeperBench.Text($"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}"));
        Measure($"first load of {count} zones", _bench.Start);
        Assert.Equal(count, _bench.Current.Value.Count);
        _bench.Clock.Now = DateTimeOffset.UtcNow.AddMinutes(1);
        _bench.Poll();
        Measure("poll that finds nothing", _bench.Poll);
        _ = _bench.Write(Zone(count / 2), KeeperBench.Text("192.0.2.1"));
        Measure("poll that finds one zone", _bench.Poll);
        Assert.Equal("192.0.2.1", _bench.Www(Zone(count / 2)));
        Measure("SIGHUP that finds nothing", _bench.Hangup);
        int last = count - 1;
        Assert.Equal($"10.{last >> 16}.{(last >> 8) & 255}.{last & 255}", _bench.Www(Zone(last)));
        Measure("restart", _bench.Start);
    }

    [Fact]
    public void Many_names_in_one_zone_load()
    {
        int count = Number("RMXDNS_TEST_NAMES", 20_000);
        var text = new StringBuilder(KeeperBench.Text("192.0.2.1"));
        for (int i = 0; i < count; i++)
            _ = text.Append(CultureInfo.InvariantCulture, $"n{i}: {{type: RMX, value: ['ipv4:10.{i >> 16}.{(i >> 8) & 255}.{i & 255}', mx]}}\n");
        _ = _bench.Write("large.test", text.ToString());
        Measure($"first load of {count} names", _bench.Start);
        Assert.Equal(count + 2, _bench.Current.Value.Zones.Single().NameCount);
        Assert.Single(_bench.Ask($"n{count - 1}.large.test", 65280).Answer);
    }

    private void Measure(string what, Action step)
    {
        long started = Stopwatch.GetTimestamp();
        step();
        TestContext.Current.SendDiagnosticMessage(
            "{0}: {1:0} ms, {2:0} MB in the process", what, Stopwatch.GetElapsedTime(started).TotalMilliseconds, Environment.WorkingSet / 1e6);
        foreach (string line in _bench.Log.Take().Where(line => line.StartsWith("Information: loaded ", StringComparison.Ordinal)))
            TestContext.Current.SendDiagnosticMessage("  {0}", line);
    }

    private static string Zone(int i) => string.Create(CultureInfo.InvariantCulture, $"z{i}.test");

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : usual;
}
