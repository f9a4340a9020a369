using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx.Receiving;

/// <summary>What a receiver makes of records: every check of the tables, and what does not fit a table.</summary>
public class CheckTests
{
    private static readonly Name Host = Name.Parse("mx.example.org.");

    public static TheoryData<string, string> Checks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string file, string check) in CheckTable.AllChecks())
                data.Add(file, check);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_verdict_is_as_in_the_table(string file, string check)
    {
        RmxResult result = await CheckTable.Open(file).AssertAsync(check, TestContext.Current.CancellationToken);

        Assert.NotEmpty(result.Trace);
        Assert.All(result.Trace, step => Assert.DoesNotContain('\n', step.ToString()));
    }

    [Fact]
    public async Task The_order_in_which_records_arrive_changes_nothing()
    {
        byte[][] records = [.. new[] { "0118c00002", "8120c0000242", "88", "0120c0000301" }.Select(Convert.FromHexString)];
        RmxClient client = new([192, 0, 2, 66], "user@example.com", "");
        for (int shift = 0; shift < records.Length; shift++)
        {
            byte[][] shifted = [.. records[shift..], .. records[..shift]];
            ValueTask<LookupAnswer> Lookup(Name name, ushort type, CancellationToken cancellation) =>
                new(type == RrType.DefaultRmx ? LookupAnswer.Found(shifted) : LookupAnswer.NoData);

            RmxResult result = await new RmxChecker(Lookup, new RmxCheckSettings()).CheckAsync(client, TestContext.Current.CancellationToken);

            Assert.Equal("ipv4:192.0.2.0/24", RmxText.Format(result.Deciding!));
        }
    }

    [Fact]
    public async Task The_trace_names_each_lookup_and_each_entry()
    {
        CheckTable table = CheckTable.Open("full-addresses.txt");
        RmxClient client = new([203, 0, 113, 1], "some.user@example.com", "");

        RmxResult result = await new RmxChecker(table.Lookup, table.Settings).CheckAsync(client, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "RMX of example.com.: 1 record",
                "!ipv4:192.0.2.66 does not match: not in the prefix",
                "full: leads to some.user._rmx.example.com.",
                "RMX of some.user._rmx.example.com.: 1 record",
                "ipv4:198.51.100.1 does not match: not in the prefix",
                "!ipv4:192.0.2.5 does not match: not in the prefix",
                "ipv4:192.0.2.0/24 does not match: not in the prefix",
            ],
            result.Trace.Select(step => step.ToString()));
    }

    [Theory]
    [InlineData("prefixes.txt", "192.0.2.1", "Granted", "192.0.2.1", "ipv4:192.0.2.0/24")]
    [InlineData("prefixes.txt", "::ffff:192.0.2.66", "Denied", "192.0.2.66", "!ipv4:192.0.2.66")]
    [InlineData("prefixes.txt", "2001:DB9:0:0::1", "NotInRMX", "2001:db9::1", "none")]
    public async Task The_report_is_one_header_field(string file, string address, string verdict, string written, string mechanism)
    {
        CheckTable table = CheckTable.Open(file);
        (RmxClient client, _) = CheckTable.ReadCheck($"check {address} user@example.com => any");
        RmxResult result = await new RmxChecker(table.Lookup, table.Settings).CheckAsync(client, TestContext.Current.CancellationToken);

        string field = RmxReport.Format(result, client, Host, new DateTimeOffset(2026, 11, 4, 9, 5, 7, TimeSpan.FromMinutes(-330)));

        Assert.Equal($"X-RMX: {verdict} addr {written} by mx.example.org on Wed, 4 Nov 2026 09:05:07 -0530 mechanism {mechanism}", field);
    }

    [Fact]
    public async Task A_cancelled_lookup_is_no_verdict()
    {
        using var source = new CancellationTokenSource();
        ValueTask<LookupAnswer> Lookup(Name name, ushort type, CancellationToken cancellation)
        {
            source.Cancel();
            cancellation.ThrowIfCancellationRequested();
            return new(LookupAnswer.NoData);
        }
        RmxClient client = new([192, 0, 2, 1], "user@example.com", "");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await new RmxChecker(Lookup, new RmxCheckSettings()).CheckAsync(client, source.Token));
    }
}
