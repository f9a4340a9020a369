using System.Net;
using RmxDns.Answering;
using RmxDns.Testing.Dns;

namespace RmxDns.TestAuthority.Tests.Memory;

/// <summary>Faults of the first times: by client address and name, remembered within bounds and for a time.</summary>
public class FirstTimesTests
{
    private const string Owners = """
        'drop': &drop {type: RMX, value: unused, rmxdns: {drop: {first: 2}}}
        '*.drop': *drop
        fail: {type: RMX, value: unused, rmxdns: {fault: servfail-once}}
        turn: {type: RMX, values: ['ipv4:192.0.2.1', 'ipv4:192.0.2.2', 'ipv4:192.0.2.3'], rmxdns: {fault: order-rotated}}
        """;

    private static readonly IPAddress One = IPAddress.Parse("127.0.0.1"), Other = IPAddress.Parse("127.0.0.2");

    private readonly SteppedClock _clock = new();
    private readonly Authority _authority;

    public FirstTimesTests() => _authority = new Authority(RunningAuthority.Zone(Owners), _clock);

    [Fact]
    public void The_first_two_are_dropped_for_each_client_and_name()
    {
        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(_ => Answers(One, "drop.lab.test.")));
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(_ => Answers(Other, "drop.lab.test.")));
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(_ => Answers(One, "r1.drop.lab.test.")));
        Assert.True(Answers(One, "DROP.lab.TEST."));
    }

    [Fact]
    public void The_first_fails()
    {
        Assert.Equal([2, 0, 0], Enumerable.Range(0, 3).Select(_ => Ask(One, "fail.lab.test.")!.Rcode));
    }

    [Fact]
    public void The_order_turns_by_one_each_time()
    {
        string[] firsts = [.. Enumerable.Range(0, 4).Select(_ => Ask(One, "turn.lab.test.")!.Answer[0].Rdata)];
        Assert.Equal(["0120c0000201", "0120c0000202", "0120c0000203", "0120c0000201"], firsts.Select(rdata => rdata.ToLowerInvariant()));
    }

    [Fact]
    public void What_was_seen_is_forgotten_after_ten_minutes()
    {
        _ = Answers(One, "drop.lab.test.");
        _clock.Step(TimeSpan.FromMinutes(9));
        Assert.False(Answers(One, "drop.lab.test."));
        Assert.True(Answers(One, "drop.lab.test."));
        _clock.Step(TimeSpan.FromMinutes(2));
        Assert.False(Answers(One, "drop.lab.test."));
    }

    [Fact]
    public void Memory_is_bounded_however_many_names_are_asked()
    {
        for (int i = 0; i < 60_000; i++)
            _ = Answers(One, $"r{i}.drop.lab.test.");
        Assert.InRange(_authority.Remembered, 1_000, 16_384 + 4_096);
        Assert.False(Answers(One, "r0.drop.lab.test."));
    }

    private bool Answers(IPAddress client, string name) => Ask(client, name) is not null;

    private DnsMessage? Ask(IPAddress client, string name)
    {
        Reaction reaction = _authority.Answer(RunningAuthority.Query(name).Encode(1), Transport.Udp, client, IPAddress.Loopback);
        return reaction.Messages.Count == 0 ? null : MessageDecoder.Decode(reaction.Messages[0]);
    }

    /// <summary>A clock that goes when it is told to.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Step(TimeSpan by) => _now += by.Ticks;
    }
}
