using System.Globalization;
using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx.Receiving;

/// <summary>The header field in which a receiver reports its verdict.</summary>
public class ReportTests
{
    private static readonly DateTimeOffset Date = DateTimeOffset.Parse("2026-11-24T09:05:03+01:30", CultureInfo.InvariantCulture);
    private static readonly Name Host = Name.Parse("mx.example.net.");

    [Theory]
    [InlineData("!ipv4:192.0.2.66", "192.0.2.66", "X-RMX: Denied addr 192.0.2.66 by mx.example.net on Tue, 24 Nov 2026 09:05:03 +0130 mechanism !ipv4:192.0.2.66")]
    [InlineData("MX ipv6:2001:DB8::/32", "2001:db8:0::1", "X-RMX: Granted addr 2001:db8::1 by mx.example.net on Tue, 24 Nov 2026 09:05:03 +0130 mechanism ipv6:2001:db8::/32")]
    [InlineData("ipv4:192.0.2.66", "::ffff:192.0.2.1", "X-RMX: NotInRMX addr 192.0.2.1 by mx.example.net on Tue, 24 Nov 2026 09:05:03 +0130 mechanism none")]
    [InlineData(null, "192.0.2.1", "X-RMX: NoRMX addr 192.0.2.1 by mx.example.net on Tue, 24 Nov 2026 09:05:03 +0130 mechanism none")]
    public async Task It_says_verdict_address_host_date_and_mechanism(string? entries, string client, string line) =>
        Assert.Equal(line, await ReportAsync(entries, client));

    [Fact]
    public async Task A_sender_cannot_break_out_of_the_line()
    {
        string line = await ReportAsync(@"!host:a\013\010X-Spam\058\032no.example. unused:", "192.0.2.1");
        Assert.EndsWith("mechanism unused:", line, StringComparison.Ordinal);
        line = await ReportAsync(@"ipmap:a\013\010b\032c.example.", "192.0.2.1");
        Assert.EndsWith(@"mechanism ipmap:a\013\010b\032c.example.", line, StringComparison.Ordinal);
        Assert.True(line.All(c => c is >= ' ' and <= '~'), line);
    }

    private static async Task<string> ReportAsync(string? entries, string address)
    {
        var checker = new RmxChecker(
            (name, type, _) => new(
                type == RrType.DefaultRmx && entries is not null && RmxTextReader.TryParse(entries, out byte[] rdata, out TextFault _) ? LookupAnswer.Found([rdata])
                : type == RrType.A && name.ToString().Contains(@"\032c", StringComparison.Ordinal) ? LookupAnswer.Found([[127, 0, 0, 2]])
                : LookupAnswer.NoData),
            new RmxCheckSettings());
        Assert.True(AddressPrefix.TryParse(address, out AddressPrefix? octets));
        var client = new RmxClient(octets!.Network, "", "example.com");
        return RmxReport.Format(await checker.CheckAsync(client, TestContext.Current.CancellationToken), client, Host, Date);
    }
}
