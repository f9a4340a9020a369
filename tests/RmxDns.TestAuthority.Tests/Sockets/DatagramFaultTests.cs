using System.Diagnostics;
using RmxDns.Testing.Dns;

namespace RmxDns.TestAuthority.Tests.Sockets;

/// <summary>What a client over UDP gets at the names where it is not one answer at once.</summary>
public class DatagramFaultTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("id-wrong", new[] { 0xFFF8 })]
    [InlineData("id-wrong-then-right", new[] { 0xFFF8, 7 })]
    [InlineData("answers-two", new[] { 7, 7 })]
    [InlineData("canary", new[] { 7 })]
    public async Task As_many_answers_come_with_these_identifiers(string name, int[] ids)
    {
        await using var authority = RunningAuthority.WithInteropZones();
        Assert.Equal(ids, authority.Ask(RunningAuthority.Query($"{name}.interop.test.")).Select(answer => (int)answer.Id));
    }

    [Theory]
    [InlineData("drop-type", null)]
    [InlineData("drop-once", null)]
    [InlineData("edns-drop", 1232)]
    public async Task No_answer_comes(string name, int? ednsSize)
    {
        await using var authority = RunningAuthority.WithInteropZones();
        Assert.Empty(authority.Ask(RunningAuthority.Query($"{name}.interop.test.", ednsSize: (ushort?)ednsSize), Moment));
    }

    [Theory]
    [InlineData("delay-100", 100)]
    [InlineData("delay-800", 800)]
    public async Task The_answer_comes_late_and_holds_up_no_other(string name, int milliseconds)
    {
        await using var authority = RunningAuthority.WithInteropZones();
        var clock = Stopwatch.StartNew();
        Task<IReadOnlyList<DnsMessage>> late = Task.Run(() => authority.Ask(RunningAuthority.Query($"{name}.interop.test.")));
        Assert.Single(authority.Ask(RunningAuthority.Query("canary.interop.test.")));
        Assert.Single(await late);
        Assert.InRange(clock.ElapsedMilliseconds, milliseconds - 5, milliseconds + 5_000);
    }

    [Fact]
    public async Task Large_answers_go_over_udp_whole()
    {
        await using var authority = RunningAuthority.WithInteropZones();
        foreach (int octets in (int[])[1400, 4096])
        {
            Assert.Equal(octets, Assert.Single(authority.Ask(RunningAuthority.Query($"udp-{octets}.interop.test.", ednsSize: 4096))).Length);
            Assert.True(Assert.Single(authority.Ask(RunningAuthority.Query($"udp-{octets}.interop.test.", ednsSize: 1232))).IsTruncated);
        }
        Assert.InRange(Assert.Single(authority.Ask(RunningAuthority.Query("edns-size.interop.test.", ednsSize: 512))).Length, 2_000, 2_100);
    }
}
