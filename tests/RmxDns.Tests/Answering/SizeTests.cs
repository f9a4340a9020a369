using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Tests.Answering;

/// <summary>Sizes to the octet: TC exactly when what must be there does not fit (RFC 1035 §4.2.1, RFC 6891 §6.2.3, RFC 9471).</summary>
public class SizeTests
{
    private const int HeaderAndQuestion = 12 + 13 + 4;
    private const int RrHeader = 12;
    private const int Opt = 11;

    [Theory]
    [InlineData(null, 505, 520, 512)]
    [InlineData((ushort)0, 490, 520, 512)]
    [InlineData((ushort)511, 495, 520, 512)]
    [InlineData((ushort)700, 680, 705, 700)]
    [InlineData((ushort)4096, 1210, 1240, 1232)]
    public void An_answer_over_udp_is_cut_at_the_budget_and_not_an_octet_before(ushort? edns, int from, int to, int budget)
    {
        int opt = edns is null ? 0 : Opt;
        for (int size = from; size <= to; size++)
        {
            DnsMessage response = Ask.Udp(WithAnswerOf(size), "example.com.", "TYPE65400", edns);
            bool fits = size + opt <= budget;
            Assert.Equal(!fits, response.IsTruncated);
            Assert.Equal(fits ? 1 : 0, response.Answer.Count);
            Assert.Equal(fits ? size + opt : HeaderAndQuestion + opt, response.Length);
        }
    }

    [Fact]
    public void An_answer_that_is_put_together_is_cut_there_too()
    {
        // Header 12, question 15 + 4, an alias of 16 octets, then 12 and the RDATA.
        for (int rdata = 512 - 59 - 8; rdata <= 512 - 59 + 8; rdata++)
        {
            ZoneSet zones = ZoneText.Set(("example.com.", $"a CNAME b\nb TYPE65400 \\# {rdata} {new string('a', rdata * 2)}"));
            DnsMessage response = Ask.Udp(zones, "a.example.com.", "TYPE65400");
            bool fits = rdata + 59 <= 512;
            Assert.Equal((!fits, fits ? 2 : 1), (response.IsTruncated, response.Answer.Count));
            Assert.Equal(fits ? rdata + 59 : 47, response.Length);
            // With an RRset of 16 octets in the additional section.
            zones = ZoneText.Set(("example.com.", $"a CNAME b\nb RMX host:b.example.com. {Filler(rdata - 16 - 16)}\nb A 192.0.2.1"));
            response = Ask.Udp(zones, "a.example.com.", "RMX");
            Assert.Equal((false, fits ? 1 : 0), (response.IsTruncated, response.Additional.Count));
            Assert.Equal(rdata + 59 - (fits ? 0 : 16), response.Length);
        }
    }

    [Fact]
    public void A_stream_carries_65535_octets_and_not_one_more()
    {
        for (int size = 65515; size <= 65545; size++)
        {
            ZoneSet zones = WithAnswerOf(size);
            foreach (ushort? edns in (ushort?[])[null, 1232])
            {
                int opt = edns is null ? 0 : Opt;
                DnsMessage response = Ask.Tcp(zones, "example.com.", "TYPE65400", edns);
                bool fits = size + opt <= 65535;
                Assert.Equal(!fits, response.IsTruncated);
                Assert.Equal((fits ? size : HeaderAndQuestion) + opt, response.Length);
            }
        }
    }

    [Theory]
    [InlineData(505)]
    [InlineData(512)]
    public void An_additional_rrset_comes_whole_when_it_fits_and_not_at_all_by_one_octet_less(int fullSize)
    {
        // RMX ipv4 entries of 6 octets fill the answer; the additional A of the apex takes 16.
        for (int extra = 0; extra <= 15; extra++)
        {
            ZoneSet zones = ZoneText.Set(("example.com.", $"@ RMX host:example.com. {Filler(fullSize + extra - 16 - HeaderAndQuestion - RrHeader - 14)}\n@ A 192.0.2.1"));
            DnsMessage response = Ask.Udp(zones, "example.com.", "RMX");
            Assert.False(response.IsTruncated);
            bool fits = fullSize + extra <= 512;
            Assert.Equal(fits ? 1 : 0, response.Additional.Count);
            Assert.Equal(fits ? fullSize + extra : fullSize + extra - 16, response.Length);
        }
    }

    [Fact]
    public void Glue_below_the_cut_is_required_and_that_of_siblings_is_not()
    {
        string inDomain = string.Join('\n', Enumerable.Range(1, 28).Select(i => $"ns.sub A 192.0.2.{i}"));
        string sibling = string.Join('\n', Enumerable.Range(1, 28).Select(i => $"ns.other A 192.0.2.{i}"));
        ZoneSet zones = ZoneText.Set(("example.com.", $"sub NS ns.sub\nsib NS ns.other\nother NS ns.other\n{inDomain}\n{sibling}"));
        DnsMessage fits = Ask.Udp(zones, "q.sib.example.com.", "A");
        Assert.False(fits.IsTruncated);
        DnsMessage cut = Ask.Udp(zones, "quite-a-long-name-to-fill-the-rest-of-it.sub.example.com.", "A");
        Assert.True(cut.IsTruncated);
        Assert.Empty(cut.Additional);
        Assert.Single(cut.Authority);
        DnsMessage dropped = Ask.Udp(zones, "quite-a-long-name-to-fill-the-rest-of-it.sib.example.com.", "A");
        Assert.False(dropped.IsTruncated);
        Assert.Empty(dropped.Additional);
    }

    [Fact]
    public void What_the_sizer_says_is_what_is_sent()
    {
        ZoneSet zones = ZoneText.Set(("example.com.", $"@ RMX host:a.example.com. host:b.example.com. {Filler(400)}\na A 192.0.2.1\nb A 192.0.2.2\nb AAAA 2001:db8::2"));
        AnswerSize size = new AnswerSizer().Measure(zones, RmxDns.Wire.Name.Parse("example.com."), ZoneText.Types.RmxType, 512)!;
        DnsMessage full = Ask.Tcp(zones, "example.com.", "RMX"), plain = Ask.Udp(zones, "example.com.", "RMX");
        Assert.Equal(full.Length, size.Full);
        Assert.Equal(full.Additional.Count - plain.Additional.Count, size.Dropped.Count);
        Assert.Equal(["b.example.com. AAAA"], size.Dropped.Select(d => $"{d.Owner} {ZoneText.Types.NameOf(d.Type)}"));
    }

    /// <summary>A zone whose answer for TYPE65400 at the apex has that many octets.</summary>
    private static ZoneSet WithAnswerOf(int size)
    {
        int rdata = size - HeaderAndQuestion - RrHeader, more = 0;
        if (size > 65_000)
            (rdata, more) = (rdata - 1000 - RrHeader, 1000);
        string lines = $@"@ TYPE65400 \# {rdata} {new string('a', rdata * 2)}";
        return ZoneText.Set(("example.com.", more == 0 ? lines : $"{lines}\n@ TYPE65400 \\# {more} {new string('b', more * 2)}"));
    }

    /// <summary>RMX entries of exactly that many octets: unknown ones, which have any length from 2 on.</summary>
    private static string Filler(int octets)
    {
        int first = Math.Min(octets, 200);
        string entry = $"100:{new string('a', (first - 2) * 2)}";
        return octets > first ? $"{entry} {Filler(octets - first)}" : entry;
    }
}
