using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Tests.Answering;

/// <summary>Which outcome a name and type have: each branch of RFC 1034 §4.3.2, and what later RFCs put on it.</summary>
public class OutcomeTests
{
    private static readonly ZoneSet Zones = ZoneText.Set(
        ("example.com.", """
            @ NS ns1
            @ MX 10 mail
            ns1 A 192.0.2.1
            mail A 192.0.2.25
            mail AAAA 2001:db8::25
            a.b.ent TXT "deep"
            alias CNAME mail
            alias2 CNAME alias
            outside CNAME www.example.net.
            away CNAME www.elsewhere.test.
            loop1 CNAME loop2
            loop2 CNAME loop1
            dangling CNAME nothing.mail
            *.wild TXT "wild"
            *.wild MX 10 mail
            host.wild A 192.0.2.7
            *.walias CNAME mail
            deep.x.wild A 192.0.2.8
            sub NS ns.sub
            sub NS ns.other
            sub DS 1 8 2 00000000000000000000000000000000000000000000000000000000000000ff
            ns.sub A 192.0.2.53
            other NS ns.other
            far NS ns.elsewhere.test.
            ns.other A 192.0.2.54
            moved DNAME example.net.
            self DNAME self
            """),
        ("example.net.", """
            www A 198.51.100.80
            cut NS ns.cut
            ns.cut A 198.51.100.53
            ns.cut AAAA 2001:db8::53
            """),
        ("dept.example.com.", """
            @ A 192.0.2.99
            """));

    [Theory]
    [InlineData("mail.example.com.", "A", 0, true, "mail.example.com. A", "")]
    [InlineData("MAIL.Example.COM.", "A", 0, true, "MAIL.Example.COM. A", "")]
    [InlineData("mail.example.com.", "TXT", 0, true, "", "example.com. SOA")]
    [InlineData("nothing.example.com.", "A", 3, true, "", "example.com. SOA")]
    [InlineData("ent.example.com.", "TXT", 0, true, "", "example.com. SOA")]
    [InlineData("b.ent.example.com.", "TXT", 0, true, "", "example.com. SOA")]
    [InlineData("x.b.ent.example.com.", "TXT", 3, true, "", "example.com. SOA")]
    [InlineData("alias.example.com.", "A", 0, true, "alias.example.com. CNAME|mail.example.com. A", "")]
    [InlineData("alias2.example.com.", "A", 0, true, "alias2.example.com. CNAME|alias.example.com. CNAME|mail.example.com. A", "")]
    [InlineData("alias.example.com.", "CNAME", 0, true, "alias.example.com. CNAME", "")]
    [InlineData("alias.example.com.", "TXT", 0, true, "alias.example.com. CNAME", "example.com. SOA")]
    [InlineData("dangling.example.com.", "A", 3, true, "dangling.example.com. CNAME", "example.com. SOA")]
    [InlineData("outside.example.com.", "A", 0, true, "outside.example.com. CNAME|www.example.net. A", "")]
    [InlineData("away.example.com.", "A", 0, true, "away.example.com. CNAME", "")]
    [InlineData("loop1.example.com.", "A", 0, true, "loop1.example.com. CNAME|loop2.example.com. CNAME", "")]
    [InlineData("q.wild.example.com.", "TXT", 0, true, "q.wild.example.com. TXT", "")]
    [InlineData("p.q.wild.example.com.", "TXT", 0, true, "p.q.wild.example.com. TXT", "")]
    [InlineData("q.wild.example.com.", "A", 0, true, "", "example.com. SOA")]
    [InlineData("host.wild.example.com.", "TXT", 0, true, "", "example.com. SOA")]
    [InlineData("x.wild.example.com.", "TXT", 0, true, "", "example.com. SOA")]
    [InlineData("y.x.wild.example.com.", "TXT", 3, true, "", "example.com. SOA")]
    [InlineData("*.wild.example.com.", "TXT", 0, true, "*.wild.example.com. TXT", "")]
    [InlineData("q.*.wild.example.com.", "TXT", 3, true, "", "example.com. SOA")]
    [InlineData("q.walias.example.com.", "A", 0, true, "q.walias.example.com. CNAME|mail.example.com. A", "")]
    [InlineData("sub.example.com.", "A", 0, false, "", "sub.example.com. NS|sub.example.com. NS")]
    [InlineData("q.sub.example.com.", "A", 0, false, "", "sub.example.com. NS|sub.example.com. NS")]
    [InlineData("ns.sub.example.com.", "A", 0, false, "", "sub.example.com. NS|sub.example.com. NS")]
    [InlineData("sub.example.com.", "NS", 0, false, "", "sub.example.com. NS|sub.example.com. NS")]
    [InlineData("q.cut.example.net.", "A", 0, false, "", "cut.example.net. NS")]
    [InlineData("q.far.example.com.", "A", 0, false, "", "far.example.com. NS")]
    [InlineData("sub.example.com.", "DS", 0, true, "sub.example.com. DS", "")]
    [InlineData("other.example.com.", "DS", 0, true, "", "example.com. SOA")]
    [InlineData("q.sub.example.com.", "DS", 0, false, "", "sub.example.com. NS|sub.example.com. NS")]
    [InlineData("dept.example.com.", "A", 0, true, "dept.example.com. A", "")]
    [InlineData("dept.example.com.", "DS", 3, true, "", "example.com. SOA")]
    [InlineData("www.moved.example.com.", "A", 0, true, "moved.example.com. DNAME|www.moved.example.com. CNAME|www.example.net. A", "")]
    [InlineData("www.moved.example.com.", "CNAME", 0, true, "moved.example.com. DNAME|www.moved.example.com. CNAME", "")]
    [InlineData("moved.example.com.", "DNAME", 0, true, "moved.example.com. DNAME", "")]
    [InlineData("moved.example.com.", "A", 0, true, "", "example.com. SOA")]
    [InlineData("www.elsewhere.test.", "A", 5, false, "", "")]
    [InlineData(".", "NS", 5, false, "", "")]
    public void Each_branch_has_its_sections(string name, string type, int rcode, bool authoritative, string answer, string authority)
    {
        DnsMessage response = Ask.Udp(Zones, name, type);
        Assert.Equal(rcode, response.Rcode);
        Assert.Equal(authoritative, response.IsAuthoritative);
        Assert.False(response.IsTruncated);
        Assert.Equal(answer, string.Join('|', Ask.Lines(response.Answer)), ignoreCase: true);
        Assert.Equal(authority, string.Join('|', Ask.Lines(response.Authority)));
    }

