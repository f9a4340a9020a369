using RmxDns.Server.Reload;
using RmxDns.Wire;

namespace RmxDns.Server.Tests.Reload;

/// <summary>The serial that the server chooses goes up at every change of a zone's content, and at nothing else.</summary>
public sealed class AutomaticSerialTests : IDisposable
{
    private static readonly DateTime Modified = new(2026, 11, 23, 1, 2, 3, DateTimeKind.Utc);
    private const uint ModifiedSeconds = 1_795_395_723;

    private readonly KeeperBench _bench = new();

    public AutomaticSerialTests() => _bench.StatePath = _bench.PathOf("state");

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, false)]
    [InlineData(1, 0, false)]
    [InlineData(0, int.MaxValue, true)]
    [InlineData(0, 0x8000_0000, false)]
    [InlineData(0x8000_0000, 0, false)]
    [InlineData(0, 0xFFFF_FFFF, false)]
    [InlineData(0xFFFF_FFFF, 0, true)]
    [InlineData(0xFFFF_FFFF, 0x7FFF_FFFE, true)]
    public void Serials_are_compared_as_RFC_1982_section_3_2_says(uint older, uint newer, bool after) =>
        Assert.Equal(after, SerialNumber.IsAfter(newer, older));

    [Fact]
    public void It_starts_from_the_modification_time_with_and_without_state()
    {
        WriteWithTime("192.0.2.1", Modified);
        _bench.Start();
        Assert.Equal(ModifiedSeconds, _bench.SerialOf("a.test"));
        _bench.StatePath = null;
        _bench.Start();
        Assert.Equal(ModifiedSeconds, _bench.SerialOf("a.test"));
    }

    [Theory]
    [InlineData(int.MaxValue, 0x8000_0000)]
    [InlineData(uint.MaxValue, 1)]
    public void It_goes_up_in_the_seconds_in_which_clocks_of_32_bits_end(long seconds, uint next)
    {
        WriteWithTime("192.0.2.1", DateTime.UnixEpoch.AddSeconds(seconds));
        _bench.Clock.Now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        _bench.Start();
        Assert.Equal((uint)seconds, _bench.SerialOf("a.test"));
        WriteWithTime("192.0.2.2", DateTime.UnixEpoch.AddSeconds(seconds + 1));
        _bench.Clock.Now += TimeSpan.FromSeconds(1);
        _bench.Poll();
        Assert.Equal(next, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void It_is_in_the_soa_that_is_served()
    {
        WriteWithTime("192.0.2.1", Modified);
        _bench.Start();
        string soa = Assert.Single(_bench.Ask("a.test", RrType.Soa).Answer).Rdata;
        Assert.Contains(ModifiedSeconds.ToString("x8", null), soa, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_goes_up_at_every_change_even_when_both_clocks_go_back(bool withState)
    {
        _bench.StatePath = withState ? _bench.StatePath : null;
        WriteWithTime("192.0.2.1", Modified);
        _bench.Start();
        uint last = _bench.SerialOf("a.test");
        for (int i = 2; i < 12; i++)
        {
            _bench.Clock.Now -= TimeSpan.FromDays(400);
            WriteWithTime($"192.0.2.{i}", Modified.AddYears(-i));
            _bench.Poll();
            Assert.Equal(last + 1, _bench.SerialOf("a.test"));
            last++;
        }
        WriteWithTime("192.0.2.20", Modified.AddDays(1));
        _bench.Poll();
        Assert.Equal(ModifiedSeconds + 86_400, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void It_goes_up_when_the_content_goes_back_to_an_earlier_one()
    {
        WriteWithTime("192.0.2.1", Modified);
        _bench.Start();
        WriteWithTime("192.0.2.2", Modified);
        _bench.Poll();
        WriteWithTime("192.0.2.1", Modified);
        _bench.Poll();
        Assert.Equal(ModifiedSeconds + 2, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void It_goes_up_across_restarts_for_what_changed_meanwhile_and_for_nothing_else()
    {
        WriteWithTime("192.0.2.1", Modified);
        _ = _bench.Write("b.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        uint other = _bench.SerialOf("b.test");
        for (uint i = 1; i < 4; i++)
        {
            WriteWithTime($"192.0.2.{i + 1}", Modified.AddDays(-i));
            File.SetLastWriteTimeUtc(_bench.FileOf("b.test"), Modified.AddDays(i));
            _bench.Start();
            Assert.Equal(ModifiedSeconds + i, _bench.SerialOf("a.test"));
            Assert.Equal(other, _bench.SerialOf("b.test"));
        }
    }

    [Fact]
    public void It_goes_up_when_a_setting_changes_what_the_zone_says()
    {
        WriteWithTime("192.0.2.1", Modified);
        _bench.Start();
        _ = _bench.Write("a.test", "$ttl: 60\n" + KeeperBench.Text("192.0.2.1"));
        File.SetLastWriteTimeUtc(_bench.FileOf("a.test"), Modified);
        _bench.Poll();
        Assert.Equal(ModifiedSeconds + 1, _bench.SerialOf("a.test"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_comes_after_a_serial_that_the_file_named_before(bool restart)
    {
        _ = _bench.Write("a.test", KeeperBench.TextWithSerial("192.0.2.1", 2_026_112_301));
        _bench.Start();
        Assert.Equal(2_026_112_301u, _bench.SerialOf("a.test"));
        WriteWithTime("192.0.2.1", Modified);
        if (restart)
            _bench.Start();
        else
            _bench.Poll();
        Assert.Equal(2_026_112_302u, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void It_wraps_past_zero()
    {
        _ = _bench.Write("a.test", KeeperBench.TextWithSerial("192.0.2.1", uint.MaxValue));
        _bench.Start();
        WriteWithTime("192.0.2.2", DateTime.UnixEpoch);
        _bench.Poll();
        Assert.Equal(1u, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void It_goes_on_where_it_was_when_a_zone_comes_back()
    {
        WriteWithTime("192.0.2.1", Modified);
        _bench.Start();
        File.Delete(_bench.FileOf("a.test"));
        _bench.Hangup();
        Assert.Equal("REFUSED", _bench.Www("a.test"));
        _bench.Start();
        WriteWithTime("192.0.2.2", Modified.AddDays(-9));
        _bench.Poll();
        Assert.Equal(ModifiedSeconds + 1, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void A_serial_that_is_not_on_disk_is_not_served()
    {
        WriteWithTime("192.0.2.1", Modified);
        _ = _bench.Write("b.test", KeeperBench.TextWithSerial("192.0.2.1", 7));
        _bench.Start();
        Directory.Move(_bench.StatePath!, _bench.PathOf("away"));
        WriteWithTime("192.0.2.2", Modified);
        _ = _bench.Write("b.test", KeeperBench.TextWithSerial("192.0.2.2", 8));
        _ = _bench.Write("c.test", KeeperBench.Text("192.0.2.2"));
        _ = _bench.Log.Take();
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        Assert.Equal(ModifiedSeconds, _bench.SerialOf("a.test"));
        Assert.Equal("192.0.2.2", _bench.Www("b.test"));
        Assert.Equal("SERVFAIL", _bench.Www("c.test"));
        Assert.Contains(_bench.Log.Take(), line => line.StartsWith("Error: 2 zones with new automatic serials are held back", StringComparison.Ordinal));
        Directory.Move(_bench.PathOf("away"), _bench.StatePath!);
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("a.test"));
        Assert.Equal(ModifiedSeconds + 1, _bench.SerialOf("a.test"));
        Assert.Equal("192.0.2.2", _bench.Www("c.test"));
    }

    private void WriteWithTime(string address, DateTime modified) =>
        File.SetLastWriteTimeUtc(_bench.Write("a.test", KeeperBench.Text(address)), modified);
}
