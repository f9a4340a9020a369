using CsCheck;
using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Tests.Answering;

/// <summary>What odd and hostile requests get (RFC 8906 §3, RFC 6891 §6.1, RFC 9619): one right answer, or silence.</summary>
public class RequestTests
{
    private static readonly ZoneSet Zones = ZoneText.Set(("example.com.", "@ A 192.0.2.1\n* TXT w"));
    private static readonly byte[] Good = Ask.Query("example.com.", "A").Encode(0x1234);
    private static readonly byte[] GoodEdns = (Ask.Query("example.com.", "A") with { EdnsSize = 1232 }).Encode(0x1234);

    [Fact]
    public void A_response_is_never_answered()
    {
        byte[] response = [.. Good];
        response[2] |= 0x80;
        Assert.Empty(Ask.Raw(Zones, response, Transport.Udp));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    public void What_has_no_header_is_never_answered(int length) => Assert.Empty(Ask.Raw(Zones, Good[..length], Transport.Udp));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_question_count_other_than_one_is_malformed(byte count)
    {
        byte[] request = [.. Good];
        request[5] = count;
        Assert.Equal(1, Rcode(request));
    }

    [Fact]
    public void Every_cut_of_a_query_is_malformed_or_silent()
    {
        for (int length = 12; length < GoodEdns.Length; length++)
            Assert.Equal(1, Rcode(GoodEdns[..length]));
        Assert.Equal(0, Rcode(GoodEdns));
        Assert.Equal(1, Rcode([.. GoodEdns, 0]));
    }

    [Fact]
    public void A_pointer_in_the_question_is_malformed()
    {
        byte[] request = [.. Good[..12], 0xC0, 0x0C, 0, 1, 0, 1];
        Assert.Equal(1, Rcode(request));
    }

    [Fact]
    public void Every_opcode_but_query_is_not_implemented_and_copies_no_flags()
    {
        for (int opcode = 1; opcode < 16; opcode++)
        {
            byte[] request = [.. Good];
            request[2] = (byte)((opcode << 3) | 1);
            request[3] = 0x10;
            byte[] response = Ask.Raw(Zones, request, Transport.Udp);
            Assert.Equal([0x12, 0x34, (byte)(0x80 | (opcode << 3)), 4], response[..4]);
        }
    }

    [Fact]
    public void Every_class_and_type_of_every_kind_has_an_answer()
    {
        foreach (ushort type in (ushort[])[0, 1, 41, 128, 200, 249, 250, 251, 252, 253, 254, 255, 256, 65280, 65535])
        {
            foreach (ushort @class in (ushort[])[0, 1, 3, 4, 254, 255])
            {
                foreach (string name in (string[])[".", "example.com.", "x.example.com."])
                {
                    DnsMessage response = Ask.Send(Zones, Ask.Query(name, "A") with { Type = type, Class = @class }, Transport.Udp);
                    if (@class != 1)
                        Assert.Equal(5, response.Rcode);
                }
            }
        }
    }

    [Theory]
    [InlineData(0x0100, 0x0100)]
    [InlineData(0x0010, 0x0010)]
    [InlineData(0x0020, 0)]
    [InlineData(0x0040, 0)]
    [InlineData(0x0200, 0)]
    [InlineData(0x0080, 0)]
    [InlineData(0x0400, 0)]
    public void Of_the_flags_only_rd_and_cd_are_copied(ushort sent, ushort copied)
    {
        DnsMessage response = Ask.Udp(Zones, "example.com.", "A", flags: sent);
        Assert.Equal(0x8400 | copied, response.Flags);
    }

    [Fact]
    public void An_unknown_edns_version_is_named_with_the_one_that_is_known()
    {
        byte[] request = [.. GoodEdns];
        request[^5] = 1;
        DnsMessage response = MessageDecoder.Decode(Ask.Raw(Zones, request, Transport.Udp));
        Assert.Equal(16, response.Rcode);
        Assert.Equal(0u, response.Opt[0].Ttl >> 16 & 0xFF);
        Assert.Empty(response.Answer);
        Assert.False(response.IsAuthoritative);
    }

    [Fact]
    public void Unknown_edns_flags_are_not_sent_back_and_do_is()
    {
        byte[] request = [.. GoodEdns];
        request[^4] = 0xFF;
        request[^3] = 0xFF;
        Assert.Equal(0x8000u, MessageDecoder.Decode(Ask.Raw(Zones, request, Transport.Udp)).Opt[0].Ttl);
    }

    [Fact]
    public void Two_opt_records_are_malformed()
    {
        byte[] request = [.. GoodEdns, .. GoodEdns[^11..]];
        request[11] = 2;
        Assert.Equal(1, Rcode(request));
    }

    [Fact]
    public void Opt_in_another_section_is_malformed()
    {
        byte[] request = [.. GoodEdns];
        (request[7], request[11]) = (1, 0);
        Assert.Equal(1, Rcode(request));
    }

    [Theory]
    [InlineData("0003 0000", 0)]
    [InlineData("000a 0008 0102030405060708 000a 0008 0102030405060708", 0)]
    [InlineData("ffff 0000 ffff 0000", 0)]
    [InlineData("0003 0001", 1)]
    [InlineData("0003", 1)]
    [InlineData("00", 1)]
    public void Options_are_passed_over_when_whole_and_malformed_when_cut(string options, int rcode) =>
        Assert.Equal(rcode, Rcode(WithOptions(Convert.FromHexString(options.Replace(" ", "", StringComparison.Ordinal)))));

    [Fact]
    public void Five_thousand_options_are_passed_over() => Assert.Equal(0, Rcode(WithOptions(new byte[20_000])));

    [Fact]
    public void The_server_names_itself_when_asked_and_set()
    {
        byte[] request = WithOptions([0, 3, 0, 0]);
        byte[] response = Ask.Raw(Zones, request, Transport.Udp, new AnswerSettings(Nsid: new byte[] { 0xAB, 0xCD }));
        Assert.Equal([0, 6, 0, 3, 0, 2, 0xAB, 0xCD], response[^8..]);
        Assert.Equal([0, 0], Ask.Raw(Zones, GoodEdns, Transport.Udp, new AnswerSettings(Nsid: new byte[] { 1 }))[^2..]);
    }

    [Fact]
    public void A_name_of_255_octets_has_an_answer()
    {
        string label = new('a', 63);
        string name = $"{label}.{label}.{label}.{new string('b', 49)}.example.com.";
        Assert.Equal(255, RmxDns.Wire.Name.Parse(name).Wire.Length);
        Assert.Single(Ask.Udp(Zones, name, "TXT").Answer);
        Assert.Single(Ask.Udp(Zones, name, "A").Authority);
    }

    [Fact]
    public void Extended_errors_give_the_reason()
    {
        byte[] response = Ask.Raw(Zones, (Ask.Query("example.net.", "A") with { EdnsSize = 1232 }).Encode(1), Transport.Udp);
        Assert.Equal([0, 6, 0, 15, 0, 2, 0, 20], response[^8..]);
    }

    [Fact]
    public void No_octets_make_it_throw_or_send_what_was_in_the_buffer()
    {
        Gen<byte[]> mutated = Gen.Select(Gen.Byte.Array[0, 30], Gen.Int[0, GoodEdns.Length - 1], (noise, at) =>
        {
            byte[] request = [.. GoodEdns];
            noise.AsSpan(0, Math.Min(noise.Length, request.Length - at)).CopyTo(request.AsSpan(at));
            return request;
        });
        Gen.OneOf(Gen.Byte.Array[0, 600], mutated).Sample(request =>
        {
            byte[] response = Ask.Raw(Zones, request, Transport.Udp);
            Assert.True(response.Length <= 1232);
            if (response.Length > 0)
                Assert.DoesNotContain("a5a5a5", Convert.ToHexStringLower(response), StringComparison.Ordinal);
        }, iter: 20_000);
    }

    private static int Rcode(byte[] request) => MessageDecoder.Decode(Ask.Raw(Zones, request, Transport.Udp)).Rcode;

    private static byte[] WithOptions(byte[] options) =>
        [.. GoodEdns[..^2], (byte)(options.Length >> 8), (byte)options.Length, .. options];
}
