using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Server.Tests.Reload;

/// <summary>Additional data that lies in another zone is right again with the publish that changes that zone.</summary>
public sealed class AdditionalAcrossZonesTests : IDisposable
{
    private const string Rmx = "'':\n  - {type: NS, value: ns.example.net.}\n  - {type: RMX, value: 'host:www.hosts.test.'}\n";

    private readonly KeeperBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void It_comes_changes_and_goes_with_the_other_zone()
    {
        _ = _bench.Write("rmx.test", Rmx);
        _bench.Start();
        Assert.Empty(Additional());
        string hosts = _bench.Write("hosts.test", KeeperBench.Text("192.0.2.1"));
        _bench.Poll();
        Assert.Equal(["www.hosts.test. c0000201"], Additional());
        _ = _bench.Write("hosts.test", KeeperBench.Text("192.0.2.2"));
        _bench.Poll();
        Assert.Equal(["www.hosts.test. c0000202"], Additional());
        _ = _bench.Write("hosts.test", "broken");
        _bench.Poll();
        Assert.Equal(["www.hosts.test. c0000202"], Additional());
        File.Delete(hosts);
        _bench.Hangup();
        Assert.Empty(Additional());
    }

    [Fact]
    public void It_moves_to_a_zone_cut_out_of_the_other_one()
    {
        _ = _bench.Write("rmx.test", Rmx);
        _ = _bench.Write("hosts.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        Assert.Equal(["www.hosts.test. c0000201"], Additional());
        string cut = _bench.Write("www.hosts.test", "'':\n  - {type: NS, value: ns.example.net.}\n  - {type: A, value: 192.0.2.9}\n");
        _bench.Poll();
        Assert.Equal(["www.hosts.test. c0000209"], Additional());
        File.Delete(cut);
        _bench.Hangup();
        Assert.Equal(["www.hosts.test. c0000201"], Additional());
    }

    private string[] Additional()
    {
        DnsMessage answer = _bench.Ask("rmx.test", RrType.DefaultRmx);
        Assert.Single(answer.Answer);
        return [.. answer.Additional.Select(record => $"{record.Owner} {record.Rdata}".ToLowerInvariant())];
    }
}
