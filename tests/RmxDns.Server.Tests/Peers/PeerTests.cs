using RmxDns.Testing.Dns;
using RmxDns.Testing.Peers;
using RmxDns.Wire;
using DnsMessage = RmxDns.Testing.Dns.DnsMessage;

namespace RmxDns.Server.Tests.Peers;

/// <summary>The peers start, serve a zone unchanged over UDP and TCP, and a decoder that nobody here wrote reads the same.</summary>
public class PeerTests
{
    private const string Zone = """
        $ORIGIN example.test.
        $TTL 3600
        @ IN SOA ns hostmaster 1 7200 900 1209600 3600
        @ IN NS ns
        ns IN A 192.0.2.53
        @ IN TYPE65280 \# 6 0118c0000208
        long IN TXT "a" "b\032\000\255"

        """;

    public static TheoryData<string> Programs => [Nsd.ProgramName, Knot.ProgramName, Bind.ProgramName, PowerDns.ProgramName];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Serves_a_zone_over_udp_and_tcp(string program)
    {
        if (Peer.WhyMissing(program) is string reason)
            Assert.Skip(reason);
        using Peer peer = Start(program, new PeerZone("example.test.", Zone));
        var query = new DnsQuery(Name.Parse("example.test.").Wire.ToArray(), 65280) { EdnsSize = 1232 };
        foreach (byte[]? octets in new[] { DnsExchange.UdpBatch(peer.Address, [query])[0], DnsExchange.TcpBatch(peer.Address, [query])[0] })
        {
            DnsMessage message = MessageDecoder.Decode(octets!);
            Assert.Equal("example.test. 3600 1 type65280 0118c0000208", Assert.Single(message.Answer).Canonical);
            Assert.True(message.IsAuthoritative);
            Assert.Empty(message.CompressionFaults);
            var independent = ARSoft.Tools.Net.Dns.DnsMessage.Parse(octets!);
            var record = Assert.IsType<ARSoft.Tools.Net.Dns.UnknownRecord>(Assert.Single(independent.AnswerRecords));
            Assert.Equal(Convert.FromHexString("0118c0000208"), record.RecordData);
        }
    }

    [Fact]
    public void A_program_that_refuses_a_zone_says_why()
    {
        if (Peer.WhyMissing(Knot.ProgramName) is string reason)
            Assert.Skip(reason);
        Assert.NotNull(Peer.WhyMissing("no-such-program"));
        var fault = Assert.Throws<PeerException>(() => Bind.Start(new PeerZone("example.test.", "$BAD line\n")));
        Assert.Contains("example.test", fault.Message, StringComparison.Ordinal);
    }

    private static Peer Start(string program, PeerZone zone) => program switch
    {
        Nsd.ProgramName => Nsd.Start(zone),
        Knot.ProgramName => Knot.Start(zone),
        Bind.ProgramName => Bind.Start(zone),
        _ => PowerDns.Start(zone),
    };
}