    [Fact]
    public void The_question_keeps_the_case_in_which_it_came()
    {
        DnsMessage response = Ask.Udp(Zones, "MaIl.ExAmPlE.cOm.", "A");
        Assert.Equal(Ask.Query("MaIl.ExAmPlE.cOm.", "A").Encode(0)[12..], response.Questions[0]);
    }

    [Fact]
    public void Glue_of_the_cut_and_of_siblings_comes_with_a_referral()
    {
        DnsMessage response = Ask.Udp(Zones, "q.sub.example.com.", "A");
        Assert.Equal(["ns.sub.example.com. A", "ns.other.example.com. A"], Ask.Lines(response.Additional));
    }

    [Fact]
    public void A_zone_that_could_not_be_loaded_fails()
    {
        ZoneSet zones = Zones.With([Zone.Unavailable(RmxDns.Wire.Name.Parse("broken.test."))], []);
        Assert.Equal(2, Ask.Udp(zones, "www.broken.test.", "A").Rcode);
    }

    [Fact]
    public void A_redirection_to_a_name_that_is_too_long_is_an_error_with_the_dname()
    {
        string label = new('x', 63);
        ZoneSet zones = ZoneText.Set(("example.com.", $"d DNAME {label}.{label}.{label}.example.net."));
        DnsMessage response = Ask.Udp(zones, $"{new string('q', 50)}.d.example.com.", "A");
        Assert.Equal(6, response.Rcode);
        Assert.Equal(["d.example.com. DNAME"], Ask.Lines(response.Answer));
    }

    [Fact]
    public void A_dname_that_is_used_again_and_again_is_written_once()
    {
        DnsMessage response = Ask.Tcp(ZoneText.Set(("example.com.", "d DNAME a.d")), "q.d.example.com.", "A");
        Assert.Single(response.Answer, record => record.Type == RmxDns.Wire.RrType.Dname);
        Assert.Equal(18, response.Answer.Count);
    }

    [Fact]
    public void A_negative_answer_lives_as_long_as_the_lesser_of_two_times()
    {
        ZoneSet zones = ZoneText.Set(("short.test.", "@ 600 SOA a b 1 2 3 4 60"), ("long.test.", "@ 60 SOA a b 1 2 3 4 600"));
        Assert.Equal(60u, Assert.Single(Ask.Udp(zones, "x.short.test.", "A").Authority).Ttl);
        Assert.Equal(60u, Assert.Single(Ask.Udp(zones, "long.test.", "A").Authority).Ttl);
        Assert.Equal(600u, Assert.Single(Ask.Udp(zones, "short.test.", "SOA").Answer).Ttl);
    }

    [Fact]
    public void A_chain_ends_after_sixteen_links()
    {
        string lines = string.Join('\n', Enumerable.Range(0, 30).Select(i => $"c{i} CNAME c{i + 1}")) + "\nc30 A 192.0.2.1";
        DnsMessage response = Ask.Tcp(ZoneText.Set(("example.com.", lines)), "c0.example.com.", "A");
        Assert.Equal(0, response.Rcode);
        Assert.Equal(17, response.Answer.Count);
    }

    [Fact]
    public void Any_gives_one_rrset_over_udp_and_all_over_a_stream()
    {
        Assert.Single(Ask.Udp(Zones, "mail.example.com.", "ANY").Answer);
        Assert.Equal(["mail.example.com. A", "mail.example.com. AAAA"], Ask.Lines(Ask.Tcp(Zones, "mail.example.com.", "ANY").Answer));
    }

    [Theory]
    [InlineData("AXFR", 5)]
    [InlineData("IXFR", 5)]
    [InlineData("MAILA", 4)]
    [InlineData("MAILB", 4)]
    [InlineData("TKEY", 1)]
    [InlineData("TSIG", 1)]
    [InlineData("OPT", 1)]
    public void Types_that_are_no_data_are_refused(string type, int rcode) =>
        Assert.Equal(rcode, Ask.Udp(Zones, "mail.example.com.", type).Rcode);
}
