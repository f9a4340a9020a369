using System.Globalization;
using System.Text.RegularExpressions;
using RmxDns.Answering;
using RmxDns.Server.Statistics;
using RmxDns.Server.Tests.Reload;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Server.Tests.Running;

/// <summary>What is counted while the server runs: logged on SIGUSR1, at an interval and at the end, with the owners that most often did not fit.</summary>
public sealed partial class StatisticsTests : IDisposable
{
    private readonly ZoneFolderFixture _folder = new();

    public StatisticsTests() => File.AppendAllText(Path.Combine(_folder.Zones, "bench.test.yaml"), $"""
        over: {Rmx(100)}
        '*.wild': {Rmx(100)}
        trimmed: {Rmx(74, "host:www.bench.test.")}

        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_signal_and_the_end_log_the_counters_and_the_owners_that_did_not_fit()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Zones, "--stats-interval", "0", "--workers", "1");
        Assert.Null(DnsExchange.Udp(server.EndPoint, new byte[3], TimeSpan.FromMilliseconds(200)));
        for (int i = 0; i < 3; i++)
            Assert.True(Ask(server, "over.bench.test").IsTruncated);
        foreach (string name in (string[])["a.wild.bench.test", "b.wild.bench.test"])
            Assert.True(Ask(server, name).IsTruncated);
        DnsMessage trimmed = Ask(server, "trimmed.bench.test");
        Assert.False(trimmed.IsTruncated);
        Assert.Empty(trimmed.Additional);
        server.Signal("USR1");
        await server.WaitForLogAsync("trimmed.bench.test.: ");
        const string Names = """
            over.bench.test.: 3 answers truncated, 0 without some additional RRset
            *.wild.bench.test.: 2 answers truncated, 0 without some additional RRset
            trimmed.bench.test.: 0 answers truncated, 1 without some additional RRset
            """;
        Assert.Equal($"6 queries, 5 truncated, 1 without some additional RRset, 1 dropped, 0 send errors, 0 connections closed, 0 lost in full receive buffers\n{Names}", Logged(server));
        Assert.True(Ask(server, "over.bench.test").IsTruncated);
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
        Assert.Contains("\n7 queries, 6 truncated, ", Logged(server), StringComparison.Ordinal);
        Assert.Contains("over.bench.test.: 4 answers truncated", Logged(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_logged_again_and_again_at_the_interval()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Zones, "--stats-interval", "1s");
        await server.WaitForLogAsync("statistics: 0 queries");
        Assert.True(Ask(server, "over.bench.test").IsTruncated);
        await server.WaitForLogAsync("statistics: 1 queries, 1 truncated");
        await server.WaitForLogAsync("statistics: over.bench.test.: 1 answers truncated");
    }

    [Fact]
    public void The_table_of_owners_is_bounded_and_the_frequent_ones_stay_in_it()
    {
        string many = string.Join('\n', Enumerable.Range(0, 2000).Select(i => $@"n{i} TYPE65400 \# 600 {new string('a', 1200)}"));
        ZoneSet zones = ZoneText.Set(("bench.test.", $@"often TYPE65400 \# 600 {new string('a', 1200)}{'\n'}{many}"));
        var workers = new Workers(new AnswerSettings(), new FaultLog(new CollectedLog(), TimeProvider.System));
        Responder responder = workers.CreateResponder();
        byte[] response = new byte[512];
        for (int i = 0; i < 2000; i++)
        {
            foreach (string name in (string[])["often.bench.test", $"n{i}.bench.test"])
                Assert.True(responder.Respond(zones, new DnsQuery(Name.Parse(name).Wire.ToArray(), 65400).Encode(1), response, Transport.Udp) > 0);
        }
        IReadOnlyList<TruncationCount> counts = workers.MostTruncated(int.MaxValue);
        Assert.InRange(counts.Count, 10, 1000);
        Assert.Equal(("often.bench.test.", 2000), (counts[0].Owner.ToString(), counts[0].Truncated));
        Assert.Equal(4000, workers.Sum().Truncated);
    }

    private static DnsMessage Ask(ServerProcess server, string name)
    {
        DnsMessage? answer = DnsExchange.Udp(server.EndPoint, new DnsQuery(Name.Parse(name).Wire.ToArray(), RrType.DefaultRmx));
        Assert.NotNull(answer);
        return answer;
    }

    private static string Logged(ServerProcess server) =>
        string.Join('\n', StatisticsLine().Matches(server.Log.ReplaceLineEndings("\n")).Select(line => line.Groups[1].Value));

    private static string Rmx(int addresses, params string[] more)
    {
        IEnumerable<string> entries = Enumerable.Range(0, addresses).Select(i => string.Create(CultureInfo.InvariantCulture, $"ipv4:10.9.{i}.1"));
        return $"{{type: RMX, value: [{string.Join(", ", entries.Concat(more).Select(entry => $"'{entry}'"))}]}}";
    }

    [GeneratedRegex("statistics: (.*)$", RegexOptions.Multiline)]
    private static partial Regex StatisticsLine();
}
