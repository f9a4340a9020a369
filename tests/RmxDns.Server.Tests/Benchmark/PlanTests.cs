using RmxDns.Bench.Measures;
using RmxDns.Bench.Reports;

namespace RmxDns.Server.Tests.Benchmark;

/// <summary>A part of a run ends when its time is over, and leaves the others theirs.</summary>
public class PlanTests
{
    [Fact]
    public void What_comes_when_the_time_is_over_is_told_and_not_done_and_the_next_part_has_its_own_time()
    {
        var results = new Results(new Machine("", "", 2, "", 0, "", "", []));
        var plan = new Plan(false, "", results);
        var done = new List<string>();
        plan.Begin(0);
        plan.Try("zones", "late", () => done.Add("late"));
        plan.Begin(1);
        plan.Try("reload", "in time", () => done.Add("in time"));
        Assert.Equal(["in time"], done);
        Assert.Equal(new Missed("zones", "late", "the 0 minutes for this part of the run were over"), Assert.Single(results.Missed));
    }
}
