using System.Text;
using RmxDns.Rdata;
using RmxDns.Server.Reload;
using RmxDns.Zones;

namespace RmxDns.Server.Tests.Reload;

/// <summary>A load that takes long says every five seconds how far it has come, and is silent once it is over.</summary>
public class LoadWatchTests
{
    [Fact]
    public void How_far_a_load_has_come_is_logged_until_it_is_over()
    {
        var clock = new HandClock();
        var log = new CollectedLog();
        var loader = new ZoneFileLoader(new TypeTable(), new LoadSettings());
        _ = loader.LoadText("before.example.yaml", KeeperBench.Text("192.0.2.1"));
        byte[] zone = Encoding.UTF8.GetBytes(KeeperBench.Text("192.0.2.2"));
        using (new LoadWatch(loader.Progress, log, clock))
        {
            Assert.Empty(log.Take());
            _ = loader.LoadText("example.com.yaml", zone);
            clock.Fire(TimeSpan.FromSeconds(5));
            Assert.Equal([$"Information: still loading after 5 s: 1 zone files are read, {zone.Length} of {zone.Length} octets with those under way; then they are compiled"], log.Take());
        }
        clock.Fire(TimeSpan.FromSeconds(5));
        Assert.Empty(log.Take());
    }

    /// <summary>Time goes on, and timers are due, when the test says so.</summary>
    private sealed class HandClock : TimeProvider
    {
        private readonly List<HandTimer> _timers = [];
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HandTimer(callback, state, _timers);
            _timers.Add(timer);
            return timer;
        }

        public void Fire(TimeSpan after)
        {
            _ticks += after.Ticks;
            foreach (HandTimer timer in _timers.ToArray())
                timer.Callback(timer.State);
        }
    }

    private sealed record HandTimer(TimerCallback Callback, object? State, List<HandTimer> Timers) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => Timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
