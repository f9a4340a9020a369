using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx.Receiving;

/// <summary>The header field that a receiver writes stays one line of printable ASCII, whatever a domain publishes.</summary>
public class HostileSenderTests
{
    [Fact]
    public async Task A_name_in_an_entry_cannot_break_out_of_the_header_field()
    {
        const string Check = @"check 192.0.2.1 user@example.com => Granted ipmap:a\013\010X-Spam:\032no\000\255.example.";
        CheckTable table = CheckTable.FromLines(
        [
            @"example.com. RMX ipmap:a\013\010X-Spam:\032no\000\255.example.",
            @"1.2.0.192.a\013\010X-Spam:\032no\000\255.example. A 127.0.0.2",
        ]);
        RmxResult result = await table.AssertAsync(Check, TestContext.Current.CancellationToken);
        (RmxClient client, _) = CheckTable.ReadCheck(Check);

        string field = RmxReport.Format(result, client, Name.Parse("mx.example.org."), DateTimeOffset.UnixEpoch);

        Assert.EndsWith(@"mechanism ipmap:a\013\010X-Spam:\032no\000\255.example.", field, StringComparison.Ordinal);
        Assert.True(field.All(c => c is >= ' ' and <= '~'), field);
    }
}
