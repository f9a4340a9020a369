using RmxDns.Server.Udp;

namespace RmxDns.Server.Tests.Udp;

/// <summary>When a UDP worker rests between batches: under load, and only then.</summary>
public sealed class BatchPausesTests
{
    private const int Long = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Small_batches_are_never_followed_by_a_pause(int size) => Assert.Equal(0, PausesOf(new BatchPauses(), Enumerable.Repeat(size, Long)));

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(31)]
    public void Load_is_followed_by_pauses_except_where_it_is_looked_for(int size)
    {
        int pauses = PausesOf(new BatchPauses(), Enumerable.Repeat(size, 10 * (BatchPauses.Window + BatchPauses.Stint)));
        Assert.Equal(10 * BatchPauses.Stint, pauses);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Large_batches_need_no_pause(int size) => Assert.Equal(0, PausesOf(new BatchPauses(), Enumerable.Repeat(size, Long)));

    [Fact]
    public void A_thread_that_did_not_run_for_a_moment_has_found_no_load()
    {
        IEnumerable<int> hiccups = Enumerable.Range(0, Long).Select(i => i % BatchPauses.Window < BatchPauses.Window / 4 ? 64 : 1);
        Assert.Equal(0, PausesOf(new BatchPauses(), hiccups));
    }

    [Fact]
    public void Where_the_load_ends_so_do_the_pauses()
    {
        var pauses = new BatchPauses();
        Assert.NotEqual(0, PausesOf(pauses, Enumerable.Repeat(6, BatchPauses.Window + (BatchPauses.Stint / 2))));
        Assert.Equal(0, PausesOf(pauses, Enumerable.Repeat(1, Long)));
        Assert.Equal(0, PausesOf(pauses, Enumerable.Repeat(2, Long)));
    }

    private static int PausesOf(BatchPauses pauses, IEnumerable<int> batches) => batches.Count(pauses.After);
}
