using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests;

/// <summary>What is said of sizes is right to the octet: counted here by hand, and as the server then answers.</summary>
public class SizeFindingTests
{
    private const int Opt = 11;
    private static readonly TypeTable Types = ZoneText.Types;

    [Theory]
    [InlineData(511, null)]
    [InlineData(512, null)]
    [InlineData(513, "1 more than the 512")]
    [InlineData(600, "88 more than the 512")]
    public void Of_a_name_the_answer_over_512_octets_is_an_error(int octets, string? says)
    {
        Finding? finding = Check("mail", octets - Fixed("mail.example.com."), out _);
        Assert.Equal(says is null ? null : Severity.Error, finding?.Severity);
        Assert.Contains(says ?? "", finding?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_wildcard_the_longest_question_decides_on_a_warning_and_the_shortest_on_an_error()
    {
        // Below parents of every length, since the last label of the longest name has to fill what is left.
        for (int length = 1; length <= 63; length++)
        {
            string parent = $"{new string('p', length)}.{new string('q', 63)}.{new string('r', 63)}";
            int shortest = Fixed($"x.{parent}.example.com."), longest = 12 + 255 + 4 + 12;
            Assert.Null(Check($"*.{parent}", 512 - longest, out _));
            Assert.Equal(Severity.Warning, Check($"*.{parent}", 513 - longest, out _)?.Severity);
            Assert.Equal(Severity.Warning, Check($"*.{parent}", 512 - shortest, out _)?.Severity);
            Assert.Equal(Severity.Error, Check($"*.{parent}", 513 - shortest, out _)?.Severity);
        }
    }

    [Fact]
    public void What_no_stream_carries_with_OPT_refuses_the_zone_and_no_octet_less_does()
    {
        int room = ushort.MaxValue - Opt - Fixed("mail.example.com.");
        Assert.Equal("answer-over-512", Check("mail", room, out Zone most)?.Rule.Id);
        Assert.Equal("answer-over-65535", Check("mail", room + 1, out Zone over)?.Rule.Id);
        Assert.True(SizeRules.AnswerOver65535.RefusesZone);
        Assert.False(IsTruncated(most));
        Assert.True(IsTruncated(over));
    }

    private static bool IsTruncated(Zone zone)
    {
        byte[] query = new Testing.Dns.DnsQuery(Name.Parse("mail.example.com.").Wire.ToArray(), Types.RmxType) { EdnsSize = 1232 }.Encode(1);
        byte[] response = new byte[ushort.MaxValue];
        _ = new Answerer(new AnswerSettings()).Answer(ZoneSet.Empty.With([zone], []), query, response, Transport.Stream);
        return (response[2] & 2) != 0;
    }

    /// <summary>Header, question, and an RR whose owner is a pointer, all but the RDATA.</summary>
    private static int Fixed(string name) => 12 + Name.Parse(name).Wire.Length + 4 + 12;

    private static Finding? Check(string owner, int rdata, out Zone zone)
    {
        var text = new List<string>();
        for (int left = rdata, now; left > 0; left -= now)
        {
            now = Math.Min(left, 250);
            now = left - now == 1 ? now - 1 : now;
            text.Add($"100:{new string('a', 2 * (now - 2))}");
        }
        ZoneFile file = new ZoneFileLoader(Types, new LoadSettings()).LoadText("example.com.yaml",
            $"'': [{{type: SOA, value: {{serial: 1}}}}, {{type: NS, value: ns.example.net.}}]\n'{owner}': {{type: RMX, value: '{string.Join(' ', text)}'}}\n");
        zone = ZoneCompiler.Compile(file.Contents!, Types);
        return new SizeChecks(Types, 65_000).CheckAnswers(file.Contents!, zone).SingleOrDefault();
    }
}
