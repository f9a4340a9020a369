using System.Net;
using System.Text;
using RmxDns.Answering;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.TestAuthority.Tests.Memory;

/// <summary>What the authority saw of a token, asked over DNS.</summary>
public class ControlNameTests
{
    private readonly Authority _authority = new(InteropZones.All, TimeProvider.System);

    [Fact]
    public void Each_query_is_a_line_in_order_with_transport_edns_flags_type_and_the_name_as_sent()
    {
        Ask("R4711.Canary.interop.TEST.", RrType.DefaultRmx, 1232);
        Ask("r4711.edns-drop.interop.test.", RrType.A, null, Transport.Stream);
        Ask("r4712.canary.interop.test.", RrType.A, null);
        string[] seen = Seen("r4711");
        Assert.Equal(2, seen.Length);
        Assert.Matches(@"^t=\d+ udp edns=1232 flags=0100 type=65280 name=R4711\.Canary\.interop\.TEST\.$", seen[0]);
        Assert.Matches(@"^t=\d+ tcp edns=none flags=0100 type=1 name=r4711\.edns-drop\.interop\.test\.$", seen[1]);
    }

    [Fact]
    public void Nothing_seen_is_one_empty_string_and_asking_leaves_no_trace()
    {
        Assert.Equal([""], Seen("r1"));
        Assert.Equal([""], Seen("r1"));
    }

    [Fact]
    public void So_many_queries_of_a_token_are_kept_and_too_many_lines_go_over_tcp()
    {
        for (int i = 0; i < 100; i++)
            Ask("r2.canary.interop.test.", RrType.DefaultRmx, null);
        Assert.Equal(32, Seen("r2", Transport.Stream).Length);
        Assert.True(Control("r2", Transport.Udp).IsTruncated);
    }

    [Fact]
    public void A_long_name_is_cut_to_what_a_string_holds()
    {
        string label = string.Concat(Enumerable.Repeat("\\001", 63));
        _ = Ask($"{label}.{label}.r5.canary.interop.test.", RrType.DefaultRmx, null);
        Assert.Equal(255, Assert.Single(Seen("r5")).Length);
    }

    [Fact]
    public void Other_names_and_types_below_seen_are_what_the_zone_says()
    {
        Assert.Empty(Ask("r3.seen.interop.test.", RrType.A, null).Answer);
        Assert.Equal(3, Ask("r3.seen.no-such-zone.test.", RrType.Txt, null).Rcode);
    }

    private DnsMessage Ask(string name, ushort type, ushort? ednsSize, Transport transport = Transport.Udp)
    {
        byte[] query = (RunningAuthority.Query(name, type, ednsSize) with { Flags = 0x0100 }).Encode(1);
        Reaction reaction = _authority.Answer(query, transport, IPAddress.Loopback, IPAddress.Loopback);
        return MessageDecoder.Decode(Assert.Single(reaction.Messages));
    }

    private DnsMessage Control(string token, Transport transport) => Ask($"{token}.seen.interop.test.", RrType.Txt, null, transport);

    private string[] Seen(string token, Transport transport = Transport.Udp)
    {
        DnsRecord record = Assert.Single(Control(token, transport).Answer);
        Assert.Equal(0u, record.Ttl);
        var strings = new List<string>();
        ReadOnlySpan<byte> rdata = Convert.FromHexString(record.Rdata);
        for (int at = 0; at < rdata.Length; at += rdata[at] + 1)
            strings.Add(Encoding.ASCII.GetString(rdata.Slice(at + 1, rdata[at])));
        return [.. strings];
    }
}
