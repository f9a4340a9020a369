using RmxDns.Server.Reload;

namespace RmxDns.Server.Tests.Reload;

/// <summary>A zone that fails to load or whose file is gone is served on, and the log says so.</summary>
public sealed class KeptZonesTests : IDisposable
{
    private const string Broken = "'': {type: NS, value: ns.example.net.}\nwww: {type: A, value: 192.0.2}\nnext: {type: AAAA, value: x}\n";

    private readonly KeeperBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_zone_that_fails_keeps_its_previous_version_and_the_others_change()
    {
        _ = _bench.Write("a.test", KeeperBench.TextWithSerial("192.0.2.1", 5));
        _ = _bench.Write("b.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        string file = _bench.Write("a.test", Broken);
        _ = _bench.Write("b.test", KeeperBench.Text("192.0.2.2"));
        _ = _bench.Log.Take();
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        Assert.Equal("192.0.2.2", _bench.Www("b.test"));
        IReadOnlyList<string> log = _bench.Log.Take();
        Assert.Contains(log, line => line.StartsWith($"Error: {file}:2:23: error: ", StringComparison.Ordinal));
        Assert.Contains(log, line => line.StartsWith($"Error: {file}:3:27: error: ", StringComparison.Ordinal));
        Assert.Contains($"Error: zone a.test. keeps its previous version, serial 5: {file} is refused", log);
    }

    [Fact]
    public void The_log_says_so_at_each_reload_that_meets_it_and_not_at_polls_that_find_nothing()
    {
        _ = _bench.Write("a.test", KeeperBench.TextWithSerial("192.0.2.1", 5));
        _bench.Start();
        string file = _bench.Write("a.test", Broken);
        _bench.Poll();
        string kept = $"Error: zone a.test. keeps its previous version, serial 5: {file} is refused";
        Assert.Single(_bench.Log.Take(), kept);
        _bench.Clock.Now = DateTimeOffset.UtcNow.AddMinutes(1);
        _bench.Poll();
        _bench.Poll();
        Assert.Empty(_bench.Log.Take());
        _bench.Hangup();
        IReadOnlyList<string> again = _bench.Log.Take();
        Assert.Single(again, kept);
        Assert.Contains(again, line => line.StartsWith($"Error: {file}:2:23: ", StringComparison.Ordinal));
        _ = _bench.Write("b.test", KeeperBench.Text("192.0.2.1"));
        _bench.Poll();
        Assert.Single(_bench.Log.Take(), kept);
    }

    [Fact]
    public void A_zone_that_never_loaded_answers_servfail_until_its_file_is_right()
    {
        string file = _bench.Write("a.test", Broken);
        _bench.Start();
        Assert.Equal("SERVFAIL", _bench.Www("a.test"));
        Assert.Contains(_bench.Log.Take(), line => line.StartsWith("Error: zone a.test. cannot be served", StringComparison.Ordinal)
            && line.Contains(file, StringComparison.Ordinal));
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
    }

    [Fact]
    public void A_zone_that_never_loaded_is_gone_with_its_file()
    {
        string file = _bench.Write("a.test", Broken);
        _bench.Start();
        File.Delete(file);
        _bench.Poll();
        Assert.Equal("REFUSED", _bench.Www("a.test"));
    }

    [Fact]
    public void A_broken_file_keeps_the_zone_that_it_named_by_its_origin_key()
    {
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1", "$origin: other.test.\n"));
        _bench.Start();
        Assert.Equal("192.0.2.1", _bench.Www("other.test"));
        _ = _bench.Write("a.test", "$origin: other.test.\n'': [\n");
        _bench.Poll();
        _bench.Hangup();
        Assert.Equal("192.0.2.1", _bench.Www("other.test"));
    }

    [Fact]
    public void A_file_that_names_another_zone_leaves_the_first_one_as_if_its_file_were_gone()
    {
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.2", "$origin: other.test.\n"));
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("other.test"));
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        _bench.Hangup();
        Assert.Equal("REFUSED", _bench.Www("a.test"));
    }

    [Fact]
    public void Without_a_setting_a_zone_whose_file_is_gone_is_served_until_sighup()
    {
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        File.Delete(file);
        _bench.Poll();
        _bench.Clock.Elapse(TimeSpan.FromDays(1000));
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        Assert.Single(_bench.Log.Take(), "Warning: the file of zone a.test. is gone; the zone is served on until a restart or SIGHUP");
        _bench.Hangup();
        Assert.Equal("REFUSED", _bench.Www("a.test"));
        Assert.Single(_bench.Log.Take(), "Information: zone a.test. is no longer served");
    }

    [Fact]
    public void Without_a_setting_a_zone_whose_file_is_gone_is_served_until_a_restart()
    {
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        File.Delete(file);
        _bench.Poll();
        _bench.Start();
        Assert.Equal("REFUSED", _bench.Www("a.test"));
    }

    [Fact]
    public void A_grace_that_is_set_ends_when_it_is_over_whatever_the_wall_clock_does()
    {
        _bench.Settings = _bench.Settings with { RemovedZoneGrace = TimeSpan.FromMinutes(10) };
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        File.Delete(file);
        _bench.Poll();
        _bench.Clock.Now = DateTimeOffset.UtcNow.AddDays(-30);
        _bench.Clock.Elapse(TimeSpan.FromMinutes(9));
        _bench.Poll();
        _bench.Hangup();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        _bench.Clock.Elapse(TimeSpan.FromMinutes(1));
        _bench.Poll();
        Assert.Equal("REFUSED", _bench.Www("a.test"));
    }

    [Fact]
    public void A_file_that_comes_back_in_time_ends_the_grace()
    {
        _bench.Settings = _bench.Settings with { RemovedZoneGrace = TimeSpan.FromMinutes(10) };
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        File.Delete(file);
        _bench.Poll();
        _bench.Clock.Elapse(TimeSpan.FromMinutes(9));
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.2"));
        _bench.Poll();
        _bench.Clock.Elapse(TimeSpan.FromMinutes(9));
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("a.test"));
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_takes_no_zone_with_it_not_even_at_sighup()
    {
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        Directory.Move(_bench.Folder, _bench.PathOf("away"));
        _ = _bench.Log.Take();
        _bench.Poll();
        _bench.Poll();
        Assert.Single(_bench.Log.Take(), line => line.Contains("cannot be listed", StringComparison.Ordinal));
        _bench.Hangup();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        Directory.Move(_bench.PathOf("away"), _bench.Folder);
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.2"));
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("a.test"));
    }

    [Fact]
    public void A_path_that_does_not_exist_stops_the_start()
    {
        _bench.Settings = new ReloadSettings([_bench.Folder, _bench.PathOf("nowhere")]);
        Assert.False(_bench.TryStart(out string? fault));
        Assert.Contains(_bench.PathOf("nowhere"), fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_that_run_keep_the_zones_that_they_took()
    {
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        var taken = _bench.Current.Value;
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.2"));
        _bench.Poll();
        Assert.NotSame(taken, _bench.Current.Value);
        _bench.Current.Value = taken;
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
    }
}
