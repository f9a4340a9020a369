using RmxDns.Wire;

namespace RmxDns.Server.Tests.Reload;

/// <summary>Of a large zone file a reload reads what has changed, and serves, logs and numbers what it would have after reading all.</summary>
public sealed class ReadInPartTests : IDisposable
{
    private const int Names = 30_000;

    private readonly KeeperBench _bench = new();
    private readonly string[] _lines = [.. Enumerable.Range(0, Names).Select(i => $"n{i}: {{type: A, value: 10.0.{i >> 8}.{i & 255}}}")];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_changed_name_is_read_with_its_block_alone()
    {
        Load(restart: true);
        Assert.False(WasReadInPart());
        uint serial = _bench.SerialOf("a.test");
        _lines[20_000] = "n20000: {type: A, value: 192.0.2.1}";
        Load();
        Assert.True(WasReadInPart());
        Assert.Equal("C0000201", Assert.Single(_bench.Ask("n20000.a.test", RrType.A).Answer).Rdata, ignoreCase: true);
        Assert.Equal("0A004E21", Assert.Single(_bench.Ask("n20001.a.test", RrType.A).Answer).Rdata, ignoreCase: true);
        Assert.NotEqual(serial, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void A_serial_stays_where_only_a_remark_has_changed_and_after_a_restart()
    {
        _bench.StatePath = _bench.PathOf("state");
        Load(restart: true);
        _lines[7] += "\nnew: {type: TXT, value: new}";
        Load();
        uint serial = _bench.SerialOf("a.test");
        _lines[9] += " # remark";
        Load();
        Assert.True(WasReadInPart());
        Assert.Equal(serial, _bench.SerialOf("a.test"));
        _bench.Start();
        Assert.Equal(serial, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void Findings_of_what_was_not_changed_are_logged_again_in_their_new_lines()
    {
        _lines[100] = "n100: {type: TXT, values: [twice, twice]}";
        Load(restart: true);
        Assert.Contains(_bench.Log.Take(), line => line.Contains("a.test.yaml:102:", StringComparison.Ordinal));
        _lines[50] += "\nnew: {type: TXT, value: new}";
        Load();
        IReadOnlyList<string> log = _bench.Log.Take();
        Assert.Contains(log, line => line.Contains("a.test.yaml:103:", StringComparison.Ordinal) && line.Contains("line 103", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("the rest is as it was", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mistake_keeps_the_version_before_and_its_correction_is_read_in_part()
    {
        Load(restart: true);
        string good = _lines[20_000];
        _lines[20_000] = "n20000: {type: A, value: wrong}";
        Load();
        Assert.False(WasReadInPart());
        _lines[20_000] = good;
        _lines[3] = "n3: {type: A, value: 192.0.2.3}";
        Load();
        Assert.True(WasReadInPart());
        Assert.Equal("C0000203", Assert.Single(_bench.Ask("n3.a.test", RrType.A).Answer).Rdata, ignoreCase: true);
    }

    [Fact]
    public void Strict_reads_all_for_the_linter()
    {
        _bench.Settings = _bench.Settings with { Strict = true };
        Load(restart: true);
        _lines[20_000] = "n20000: {type: A, value: 192.0.2.1}";
        Load();
        Assert.False(WasReadInPart());
        Assert.Equal("C0000201", Assert.Single(_bench.Ask("n20000.a.test", RrType.A).Answer).Rdata, ignoreCase: true);
    }

    [Fact]
    public void A_zone_from_the_compiled_snapshot_is_read_whole_once()
    {
        _bench.StatePath = _bench.PathOf("state");
        Load(restart: true);
        _bench.Save();
        _bench.Start();
        Assert.Contains(_bench.Log.Take(), line => line.Contains("taken from the compiled snapshot", StringComparison.Ordinal));
        _lines[5] = "n5: {type: A, value: 192.0.2.5}";
        Load();
        Assert.False(WasReadInPart());
        _lines[5] = "n5: {type: A, value: 192.0.2.6}";
        Load();
        Assert.True(WasReadInPart());
        Assert.Equal("C0000206", Assert.Single(_bench.Ask("n5.a.test", RrType.A).Answer).Rdata, ignoreCase: true);
    }

    private void Load(bool restart = false)
    {
        _ = _bench.Write("a.test", $"'': {{type: NS, value: ns.example.net.}}\n{string.Join('\n', _lines)}\n");
        if (restart)
            _bench.Start();
        else
            _bench.Hangup();
    }

    private bool WasReadInPart() => _bench.Log.Take().Any(line => line.Contains("the rest is as it was", StringComparison.Ordinal));
}
