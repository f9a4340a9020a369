using RmxDns.Server.Tests.Reload;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;
using RmxDns.Zones;

namespace RmxDns.Server.Tests.Compiled;

/// <summary>What is answered, numbered and logged after a start from the compiled snapshot is what a load of the files gives.</summary>
public sealed class RestoredAnswerTests
{
    private static readonly string[] OfThisStart = ["Information: loaded ", "Information: after the first load", "Information: compiled snapshot", " zones were taken from the compiled snapshot"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_zones_answer_the_same_octet_by_octet(int seed)
    {
        using var bench = new CompiledBench(seed, zones: 60, queries: 4000);
        IReadOnlyList<string> first = bench.Start();
        byte[][] fresh = bench.Answers();
        bench.Keeper.Save();
        IReadOnlyList<string> second = bench.Start();
        Assert.Equal(0, CompiledBench.Restored(first));
        Assert.Equal(bench.Count, CompiledBench.Restored(second));
        Assert.Equal(fresh, bench.Answers());
        Assert.Equal(Lasting(first), Lasting(second));
    }

    [Fact]
    public async Task Another_process_takes_up_the_key_of_the_tables()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rmxdns-compiled-");
        string zones = Path.Combine(folder.FullName, "zones"), state = Path.Combine(folder.FullName, "state");
        _ = Directory.CreateDirectory(zones);
        await File.WriteAllTextAsync(Path.Combine(zones, "a.test.yaml"), KeeperBench.Text("192.0.2.1"), TestContext.Current.CancellationToken);
        await using (ServerProcess first = await ServerProcess.StartAsync(zones, "--state", state))
            await first.WaitForLogAsync("compiled snapshot written: 1 zones");
        await using (ServerProcess second = await ServerProcess.StartAsync(zones, "--state", state))
        {
            Assert.Contains("1 of 1 zones were taken from the compiled snapshot", second.Log, StringComparison.Ordinal);
            byte[]?[] answers = DnsExchange.UdpBatch(second.EndPoint, [new DnsQuery(Name.Parse("www.a.test").Wire.ToArray(), RrType.A)]);
            Assert.Equal("C0000201", Assert.Single(MessageDecoder.Decode(answers[0]!).Answer).Rdata, ignoreCase: true);
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_changed_file_costs_the_other_zones_nothing_and_is_kept_next_time()
    {
        using var bench = new KeeperBench();
        bench.StatePath = bench.PathOf("state");
        for (int i = 0; i < 5; i++)
            _ = bench.Write($"z{i}.test", KeeperBench.Text($"192.0.2.{i}"));
        bench.Start();
        bench.Save();
        _ = bench.Write("z3.test", KeeperBench.Text("192.0.2.30"));
        _ = bench.Log.Take();
        bench.Start();
        Assert.Equal(4, CompiledBench.Restored(bench.Log.Take()));
        Assert.Equal(("192.0.2.2", "192.0.2.30"), (bench.Www("z2.test"), bench.Www("z3.test")));
        bench.Save();
        bench.Start();
        Assert.Equal(5, CompiledBench.Restored(bench.Log.Take()));
        Assert.Equal("192.0.2.30", bench.Www("z3.test"));
    }

    [Fact]
    public void It_is_written_again_after_a_reload_and_not_without_a_change()
    {
        using var bench = new KeeperBench();
        bench.StatePath = bench.PathOf("state");
        _ = bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        bench.Start();
        bench.Save();
        _ = bench.Log.Take();
        bench.Poll();
        bench.Save();
        Assert.DoesNotContain(bench.Log.Take(), line => line.Contains("compiled snapshot", StringComparison.Ordinal));
        _ = bench.Write("a.test", KeeperBench.Text("192.0.2.2"));
        _ = bench.Write("b.test", KeeperBench.Text("192.0.2.3"));
        bench.Poll();
        bench.Save();
        Assert.Contains(bench.Log.Take(), line => line.StartsWith("Information: compiled snapshot written: 2 zones", StringComparison.Ordinal));
        uint serial = bench.SerialOf("a.test");
        File.Delete(bench.FileOf("b.test"));
        bench.Start();
        Assert.Equal(1, CompiledBench.Restored(bench.Log.Take()));
        Assert.Equal(("192.0.2.2", serial, "REFUSED"), (bench.Www("a.test"), bench.SerialOf("a.test"), bench.Www("b.test")));
    }

    [Fact]
    public void A_large_zone_of_which_a_name_was_compiled_anew_is_kept_as_it_is_served()
    {
        string Text(int changed) => "'': {type: NS, value: ns.example.net.}\n"
            + string.Concat(Enumerable.Range(0, 3000).Select(i => $"n{i}: {{type: A, value: 10.{(i == 1234 ? changed : 0)}.{i >> 8}.{i & 255}}}\n"));
        using var bench = new KeeperBench();
        bench.StatePath = bench.PathOf("state");
        _ = bench.Write("large.test", Text(0));
        bench.Start();
        uint serial = bench.SerialOf("large.test");
        _ = bench.Write("large.test", Text(7));
        bench.Poll();
        Zone served = Assert.Single(bench.Current.Value.Zones);
        Assert.InRange(served.Numbers.Unused, 1, 2000);
        Assert.NotEqual(serial, served.Serial);
        bench.Save();
        _ = bench.Log.Take();
        bench.Start();
        Assert.Equal(1, CompiledBench.Restored(bench.Log.Take()));
        Zone restored = Assert.Single(bench.Current.Value.Zones);
        Assert.Equal(served.Numbers, restored.Numbers);
        Assert.Equal("0A0704D2", Assert.Single(bench.Ask("n1234.large.test", RrType.A).Answer).Rdata, ignoreCase: true);
        Assert.Equal("0A0004D3", Assert.Single(bench.Ask("n1235.large.test", RrType.A).Answer).Rdata, ignoreCase: true);
    }

    [Fact]
    public void A_zone_that_asks_for_faults_is_read_at_each_start()
    {
        using var bench = new KeeperBench { Load = new LoadSettings { TestAuthority = true } };
        bench.StatePath = bench.PathOf("state");
        _ = bench.Write("a.test", "'': {type: NS, value: ns.example.net.}\nwww: {type: A, value: 192.0.2.1, rmxdns: {fault: aa-clear}}\n");
        _ = bench.Write("b.test", KeeperBench.Text("192.0.2.2"));
        bench.Start();
        Assert.Equal(("192.0.2.1", "192.0.2.2"), (bench.Www("a.test"), bench.Www("b.test")));
        bench.Save();
        _ = bench.Log.Take();
        bench.Start();
        Assert.Equal(1, CompiledBench.Restored(bench.Log.Take()));
    }

    [Fact]
    public void A_zone_whose_serial_is_lost_is_read_anew()
    {
        using var bench = new KeeperBench();
        bench.StatePath = bench.PathOf("state");
        _ = bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _ = bench.Write("b.test", KeeperBench.TextWithSerial("192.0.2.1", 7));
        bench.Start();
        _ = bench.Write("a.test", KeeperBench.Text("192.0.2.2"));
        File.SetLastWriteTimeUtc(bench.FileOf("a.test"), DateTime.UnixEpoch.AddSeconds(5));
        bench.Poll();
        bench.Save();
        Assert.NotEqual(5u, bench.SerialOf("a.test"));
        File.Delete(Path.Combine(bench.StatePath, "serials"));
        _ = bench.Log.Take();
        bench.Start();
        Assert.Equal(1, CompiledBench.Restored(bench.Log.Take()));
        Assert.Equal((5u, 7u), (bench.SerialOf("a.test"), bench.SerialOf("b.test")));
    }

    [Fact]
    public void A_file_that_is_broken_is_reported_at_each_start_and_keeps_no_other_from_being_restored()
    {
        using var bench = new KeeperBench();
        bench.StatePath = bench.PathOf("state");
        _ = bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _ = bench.Write("b.test", KeeperBench.Text("192.0.2.1"));
        bench.Start();
        string file = bench.Write("b.test", "broken");
        bench.Poll();
        Assert.Equal("192.0.2.1", bench.Www("b.test"));
        bench.Save();
        _ = bench.Log.Take();
        bench.Start();
        IReadOnlyList<string> log = bench.Log.Take();
        Assert.Equal(1, CompiledBench.Restored(log));
        Assert.Contains(log, line => line.StartsWith($"Error: {file}", StringComparison.Ordinal));
        Assert.Equal("SERVFAIL", bench.Www("b.test"));
    }

    [Fact]
    public void With_strict_only_a_whole_set_that_was_linted_together_is_taken()
    {
        const string Refers = "'': {type: NS, value: ns.example.net.}\nwww: [{type: A, value: 192.0.2.1}, {type: RMX, value: 'host:www.b.test.'}]\n";
        using var bench = new KeeperBench();
        bench.StatePath = bench.PathOf("state");
        bench.Settings = bench.Settings with { Strict = true };
        _ = bench.Write("a.test", Refers);
        _ = bench.Write("b.test", KeeperBench.Text("192.0.2.2"));
        bench.Start();
        bench.Save();
        _ = bench.Log.Take();
        bench.Start();
        Assert.Equal(2, CompiledBench.Restored(bench.Log.Take()));
        Assert.Equal("192.0.2.1", bench.Www("a.test"));
        // What a refers to is gone: a load of both refuses it, whatever was compiled.
        _ = bench.Write("b.test", KeeperBench.Text("192.0.2.2").Replace("www", "no", StringComparison.Ordinal));
        bench.Start();
        Assert.Equal(0, CompiledBench.Restored(bench.Log.Take()));
        Assert.Equal("SERVFAIL", bench.Www("a.test"));
        bench.Save();
        bench.Start();
        Assert.Equal("SERVFAIL", bench.Www("a.test"));
    }

    /// <summary>The lines that do not tell of times, memory and the snapshot itself.</summary>
    private static IEnumerable<string> Lasting(IReadOnlyList<string> log) =>
        log.Where(line => !OfThisStart.Any(text => line.Contains(text, StringComparison.Ordinal)));
}
