using RmxDns.Interop;
using RmxDns.Interop.Study;

namespace RmxDns.Tool.Tests.Matrix;

/// <summary>Queries and octets of the study, counted by hand from the zones (RFC 1035 §4.1; 11 octets of OPT).</summary>
public sealed class SpfStudyTests
{
    private static readonly IReadOnlyList<StudiedDomain> Domains = SpfStudy.Of(Path.Combine(Folders.Root, "tools", "interop", "study"));

    [Theory]
    // Header 12, question 17+4, OPT 11; TXT 12+1+11; RMX 12+1.
    [InlineData("no-mail.example", 68, 1, 68, 57)]
    // TXT 12+1+49; RMX 12 + 6 (address) + 18 (IPv6 address); the name is longer by one octet.
    [InlineData("one-host.example", 107, 1, 107, 81)]
    public void One_answer_is_as_long_as_counted_by_hand(string domain, int first, int queries, int total, int literal)
    {
        StudiedDomain studied = Domains.Single(each => each.Domain == domain);
        Assert.Equal(new Cost(first, queries, total), studied.Spf);
        Assert.Equal(literal, studied.Literal!.First);
    }

    [Theory]
    [InlineData("own-mx.example", 4, 4)]
    [InlineData("small.example", 5, 5)]
    [InlineData("suite.example", 5, 2)]
    [InlineData("saas.example", 7, 4)]
    [InlineData("listed.example", 2, 2)]
    [InlineData("isp.example", 1, 1)]
    public void Queries_are_those_that_a_receiver_makes(string domain, int spf, int rmx)
    {
        StudiedDomain studied = Domains.Single(each => each.Domain == domain);
        Assert.Equal(spf, studied.Spf.Queries);
        Assert.Equal(rmx, studied.Shared!.Queries);
    }

    [Fact]
    public void The_plot_has_three_bars_for_a_domain_that_can_be_written_out()
    {
        string plot = StudyPlot.Of([Domains.Single(each => each.Domain == "suite.example")]);
        _ = System.Xml.Linq.XDocument.Parse(plot);
        Assert.Equal(3, plot.Split("fill-opacity").Length - 1);
    }
}
